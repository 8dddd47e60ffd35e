// SPDX-License-Identifier: Apache-2.0
#include "facade/use_list.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::facade {
namespace {

using test::fails_with;

submission::Material material(const std::string& code,
                              std::vector<std::pair<std::string, std::vector<std::string>>> alternatives) {
  submission::Material made;
  made.code = code;
  for (auto& [type, fields] : alternatives) {
    submission::Alternative& alternative = made.alternatives.emplace_back();
    alternative.type_code = type;
    alternative.fields = fields;
  }
  return made;
}

submission::Matter matter(const std::string& code, const std::vector<std::string>& items) {
  submission::Matter made;
  made.code = code;
  for (const std::string& item : items) {
    made.items.emplace_back().code = item;
    made.items.back().materials = {material("a", {{"card", {"name"}}, {"permit", {"number"}}}),
                                   material("b", {{"card", {"birth"}}, {"permit", {}}}), material("c", {})};
  }
  return made;
}

class UseList : public ::testing::Test {
 protected:
  UseList() {
    EXPECT_TRUE(matters.publish(matter("one", {"01"})));
    EXPECT_TRUE(matters.publish(matter("two", {"01", "02"})));
  }
  submission::MatterDirectory matters;
};

TEST_F(UseList, AMatterWithOneItemNeedsNoItem) {
  EXPECT_EQ(service_item_of(matters, "one")->item->code, "01");
  EXPECT_EQ(service_item_of(matters, "one:01")->item->code, "01");
  EXPECT_EQ(service_item_of(matters, "two:02")->item->code, "02");
  EXPECT_EQ(code_of(service_item_of(matters, "one").value()), "one");
  EXPECT_EQ(code_of(service_item_of(matters, "two:02").value()), "two:02");
}

TEST_F(UseList, NothingIsChosenForWhoSaysTooLittle) {
  for (const char* code : {"two", "two:", "two:03", "one:02", "one:"})
    EXPECT_THAT(service_item_of(matters, code), fails_with("MATTER_ITEM_UNKNOWN")) << code;
  for (const char* code : {"", "three", ":01"})
    EXPECT_THAT(service_item_of(matters, code), fails_with("MATTER_UNKNOWN")) << code;
}

TEST_F(UseList, AsksForTheFieldsThatAreNeededOfTheTypesInScope) {
  const http::Request request;
  access::Caller caller;
  caller.scopes = access::Scopes::parse("license_type:card license_type:permit").value();
  const submission::Item& item = *service_item_of(matters, "one")->item;
  EXPECT_EQ(wanted_of(item, {request, caller}),
            Json::parse(R"([{"type":"card","fields":["birth","name"]},{"type":"permit"}])"));
  caller.scopes = access::Scopes::parse("license_type:card").value();
  EXPECT_EQ(wanted_of(item, {request, caller}),
            Json::parse(R"([{"type":"card","fields":["birth","name"]}])"));
}

TEST_F(UseList, KnowsForWhichMaterialsATypeStands) {
  const submission::Item& item = *service_item_of(matters, "one")->item;
  EXPECT_EQ(materials_of(item, "card"), (std::vector<std::string>{"a", "b"}));
  EXPECT_TRUE(materials_of(item, "none").empty());
}

} // namespace
} // namespace elicense::facade
