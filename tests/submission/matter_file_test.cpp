// SPDX-License-Identifier: Apache-2.0
#include "submission/matter_file.hpp"
#include "tests/submission/matters.hpp"
#include "tests/support/result_matchers.hpp"
#include <gmock/gmock.h>

namespace elicense::submission {
namespace {

using nlohmann::json;
using test::fails_with;
using test::matter_object;
using test::succeeds;

std::string why(const json& object) {
  const auto read = read_matters(json{{"matters", {object}}}.dump(), {});
  if (read) return "fine";
  EXPECT_EQ(read.error().code, "MATTER_INVALID");
  return read.error().detail;
}

// With one member changed.
std::string why(const char* pointer, const json& value) {
  json object = matter_object();
  object[json::json_pointer(pointer)] = value;
  return why(object);
}

TEST(MatterFile, ReadsItsOwnLongForm) {
  const Matter matter = test::matter_of(matter_object());
  EXPECT_EQ(matter.items[0].materials[1].alternatives[0].rules[0].code, "spouse");
  EXPECT_TRUE(matter.items[0].materials[1].alternatives[0].of_others);
  EXPECT_EQ(matter.items[0].materials[1].code, "02");
  const auto again = read_matters(matter_file(matter), {});
  ASSERT_THAT(again, succeeds());
  EXPECT_EQ(matter_json(again->front()), matter_json(matter));
}

TEST(MatterFile, KnowsNames) {
  const json file{
      {"rules", {{"mine", test::rule_json("mine", "true")}}},
      {"licenses", {{"card", {{"type", "{authority}917"}, {"fields", {"户号"}}, {"rules", {"mine"}}}}}},
      {"matters",
       {{{"code", "{authority}4001"},
         {"name", "示例"},
         {"authority", "civil-affairs"},
         {"region", "640100"},
         {"items",
          {{{"code", "01"},
            {"name", "办理"},
            {"applicant", "both"},
            {"materials",
             {{"证明", "card", "identity-card"}, {{"name", "其他"}, {"condition", "married"}}}}}}}}}}};
  const auto read = read_matters(file.dump(), {});
  ASSERT_THAT(read, succeeds());
  const Matter& matter = read->front();
  EXPECT_EQ(matter.code, matter.authority_code + "4001");
  EXPECT_EQ(matter.authority_name, "示例市民政局");
  const auto& alternatives = matter.items[0].materials[0].alternatives;
  ASSERT_EQ(alternatives.size(), 2U);
  EXPECT_EQ(alternatives[0].type_code, license::DefiningAuthority{}.code + "917");
  EXPECT_EQ(alternatives[0].rules[0].zh, "规则");
  EXPECT_FALSE(matter.items[0].materials[1].condition.is_null());
}

TEST(MatterFile, SaysWhatIsWrongAndWhere) {
  EXPECT_EQ(why("/code", "a b"), "1 /code: letters, digits, . _ and - alone");
  EXPECT_EQ(why("/code", ""), "1 /code: a text of 1 to 64 bytes is needed");
  EXPECT_EQ(why("/more", 1), "1 /more: is not known");
  EXPECT_EQ(why("/region", "6401"), "1 /region: six digits (GB/T 2260)");
  EXPECT_EQ(why("/authority", "nobody"), "1 /authority: no authority of this name");
  EXPECT_EQ(why("/authority/code", "11640000MB9999990M"),
            "1 /authority/code: not a right unified social credit code");
  EXPECT_EQ(why("/items", json::array()), "1 /items: at least one is needed");
  EXPECT_EQ(why("/items/0/applicant", "anybody"),
            "1 /items/0/applicant: natural_person, legal_person or both");
  EXPECT_EQ(why("/items/0/materials", json::array()), "1 /items/0/materials: at least one is needed");
  EXPECT_EQ(why("/items/0/materials/1/code", "01"), "1 /items/0/materials: a code twice");
  EXPECT_EQ(why("/items/0/materials/1/required", 1),
            "1 /items/0/materials/1/required: true or false is needed");
  EXPECT_EQ(why("/items/0/materials/1/condition", "nothing"),
            "1 /items/0/materials/1/condition: no rule of this name");
  EXPECT_EQ(why("/items/0/materials/1/condition", {{"or", json::array()}}),
            "1 /items/0/materials/1/condition: /or: wrong number of operands");
  EXPECT_EQ(why("/items/0/materials/2", {"照片", "nothing"}),
            "1 /items/0/materials/2/1: no license of this name");
  EXPECT_EQ(why("/items/0/materials/2", json::array()), "1 /items/0/materials/2: begins with the name");
  EXPECT_EQ(why("/items/0/materials/0/licenses/0/fields", json::array()),
            "1 /items/0/materials/0/licenses/0/fields: at least one field is needed");
  EXPECT_EQ(why("/items/0/materials/0/licenses/0/rules/0/logic", "yes"),
            "1 /items/0/materials/0/licenses/0/rules/0/logic: /: says neither yes nor no");
}

TEST(MatterFile, KeepsToItsLimits) {
  const auto many = [](const char* pointer, std::size_t count) {
    json object = matter_object();
    json& list = object[json::json_pointer(pointer)];
    while (list.size() < count)
      list.push_back(list[0]);
    for (std::size_t i = 0; i < list.size(); ++i)
      if (list[i].contains("code")) list[i]["code"] = "c" + std::to_string(i);
    return why(object);
  };
  EXPECT_EQ(many("/items", max_items), "fine");
  EXPECT_EQ(many("/items", max_items + 1), "1 /items: a list of at most 20 is needed");
  EXPECT_EQ(many("/items/0/materials", max_materials), "fine");
  EXPECT_EQ(many("/items/0/materials", max_materials + 1),
            "1 /items/0/materials: a list of at most 60 is needed");
  EXPECT_EQ(many("/items/0/materials/0/licenses", max_alternatives), "fine");
  EXPECT_EQ(many("/items/0/materials/0/licenses", max_alternatives + 1),
            "1 /items/0/materials/0/licenses: a list of at most 10 is needed");
  EXPECT_EQ(many("/items/0/materials/0/licenses/0/rules", max_rules), "fine");
  EXPECT_EQ(many("/items/0/materials/0/licenses/0/rules", max_rules + 1),
            "1 /items/0/materials/0/licenses/0/rules: a list of at most 8 is needed");
  EXPECT_EQ(why("/name", std::string(max_matter_text, 'x')), "fine");
  EXPECT_EQ(why("/name", std::string(max_matter_text + 1, 'x')),
            "1 /name: a text of 1 to 200 bytes is needed");
}

TEST(MatterFile, KnowsWhatIsNone) {
  for (const char* none : {"", "[]", "{}", R"({"matters": 1})", R"({"matters": [], "matters": []})",
                           R"({"matters": [], "rules": 1})", R"({"matters": [1.5]})"})
    EXPECT_THAT(read_matter_rows(none, {}), fails_with("MATTER_FILE")) << none;
  EXPECT_THAT(read_matter_rows(std::string(max_matter_file + 1, ' '), {}), fails_with("MATTER_FILE"));
  const json full{{"matters", std::vector<int>(max_matters_in_file, 0)}},
      over{{"matters", std::vector<int>(max_matters_in_file + 1, 0)}};
  EXPECT_THAT(read_matter_rows(full.dump(), {}), succeeds());
  EXPECT_THAT(read_matter_rows(over.dump(), {}), fails_with("MATTER_FILE"));
}

TEST(MatterFile, ReadsRowForRow) {
  json bad = matter_object();
  bad.erase("name");
  const auto rows = read_matter_rows(json{{"matters", {matter_object(), bad, 1}}}.dump(), {});
  ASSERT_THAT(rows, succeeds());
  ASSERT_EQ(rows->size(), 3U);
  EXPECT_TRUE((*rows)[0].matter);
  EXPECT_EQ((*rows)[1].row, 2U);
  EXPECT_EQ((*rows)[1].matter.error().detail, "/name: is needed");
  EXPECT_EQ((*rows)[2].matter.error().detail, "/: an object is needed");
}

} // namespace
} // namespace elicense::submission
