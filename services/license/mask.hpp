// SPDX-License-Identifier: Apache-2.0
// How one value is shown to somebody who may not see all of it.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace elicense::license {

enum class Mask {
  none,    // public: "银川示例餐饮有限公司"
  name,    // 张**
  code,    // 6401*************6: where a number was given out, and its check character
  address, // to the district: 宁夏回族自治区银川市兴庆区***
  phone,   // 138****5678
  date,    // 1990-**-**
  hidden,  // ***
};
std::string_view to_text(Mask mask); // "name", as type files say it
std::optional<Mask> mask_from_text(std::string_view text);

inline constexpr std::string_view hidden_value = "***";

// What a mask cannot keep apart (a name of one character, a code too short for its ends, an address without a
// district) is hidden.
std::string masked(std::string_view value, Mask mask);

} // namespace elicense::license
