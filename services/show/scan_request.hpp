// SPDX-License-Identifier: Apache-2.0
// What a counter asks for when it scans a code, or by duty or mandate without one.
#pragma once
#include "license/type.hpp"
#include "show/code.hpp"
#include "show/scan.hpp"
#include <functional>

namespace elicense::show {

struct ScanRequest {
  std::string idempotency_key; // scoped by the caller
  Shown code;
  Asker asker; // proved, and allowed to ask for the matter and the types
  Matter matter;
  std::string matter_case;
  std::vector<Wanted> wanted; // without the names of the types
  std::int64_t uses = 1;
  std::string document_number = {}; // with a code on paper

  Way way = Way::holder;                   // else no code is scanned
  license::Holder holder = {}, agent = {}; // whose licenses; with Way::entrust, who acts for the holder
  std::string mandate = {};                // its id, with Way::entrust
  std::string legal_basis = {};            // with Way::duty
  std::optional<Matter> item = {};         // 办理项 of the matter, without a code
  std::int64_t quota = 0; // with Way::duty: such requests of the party for the matter on one day (UTC+8)
};

using SaysNothing = std::function<bool(std::string_view purpose)>; // a filler

Result<void> check_matter(const Matter& matter); // SHOW_REQUEST
// What is wanted, with the names of the types. IDEMPOTENCY_KEY_MISSING, SHOW_REQUEST, SHOW_PURPOSE_FILLER,
// SHOW_TYPE_UNKNOWN, SHOW_FIELD_UNKNOWN
Result<std::vector<Wanted>> check_request(const ScanRequest& request, const license::TypeCatalogue& types,
                                          const SaysNothing& says_nothing);
crypto::Sm3Digest digest_of(const ScanRequest& request); // of all that makes it another one

} // namespace elicense::show
