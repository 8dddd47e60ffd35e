// SPDX-License-Identifier: Apache-2.0
#include "ofd/xml_input.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::ofd {
namespace {

TEST(XmlInput, TakesFromTheFront) {
  XmlInput input("  name-1.x=\"v\"rest");
  EXPECT_FALSE(input.take("name"));
  EXPECT_TRUE(input.take_spaces());
  EXPECT_FALSE(input.take_spaces());
  EXPECT_EQ(input.take_name(), "name-1.x");
  EXPECT_TRUE(input.take("=\""));
  EXPECT_EQ(input.take_until("\""), "v");
  EXPECT_EQ(input.take_until("<"), std::nullopt);
  EXPECT_EQ(input.position(), 14U);
  EXPECT_EQ(input.take_to('<'), "rest");
  EXPECT_TRUE(input.at_end());
  EXPECT_EQ(input.take_name(), "");
}

TEST(XmlInput, NamesBeginWithALetter) {
  for (const std::string_view text : {"1a", "-a", ".a", ":a", " a", "=a"})
    EXPECT_EQ(XmlInput(text).take_name(), "") << text;
  EXPECT_EQ(XmlInput("_a:b").take_name(), "_a");
  EXPECT_EQ(XmlInput("证照>").take_name(), "证照");
}

std::string expanded(std::string_view text, bool attribute = false) {
  std::string output;
  EXPECT_EQ(append_expanded(output, text, attribute), std::nullopt) << text;
  return output;
}

TEST(XmlInput, ExpandsThePredefinedEntities) {
  EXPECT_EQ(expanded("&lt;&gt;&amp;&quot;&apos;&#65;&#x4e2d;"), "<>&\"'A中");
  EXPECT_EQ(expanded("&amp;lt;"), "&lt;"); // once
}

// Long texts are looked at in blocks: what matters may stand anywhere in them.
TEST(XmlInput, FindsWhatMattersAtEveryPlace) {
  for (std::size_t at = 0; at < 200; ++at) {
    const std::string before(at, 'a'), after(200 - at, 'b');
    EXPECT_EQ(expanded(before + "&amp;" + after), before + '&' + after);
    EXPECT_EQ(expanded(before + "\r\n" + after), before + '\n' + after);
    EXPECT_EQ(expanded(before + "\t" + after, true), before + ' ' + after);
    EXPECT_EQ(check_characters(before + "\x7F" + after)->detail, "at byte " + std::to_string(at));
  }
}

TEST(XmlInput, MakesLineEndsEqual) {
  EXPECT_EQ(expanded("a\r\nb\rc\nd\te"), "a\nb\nc\nd\te");
  EXPECT_EQ(expanded("a\r\nb\rc\nd\te", true), "a b c d e");
}

TEST(XmlInput, SaysWhereBytesAreWrong) {
  EXPECT_EQ(check_characters("abc证"), std::nullopt);
  EXPECT_EQ(check_characters("abc\xFF")->detail, "at byte 3");
  EXPECT_EQ(check_characters("ab\x01")->detail, "at byte 2");
}

} // namespace
} // namespace elicense::ofd
