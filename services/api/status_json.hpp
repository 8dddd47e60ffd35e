// SPDX-License-Identifier: Apache-2.0
// Where a license or mandate stands in the status lists, as the API shows it (Token Status List, 6).
#pragma once
#include "status/publisher.hpp"
#include <nlohmann/json.hpp>

namespace elicense::api {

inline nlohmann::ordered_json status_json(const status::Reference& reference) {
  return {{"status_list", {{"uri", reference.uri}, {"idx", reference.index}}}};
}

} // namespace elicense::api
