// SPDX-License-Identifier: Apache-2.0
// Lists of rows as a workbook for spreadsheets (XLSX), a sheet for each. Texts are texts there, never
// formulas.
#pragma once
#include "api/sheet.hpp"
#include "crypto/result.hpp"
#include <span>

namespace elicense::api {

inline constexpr std::string_view xlsx_type =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

// Names of sheets: 31 characters at most. WORKBOOK_UNWRITABLE: the folder for temporary files is full or away
Result<Bytes> xlsx_of(std::span<const Sheet> sheets);

} // namespace elicense::api
