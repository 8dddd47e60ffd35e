// SPDX-License-Identifier: Apache-2.0
// What requests for mandates of all kinds have in common.
#pragma once
#include "api/show_input.hpp"

namespace elicense::api {

struct MandateInput {
  nlohmann::json json;
  show::Mandate mandate;       // types, matters, uses, period; recorded by whom, if by a clerk
  std::string idempotency_key; // scoped by the caller
};

Error mandate_input_error(); // REQUEST_FIELDS
// With these members besides. JSON_…, REQUEST_FIELDS, IDEMPOTENCY_KEY_…
Result<MandateInput> mandate_input(const Call& call, std::vector<std::string_view> members);

} // namespace elicense::api
