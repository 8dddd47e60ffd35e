// SPDX-License-Identifier: Apache-2.0
// A table that is missing here keeps its old key for ever: key_rotation_test holds the list against the
// schema.
#include "store/sqlite/sealed_tables.hpp"

namespace elicense::store {

const std::vector<SealedTable>& sealed_tables() {
  static const std::vector<SealedTable> tables = {
      {"licenses",
       "identifier",
       {"sealed_reference", "sealed_number", "sealed_holder_name", "sealed_holder_code", "sealed_data"}},
      {"documents", "identifier", {"content"}},
      {"accesses", "id", {"sealed"}},
      {"corrections", "id", {"sealed"}},
      {"transitions", "id", {"sealed"}},
      {"transition_marks", "id", {"sealed"}},
      {"type_proposals", "id", {"sealed"}},
      {"type_decisions", "id", {"sealed"}},
  };
  return tables;
}

} // namespace elicense::store
