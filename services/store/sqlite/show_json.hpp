// SPDX-License-Identifier: Apache-2.0
// The sealed parts of sessions, scans, use-codes and mandates, and what those of others share. Read is only
// what was written here: others throw.
#pragma once
#include "show/register.hpp"

namespace elicense::store {

nlohmann::json holder_json(const license::Holder& holder);
license::Holder holder_from_json(const nlohmann::json& json);
nlohmann::json asker_json(const show::Asker& asker);
show::Asker asker_from_json(const nlohmann::json& json);

nlohmann::json session_json(const show::Session& session);
show::Session session_from_json(const nlohmann::json& json); // but for id and ended_at

// Without sequence, state and use-codes, which have columns and rows of their own. Key and request as well:
// under another index key their digests are made again.
nlohmann::json scan_json(const show::Scan& scan, std::string_view key, std::string_view request);
show::Scan scan_from_json(const nlohmann::json& json);

nlohmann::json use_code_json(const show::UseCode& code);
show::UseCode use_code_from_json(const nlohmann::json& json); // but for used and stopped_at

nlohmann::json mandate_json(const show::Mandate& mandate, std::string_view key, std::string_view request,
                            std::string_view paper);
show::Mandate mandate_from_json(const nlohmann::json& json); // but for used and revoked_at

} // namespace elicense::store
