// SPDX-License-Identifier: Apache-2.0
// 持证主体: holder codes and their rules (GB 32100-2015, GB 11714, GB 11643-1999, GB/T 36903 Annex A).
#pragma once
#include "crypto/result.hpp"
#include <span>

namespace elicense::license {

inline constexpr std::size_t max_holder_name_size = 512; // bytes of UTF-8
inline constexpr std::size_t max_holder_code_size = 64;
inline constexpr std::size_t max_holders = 20; // of one license

struct HolderCodeType {
  std::string_view code; // "001"
  std::string_view name; // "统一社会信用代码"
  bool natural_person;
};
std::span<const HolderCodeType> holder_code_types();
const HolderCodeType* find_holder_code_type(std::string_view code);

struct Holder {
  std::string name;
  std::string code_type; // "001", "111", …
  std::string code;
};

// The same kind of code, and the same code whatever its blanks and the case of its letters.
bool is_same(const Holder& one, const Holder& other);
bool is_natural_person(const Holder& holder); // one with an unknown kind of code may be

Result<void> check_credit_code(std::string_view code); // CREDIT_CODE_MALFORMED, CREDIT_CODE_CHECK
Result<void> check_citizen_number(
    std::string_view code); // CITIZEN_NUMBER_MALFORMED, CITIZEN_NUMBER_DATE, CITIZEN_NUMBER_CHECK
Result<void> check_holder(const Holder& holder); // also HOLDER_CODE_TYPE, HOLDER_NAME, HOLDER_CODE

} // namespace elicense::license
