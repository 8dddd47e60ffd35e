// SPDX-License-Identifier: Apache-2.0
// What a type file may say of further holders, and what is refused with its place.
#include "license/type_holders.hpp"
#include "tests/license/type_sources.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::license {
namespace {

using nlohmann::json;
using test::fails_with;
using test::succeeds;

class TypeHolders : public testing::Test {
 protected:
  void expect_refusal(const json& changed, const std::string& pointer) const {
    const auto type = parse_type(changed.dump());
    ASSERT_THAT(type, fails_with("TYPE_INVALID")) << pointer;
    EXPECT_EQ(type.error().detail.substr(0, type.error().detail.find(": ")), pointer) << type.error().detail;
  }
  json with(const std::string& pointer, json value) const {
    json changed = marriage;
    changed[json::json_pointer(pointer)] = std::move(value);
    return changed;
  }
  json deed_with(const std::string& pointer, json value) const {
    json changed = deed;
    changed[json::json_pointer(pointer)] = std::move(value);
    return changed;
  }
  const json marriage = test::embedded_type_file("marriage-certificate");
  const json deed = test::embedded_type_file("real-estate-certificate");
};

TEST_F(TypeHolders, AreRead) {
  const auto type = parse_type(marriage.dump());
  ASSERT_THAT(type, succeeds());
  ASSERT_EQ(type->other_holders.size(), 1U);
  EXPECT_EQ(type->other_holders[0].name, "配偶姓名");
  EXPECT_EQ(type->other_holders[0].code_types.front(), "111");
  EXPECT_EQ(type->holder_about, (std::vector<std::string>{"性别", "国籍", "出生日期"}));
  EXPECT_EQ(parse_type(deed.dump())->other_holders[0].code_types, (std::vector<std::string>{"111", "001"}));
}

TEST_F(TypeHolders, NameTwoFieldsThatAreNobodyElses) {
  const std::string pair = "/holder/others/0";
  expect_refusal(with("/holder/others", json::array()), "/holder/others");
  expect_refusal(with(pair, "x"), pair);
  expect_refusal(with(pair + "/name_field", "没有"), pair + "/name_field");
  expect_refusal(with(pair + "/name_field", "持证人"), pair + "/name_field");
  expect_refusal(with(pair + "/surprise", 1), pair + "/surprise");
  expect_refusal(with(pair + "/code_types", json::array()), pair + "/code_types");
  expect_refusal(with(pair + "/code_types", {"000"}), pair + "/code_types");
  expect_refusal(with(pair + "/code_types", {"001"}), pair + "/code_types");
  expect_refusal(with(pair + "/about", {"没有"}), pair + "/about/0");
  expect_refusal(with(pair + "/about", {"性别"}), "/holder/about/0"); // taken by the other already
  json lonely = marriage;
  lonely["holder"].erase("others");
  expect_refusal(lonely, "/holder/about");
}

TEST_F(TypeHolders, StandInTwoTextsOrTwoLists) {
  const std::string pair = "/holder/others/0";
  expect_refusal(deed_with(pair + "/name_field", "附记"), pair);
  expect_refusal(deed_with(pair + "/about", {"附记"}), pair + "/about");
  json endless = deed;
  endless["schema"]["properties"]["共有人"].erase("maxItems");
  expect_refusal(endless, pair);
  expect_refusal(deed_with("/schema/properties/共有人/maxItems", max_holders), "/holder/others");
  json required = deed;
  required["schema"]["required"].push_back("共有人");
  expect_refusal(required, pair);
}

TEST_F(TypeHolders, HaveARightExample) {
  expect_refusal(deed_with("/example/共有人证件号码/0", "640104198808080011"), "/example/共有人证件号码");
  expect_refusal(deed_with("/example/共有人/1", "王五样例"), "/example/共有人证件号码");
}

TEST_F(TypeHolders, AFaceSaysWhetherItIsADuplicate) {
  EXPECT_TRUE(parse_type(test::embedded_type_file("business-license").dump())->is_duplicate);
  EXPECT_FALSE(parse_type(deed.dump())->is_duplicate);
}

} // namespace
} // namespace elicense::license
