// SPDX-License-Identifier: Apache-2.0
#include "stock/row.hpp"

namespace elicense::stock {

void refuse(Row& row, std::string_view rule, std::string detail) {
  row.refusal = rule;
  row.refusal_detail = std::move(detail);
  row.columns = nullptr;
  row.cells.clear();
}

} // namespace elicense::stock
