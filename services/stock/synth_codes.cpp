// SPDX-License-Identifier: Apache-2.0
#include "stock/synth_codes.hpp"
#include "license/holder.hpp"
#include "stock/citizen_number.hpp"
#include <algorithm>
#include <array>

namespace elicense::stock {
namespace {

constexpr std::uint64_t persons_in_a_division = 490, divisions = 10'000;
constexpr std::string_view credit_alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
constexpr std::size_t serial_size = 6;

constexpr std::array<std::string_view, 24> surnames{"赵", "钱", "孙", "李", "周",   "吴",   "郑",   "王",
                                                    "冯", "陈", "褚", "卫", "蒋",   "沈",   "韩",   "杨",
                                                    "朱", "秦", "尤", "许", "欧阳", "司马", "上官", "诸葛"};
constexpr std::array<std::string_view, 24> given{"样", "例", "安", "宁", "平", "清", "远", "达",
                                                 "文", "思", "敏", "慧", "晨", "曦", "楠", "桐",
                                                 "若", "溪", "景", "行", "嘉", "言", "怀", "瑾"};
constexpr std::array<std::string_view, 8> trades{"餐饮", "科技", "物流", "建筑",
                                                 "医药", "文化", "农业", "商贸"};

std::string padded(std::uint64_t number, std::size_t width) {
  const std::string digits = std::to_string(number);
  return std::string(width > digits.size() ? width - digits.size() : 0, '0') + digits;
}

std::string in_base_31(std::uint64_t number, std::size_t width) {
  std::string text(width, '0');
  for (std::size_t i = width; i-- > 0; number /= credit_alphabet.size())
    text[i] = credit_alphabet[number % credit_alphabet.size()];
  return text;
}

// GB 11714: characters 9 to 17 of a credit code are an organization code, the last of them its check
// character.
char organization_check_character(std::string_view first_8) {
  constexpr std::array<int, 8> weights{3, 7, 9, 10, 5, 8, 4, 2};
  int sum = 0;
  for (std::size_t i = 0; i < weights.size(); ++i)
    sum += (first_8[i] <= '9' ? first_8[i] - '0' : first_8[i] - 'A' + 10) * weights[i];
  return "0X987654321"[sum % 11];
}

// The one that license::check_credit_code() takes.
char credit_check_character(const std::string& first_17) {
  for (const char c : credit_alphabet)
    if (license::check_credit_code(first_17 + c)) return c;
  return '0'; // not reached: one of them fits
}

std::string division(Family family, std::uint64_t number) {
  return std::to_string(static_cast<int>(family)) + padded(number, 4);
}

} // namespace

std::string synthetic_citizen_number(Family family, std::uint64_t number, const std::string& born,
                                     bool male) {
  const std::uint64_t sequence = number % persons_in_a_division * 2 + (male ? 1 : 0);
  std::string digits = division(family, number / persons_in_a_division % divisions);
  digits += born.substr(0, 4) + born.substr(5, 2) + born.substr(8, 2) + padded(sequence, 3);
  return digits + citizen_check_character(digits);
}

std::string synthetic_credit_code(Family family, std::uint64_t number) {
  const std::string body = "MA" + in_base_31(number, serial_size);
  const std::string first_17 = "91" + division(family, 0) + body + organization_check_character(body);
  return first_17 + credit_check_character(first_17);
}

std::string synthetic_person_name(Dice& dice) {
  std::string name(surnames[dice.below(surnames.size())]);
  const std::size_t length = 1 + dice.below(2);
  for (std::size_t i = 0; i < length; ++i)
    name += given[dice.below(given.size())];
  return name;
}

std::string synthetic_organization_name(Dice& dice, std::uint64_t number) {
  return "示例" + std::string(given[dice.below(given.size())]) +
         std::string(given[dice.below(given.size())]) + std::to_string(number) +
         std::string(trades[dice.below(trades.size())]) + "有限公司";
}

} // namespace elicense::stock
