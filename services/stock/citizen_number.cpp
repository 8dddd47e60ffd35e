// SPDX-License-Identifier: Apache-2.0
#include "stock/citizen_number.hpp"
#include "license/holder.hpp"
#include "stock/text.hpp"

namespace elicense::stock {
namespace {

constexpr std::size_t old_size = 15, division_size = 6, old_sequence = 12;

} // namespace

std::string birth_date_of(std::string_view number) {
  return std::string(number.substr(6, 4)) + "-" + std::string(number.substr(10, 2)) + "-" +
         std::string(number.substr(12, 2));
}

std::string_view sex_of(std::string_view number) {
  return (number[16] - '0') % 2 == 1 ? "男" : "女";
}

char citizen_check_character(std::string_view first_17) {
  int sum = 0;
  for (const char digit : first_17)
    sum = (sum + (digit - '0')) * 2 % 11;
  return "10X98765432"[sum];
}

std::optional<std::string> extended_citizen_number(std::string_view old) {
  if (old.size() != old_size || !has_digits_only(old) || old.substr(old_sequence) >= "996")
    return std::nullopt;
  std::string number =
      std::string(old.substr(0, division_size)) + "19" + std::string(old.substr(division_size));
  number += citizen_check_character(number);
  if (!license::check_citizen_number(number)) return std::nullopt;
  return number;
}

} // namespace elicense::stock
