// SPDX-License-Identifier: Apache-2.0
// License type files, with their schema and layout. Promise: the example of a type that loads is valid data.
#include "license/type.hpp"
#include "tests/fuzz/fuzz.hpp"
#include <algorithm>

namespace elicense::fuzz {

void examine(ByteView input) {
  const auto type = license::parse_type(as_text(input));
  if (!type) return;
  require(type->check_data(type->example).has_value(), "the example is valid data");
  const auto fields = type->fields();
  for (const std::string* field : {&type->holder_name_field, &type->holder_code_field, &type->number_field})
    require(std::ranges::count(fields, *field) == 1, "holder and number are fields");
}

} // namespace elicense::fuzz
