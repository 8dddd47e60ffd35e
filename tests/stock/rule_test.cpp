// SPDX-License-Identifier: Apache-2.0
#include "stock/rule.hpp"
#include "tests/support/files.hpp"
#include "tests/support/result_matchers.hpp"
#include <filesystem>
#include <regex>
#include <set>

namespace elicense::stock {
namespace {

// Every id in quotation marks in the sources of the room.
std::set<std::string> words_in_sources() {
  static const std::regex literal("\"([a-z][a-z0-9]*(_[a-z0-9]+)*)\"");
  std::set<std::string> words;
  for (const auto& file : std::filesystem::directory_iterator(test::source_folder() / "services/stock")) {
    if (file.path().filename().string().starts_with("synth")) continue;
    const Bytes content = test::read_file(file.path());
    const std::string text(as_text(content));
    for (auto found = std::sregex_iterator(text.begin(), text.end(), literal);
         found != std::sregex_iterator(); ++found)
      words.insert((*found)[1]);
  }
  return words;
}

TEST(Rules, AreAllUsed) {
  auto words = words_in_sources();
  // the rules of license::check_citizen_number() and check_credit_code() have the names of its errors
  for (const Rule& each : rules())
    EXPECT_TRUE(words.contains(std::string(each.id))) << each.id;
}

TEST(Rules, SayBothThingsInBothLanguages) {
  std::set<std::string_view> ids;
  ASSERT_GT(rules().size(), 50U);
  for (const Rule& each : rules()) {
    EXPECT_TRUE(ids.insert(each.id).second) << each.id;
    for (const std::string_view text :
         {each.chinese, each.english, each.next_step_chinese, each.next_step_english})
      EXPECT_GT(text.size(), 5U) << each.id;
    EXPECT_NE(each.grade, Grade::a) << "a finding leaves no clean row";
  }
}

TEST(Rules, AreFoundById) {
  EXPECT_EQ(rule("trimmed").grade, Grade::b);
  EXPECT_EQ(rule("row_quotes").grade, Grade::c);
  EXPECT_EQ(find_rule("nothing"), nullptr);
  EXPECT_THROW(rule("nothing"), std::out_of_range);
  EXPECT_EQ(to_text(Grade::a), "A");
  EXPECT_EQ(to_text(Grade::c), "C");
}

} // namespace
} // namespace elicense::stock
