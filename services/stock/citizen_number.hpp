// SPDX-License-Identifier: Apache-2.0
// What a citizen number (GB 11643-1999) says of its holder.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace elicense::stock {

// Of a number that license::check_citizen_number() accepts.
std::string birth_date_of(std::string_view number); // YYYY-MM-DD
std::string_view sex_of(std::string_view number);   // 男 or 女: digit 17 is odd or even

char citizen_check_character(std::string_view first_17); // ISO 7064 MOD 11-2

// The 18 characters of a number of 15 digits (in use until 1999): "19" before the year, and a check
// character. Nothing: no such number, or one of 996 to 999, which persons born before 1900 had.
std::optional<std::string> extended_citizen_number(std::string_view old);

} // namespace elicense::stock
