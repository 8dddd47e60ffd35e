// SPDX-License-Identifier: Apache-2.0
#include "stock/calendar.hpp"

namespace elicense::stock {
namespace {

std::string padded(unsigned number, std::size_t width) {
  const std::string digits = std::to_string(number);
  return std::string(width > digits.size() ? width - digits.size() : 0, '0') + digits;
}

} // namespace

std::chrono::sys_days to_days(const std::string& iso) {
  return std::chrono::year(std::stoi(iso.substr(0, 4))) / std::stoi(iso.substr(5, 2)) /
         std::stoi(iso.substr(8, 2));
}

std::string to_iso(std::chrono::sys_days day) {
  const std::chrono::year_month_day date(day);
  return to_iso(static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()));
}

std::string to_iso(int year, unsigned month, unsigned day) {
  return padded(static_cast<unsigned>(year), 4) + "-" + padded(month, 2) + "-" + padded(day, 2);
}

} // namespace elicense::stock
