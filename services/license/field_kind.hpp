// SPDX-License-Identifier: Apache-2.0
// One field of a short type file: ["经营范围", "text? 300", "零售"], its kind from
// schemas/license-fields.json.
#pragma once
#include "crypto/result.hpp"
#include <nlohmann/json.hpp>

namespace elicense::license {

struct KindOfField {
  std::string name;
  bool required = true;
  nlohmann::json schema, example;
  std::string mask;
  std::string on_face;     // "issuer", "date" or "picture" where it has a place of its own
  std::size_t longest = 0; // characters, as shown
};

// TYPE_INVALID with what is wrong; the caller knows where. `person`: a natural person may be the holder.
Result<KindOfField> read_field(const nlohmann::json& row, bool person);

} // namespace elicense::license
