// SPDX-License-Identifier: Apache-2.0
// Sessions, codes, scans and mandates as the API shows them.
#pragma once
#include "api/call.hpp"
#include "api/context.hpp"

namespace elicense::api {

nlohmann::ordered_json show_session_json(const show::Session& session, Time now);
nlohmann::ordered_json show_code_json(const show::Code& code, const show::Addresses& addresses, Time now);
nlohmann::ordered_json show_qr_json(std::string_view address);

// For the holder without use-codes, for the party that scanned without what was not given.
enum class ScanReader { holder, asker };
ScanReader scan_reader(const access::Caller& caller);
nlohmann::ordered_json scan_json(const show::Scan& scan, ScanReader reader, const Context& context);
// A session with the scans of its codes, for the holder. SHOW_SESSION_NOT_FOUND, STORE_…
struct ShownSession {
  nlohmann::ordered_json json;
  bool over = false;
};
Result<ShownSession> shown_session(const std::string& id, const Context& context);

nlohmann::ordered_json asker_json(const show::Asker& asker, access::Register& people);

// Codes of persons whole for the one they are of, and masked for others. `party`: a clerk sees both whole.
nlohmann::ordered_json mandate_json(const show::Mandate& mandate, const access::Caller& caller,
                                    const Context& context);

} // namespace elicense::api
