// SPDX-License-Identifier: Apache-2.0
#include "submission/matter.hpp"
#include <algorithm>

namespace elicense::submission {

const Item* Matter::item(std::string_view wanted) const {
  const auto found = std::ranges::find(items, wanted, &Item::code);
  return found == items.end() ? nullptr : &*found;
}

} // namespace elicense::submission
