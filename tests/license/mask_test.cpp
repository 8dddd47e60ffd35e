// SPDX-License-Identifier: Apache-2.0
#include "license/mask.hpp"
#include <gtest/gtest.h>
#include <tuple>

namespace elicense::license {
namespace {

TEST(MaskTest, ShowsWhatEachMaskLeaves) {
  const std::tuple<Mask, std::string_view, std::string_view> cases[] = {
      {Mask::none, "银川示例餐饮有限公司", "银川示例餐饮有限公司"},
      {Mask::name, "张三", "张**"},
      {Mask::name, "欧阳样例", "欧**"},
      {Mask::name, "Ann", "A**"},
      {Mask::code, "640104199001010026", "6401*************6"},
      {Mask::code, "12345678", "1234***8"},
      {Mask::address, "宁夏回族自治区银川市兴庆区示例街3号楼2单元501室", "宁夏回族自治区银川市兴庆区***"},
      {Mask::address, "宁夏回族自治区银川市贺兰县示例工业园区8号", "宁夏回族自治区银川市贺兰县***"},
      {Mask::address, "北京市海淀区示例路1号", "北京市海淀区***"},
      {Mask::address, "内蒙古自治区呼伦贝尔市鄂伦春自治旗示例镇", "内蒙古自治区呼伦贝尔市鄂伦春自治旗***"},
      {Mask::phone, "13812345678", "138****5678"},
      {Mask::date, "1990-01-01", "1990-**-**"},
      {Mask::hidden, "女", "***"},
  };
  for (const auto& [mask, value, shown] : cases)
    EXPECT_EQ(masked(value, mask), shown) << to_text(mask);
}

TEST(MaskTest, HidesWhatAMaskCannotKeepApart) {
  const std::tuple<Mask, std::string_view> cases[] = {
      {Mask::name, ""},
      {Mask::name, "张"},
      {Mask::code, ""},
      {Mask::code, "1234567"},
      {Mask::code, "护照一二三四五六"},
      {Mask::address, "示例街3号楼"},
      {Mask::address, ""},
      {Mask::phone, "1381234567"},
      {Mask::date, "1990-01"},
      {Mask::date, "长期"},
      {Mask::date, "一九九〇年一"},
  };
  for (const auto& [mask, value] : cases)
    EXPECT_EQ(masked(value, mask), hidden_value) << to_text(mask) << ' ' << value;
}

TEST(MaskTest, IsNamedInTypeFiles) {
  for (const Mask mask :
       {Mask::none, Mask::name, Mask::code, Mask::address, Mask::phone, Mask::date, Mask::hidden})
    EXPECT_EQ(mask_from_text(to_text(mask)), mask);
  EXPECT_EQ(mask_from_text("nothing"), std::nullopt);
}

} // namespace
} // namespace elicense::license
