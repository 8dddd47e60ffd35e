// SPDX-License-Identifier: Apache-2.0
#include "submission/matter.hpp"
#include <algorithm>

namespace elicense::submission {
namespace {

template <class Part> const Part* part_of(const std::vector<Part>& parts, std::string_view wanted) {
  const auto found = std::ranges::find(parts, wanted, &Part::code);
  return found == parts.end() ? nullptr : &*found;
}

} // namespace

bool Material::takes(std::string_view type_code) const {
  return std::ranges::find(alternatives, type_code, &Alternative::type_code) != alternatives.end();
}

const Material* Item::material(std::string_view wanted) const {
  return part_of(materials, wanted);
}

const Item* Matter::item(std::string_view wanted) const {
  return part_of(items, wanted);
}

} // namespace elicense::submission
