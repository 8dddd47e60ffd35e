// SPDX-License-Identifier: Apache-2.0
// Whether a structure is DER down to its last element. The levels are a list of bounded size, no recursion.
#include "crypto/der_forms.hpp"
#include <vector>

namespace elicense::crypto::der {
namespace {

constexpr std::uint8_t constructed_bit = 0x20; // X.690 8.1.2.5

bool has_der_form(const Element& element) {
  switch (element.tag) {
  case boolean:
    return is_der_boolean(element.content);
  case integer:
  case enumerated:
    return is_minimal_integer(element.content);
  case null:
    return element.content.empty();
  case oid:
    return is_der_oid(element.content);
  case bit_string:
    return is_der_bits(element.content);
  case utc_time:
  case generalized_time:
    return read_der_time(element).has_value();
  default:
    return true;
  }
}

} // namespace

std::optional<Flaw> find_flaw(ByteView bytes) {
  std::vector<Reader> levels{Reader(bytes)};
  do {
    Reader& level = levels.back();
    const std::uint8_t* const where = level.rest().data();
    const Result<Element> element = level.any();
    if (!element) return Flaw{element.error().detail, where};
    if (levels.size() == 1 && !level.empty())
      return Flaw{"something follows the structure", level.rest().data()};
    if (!has_der_form(*element)) return Flaw{"value is not in its DER form", where};
    if ((element->tag & constructed_bit) != 0) levels.emplace_back(element->content);
    if (levels.size() > max_depth + 1) return Flaw{"nested too deep", where};
    while (!levels.empty() && levels.back().empty())
      levels.pop_back();
  } while (!levels.empty());
  return std::nullopt;
}

} // namespace elicense::crypto::der
