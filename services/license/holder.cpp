// SPDX-License-Identifier: Apache-2.0
// The check characters and shapes of holder codes.
#include "license/holder.hpp"
#include "crypto/time.hpp"
#include <algorithm>
#include <array>

namespace elicense::license {
namespace {

constexpr std::array<HolderCodeType, 16> code_types{{
    {"001", "统一社会信用代码", false},
    {"099", "其他法人或其他组织有效证件代码", false},
    {"111", "公民身份号码", true},
    {"114", "中国人民解放军军官证编号", true},
    {"115", "中国人民武装警察部队警官证编号", true},
    {"118", "中国人民解放军士兵证编号", true},
    {"119", "中国人民武装警察部队士兵证编号", true},
    {"120", "中国人民解放军文职人员证编号", true},
    {"122", "中国人民武装警察部队文职人员证编号", true},
    {"411", "外交护照护照号", true},
    {"412", "公务护照护照号", true},
    {"413", "公务普通护照护照号", true},
    {"414", "普通护照护照号", true},
    {"511", "台湾居民来往大陆通行证号码", true},
    {"516", "港澳居民来往内地通行证号码", true},
    {"999", "其他自然人有效证件代码", true},
}};

constexpr std::string_view digits = "0123456789";
constexpr std::string_view credit_alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"; // without I, O, S, V, Z
constexpr std::size_t code_size = 18;

bool consists_of(std::string_view text, std::string_view characters) {
  return text.find_first_not_of(characters) == std::string_view::npos;
}

bool has_control_character(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

bool is_plain_text(std::string_view text, std::size_t at_most) {
  return !text.empty() && text.size() <= at_most && text.front() != ' ' && text.back() != ' ' &&
         !has_control_character(text);
}

// GB 32100-2015: weights 3^i mod 31 over the first 17 characters.
char credit_check_character(std::string_view code) {
  std::size_t sum = 0, weight = 1;
  for (const char character : code.substr(0, code_size - 1)) {
    sum += credit_alphabet.find(character) * weight;
    weight = weight * 3 % 31;
  }
  return credit_alphabet[(31 - sum % 31) % 31];
}

// GB 11643-1999: weights 2^(17-i) mod 11 over the first 17 digits.
char citizen_check_character(std::string_view code) {
  constexpr std::array<int, 17> weights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  int sum = 0;
  for (std::size_t i = 0; i < weights.size(); ++i)
    sum += (code[i] - '0') * weights[i];
  return "10X98765432"[sum % 11];
}

std::string plain(std::string_view code) {
  std::string plain;
  for (const char c : code)
    if (c != ' ') plain += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return plain;
}

Result<void> check_code(const Holder& holder) {
  if (holder.code_type == "001") return check_credit_code(holder.code);
  if (holder.code_type == "111") return check_citizen_number(holder.code);
  if (!is_plain_text(holder.code, max_holder_code_size))
    return fail(ErrorKind::invalid, "HOLDER_CODE",
                "empty, too long, or with blanks or control characters around it");
  return {};
}

} // namespace

std::span<const HolderCodeType> holder_code_types() {
  return code_types;
}

const HolderCodeType* find_holder_code_type(std::string_view code) {
  const auto* const found = std::ranges::find(code_types, code, &HolderCodeType::code);
  return found == code_types.end() ? nullptr : found;
}

bool is_same(const Holder& one, const Holder& other) {
  return one.code_type == other.code_type && plain(one.code) == plain(other.code);
}

bool is_natural_person(const Holder& holder) {
  const HolderCodeType* const type = find_holder_code_type(holder.code_type);
  return type == nullptr || type->natural_person;
}

// The check inside characters 9 to 17 (GB 11714) is not demanded: registering bodies also give codes that do
// not keep it, and character 18 covers them.
Result<void> check_credit_code(std::string_view code) {
  if (code.size() != code_size || !consists_of(code, credit_alphabet) ||
      !consists_of(code.substr(2, 6), digits))
    return fail(ErrorKind::invalid, "CREDIT_CODE_MALFORMED", "18 characters, without I, O, S, V and Z");
  if (code.back() != credit_check_character(code))
    return fail(ErrorKind::invalid, "CREDIT_CODE_CHECK", "the check character does not fit");
  return {};
}

// The division (the first six digits) may have been dissolved since; it is not looked up.
Result<void> check_citizen_number(std::string_view code) {
  if (code.size() != code_size || !consists_of(code.substr(0, 17), digits) ||
      !consists_of(code.substr(17), "0123456789X"))
    return fail(ErrorKind::invalid, "CITIZEN_NUMBER_MALFORMED", "17 digits and a digit or X");
  const std::string born(code.substr(6, 8));
  if (!from_date(born.substr(0, 4) + "-" + born.substr(4, 2) + "-" + born.substr(6, 2)))
    return fail(ErrorKind::invalid, "CITIZEN_NUMBER_DATE", "the date of birth does not exist");
  if (code.back() != citizen_check_character(code))
    return fail(ErrorKind::invalid, "CITIZEN_NUMBER_CHECK", "the check character does not fit");
  return {};
}

Result<void> check_holder(const Holder& holder) {
  if (find_holder_code_type(holder.code_type) == nullptr)
    return fail(ErrorKind::invalid, "HOLDER_CODE_TYPE", "not a code of GB/T 36903 Annex A");
  if (!is_plain_text(holder.name, max_holder_name_size))
    return fail(ErrorKind::invalid, "HOLDER_NAME",
                "empty, too long, or with blanks or control characters around it");
  return check_code(holder);
}

} // namespace elicense::license
