// SPDX-License-Identifier: Apache-2.0
// Which column is which field of the license type: by equal names, and by a mapping file for the others
// (docs/import.md).
#pragma once
#include "license/type.hpp"

namespace elicense::stock {

inline constexpr std::size_t max_mapping_size = 64 * KiB;

// Columns that are no field of the type, by the names they have without a mapping file.
struct Mapping {
  std::map<std::string, std::string> fields; // column → field, where the names differ
  std::vector<std::string> ignored;          // columns that are left out
  std::string attachments = "扫描件";        // names of scanned files, separated by ';' or '；'
  std::string former_number = "原证照编号";  // of the paper
  std::string former_date = "原发证日期";    // of the paper
};

// {"fields": {"单位名称": "名称"}, "ignored": ["序号"], "attachments": "…", "former_number": "…",
//  "former_date": "…"}; every member may be left out. STOCK_MAPPING with the place, JSON_…
Result<Mapping> parse_mapping(std::string_view json, const license::LicenseType& type);

// What each column is; bind_columns() answers none that is unknown.
enum class Role { field, attachments, former_number, former_date, ignored, unknown };
struct Target {
  Role role = Role::ignored;
  std::string field; // of Role::field
};
// One a column. STOCK_COLUMNS: a column that is nothing, or two that are the same.
Result<std::vector<Target>> bind_columns(const std::vector<std::string>& columns, const Mapping& mapping,
                                         const license::LicenseType& type);

// Of a CSV file, before any work: what bind_columns() says, and a required field without a column. (A row of
// NDJSON has findings of its own: row_columns, required_missing.)
Result<void> check_header(const std::vector<std::string>& columns, const Mapping& mapping,
                          const license::LicenseType& type);

} // namespace elicense::stock
