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
      {"other_holders", "id", {"sealed"}},
      {"license_copies", "id", {"sealed"}},
      {"documents", "identifier", {"content"}},
      {"accesses", "id", {"sealed"}},
      {"corrections", "id", {"sealed"}},
      {"plans", "identifier", {"sealed_key", "sealed_request"}},
      {"transitions", "id", {"sealed", "sealed_key", "sealed_request"}},
      {"transition_marks", "id", {"sealed"}},
      {"jobs", "id", {"sealed"}},
      {"job_pieces", "id", {"content"}},
      {"job_rows", "id", {"sealed"}},
      {"job_scans", "id", {"sealed_name", "content"}},
      {"job_samples", "id", {"sealed"}},
      {"job_signatures", "id", {"sealed"}},
      {"device_keys", "id", {"sealed"}},
      {"offline_sightings", "id", {"sealed"}},
      {"type_proposals", "id", {"sealed"}},
      {"type_decisions", "id", {"sealed"}},
      {"matter_proposals", "id", {"sealed"}},
      {"matter_decisions", "id", {"sealed"}},
      {"show_sessions", "id", {"sealed"}},
      {"scans", "id", {"sealed"}},
      {"use_codes", "id", {"sealed"}},
      {"mandates", "id", {"sealed"}},
      {"submissions", "id", {"sealed"}},
      {"submission_copies", "id", {"sealed", "content"}},
      {"reliances", "id", {"sealed"}},
      {"recalls", "id", {"sealed"}},
      {"complaints", "id", {"sealed"}},
  };
  return tables;
}

} // namespace elicense::store
