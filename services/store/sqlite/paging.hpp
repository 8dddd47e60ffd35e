// SPDX-License-Identifier: Apache-2.0
// Lists are read backwards, a page at a time.
#pragma once
#include <cstdint>
#include <limits>

namespace elicense::store {

// What sequences of a page are below: `before`, or for 0 nothing, which is the first page.
inline std::int64_t page_end(std::int64_t before) {
  return before > 0 ? before : std::numeric_limits<std::int64_t>::max();
}

} // namespace elicense::store
