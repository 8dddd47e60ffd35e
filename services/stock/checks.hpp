// SPDX-License-Identifier: Apache-2.0
// The rules for one row by itself. Each looks at normalised values and adds its findings.
#pragma once
#include "stock/draft.hpp"

namespace elicense::stock {

// One field: missing, its form, what the type's schema says of it, damage, fill-ins.
void check_field(Draft& draft, std::size_t field);

// The rule of an error of license::check_holder().
std::string_view rule_of_error(std::string_view code);

// Holder code and name, their kind; day of birth and sex against the citizen number; further holders. Sets
// holder_code_type and other_code_types.
void check_holder(Draft& draft);

void check_dates(Draft& draft, std::string_view today);

// Splits the cell with names of scanned files. `exists` may be empty.
void check_attachments(Draft& draft, std::string_view cell, const std::string& column,
                       const std::function<bool(const std::string&)>& exists);

} // namespace elicense::stock
