// SPDX-License-Identifier: Apache-2.0
// The strict JSON reader over nlohmann's. Promises: it accepts nothing that the library refuses, takes the
// same value from it, and what it gives can be written and read again.
#include "tests/fuzz/fuzz.hpp"
#include "json/strict_json.hpp"

namespace elicense::fuzz {

void examine(ByteView input) {
  const auto strict = parse_strict_json(as_text(input));
  require(!parse_strict_json(as_text(input), {.fractions = false}) || strict, "integers only is stricter");
  if (!strict) return;
  const auto plain = nlohmann::json::parse(as_text(input), nullptr, false);
  require(plain == *strict, "the library reads the same");
  const auto again = parse_strict_json(strict->dump());
  require(again && *again == *strict, "written again it is the same");
}

} // namespace elicense::fuzz
