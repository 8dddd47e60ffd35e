// SPDX-License-Identifier: Apache-2.0
// Every table with sealed columns: its rows are named by one column and stand under the key of their key_id.
#pragma once
#include <string_view>
#include <vector>

namespace elicense::store {

struct SealedTable {
  std::string_view name, row;
  std::vector<std::string_view> columns;
};

const std::vector<SealedTable>& sealed_tables();

} // namespace elicense::store
