// SPDX-License-Identifier: Apache-2.0
#include "api/field_text.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::api {
namespace {

using test::fails_with;

TEST(FieldText, LeavesAsciiAsItIs) {
  std::string all;
  for (char c = ' '; c <= '~'; ++c)
    if (c != '%') all += c;
  EXPECT_EQ(read_field_text(all).value(), all);
  EXPECT_EQ(read_field_text("").value(), "");
}

TEST(FieldText, ReadsEscapesOfUtf8InEitherCase) {
  EXPECT_EQ(read_field_text("%E5%B9%B4%E6%A3%80").value(), "年检");
  EXPECT_EQ(read_field_text("%e5%b9%b4 a%25b%41").value(), "年 a%bA");
  EXPECT_EQ(read_field_text("%F0%A0%80%80").value(), "\xf0\xa0\x80\x80"); // beyond the first plane
  EXPECT_EQ(read_field_text("%C2%A0").value(), "\xc2\xa0");               // the first behind the controls
  EXPECT_EQ(read_field_text("%2525").value(), "%25") << "once";
}

TEST(FieldText, IsReadAsItWasWritten) {
  for (const char* text : {"", "inspection 17", "年检 100%", "\xf0\xa0\x80\x80"})
    EXPECT_EQ(read_field_text(write_field_text(text)).value(), text);
  EXPECT_EQ(write_field_text("年 %"), "%E5%B9%B4 %25");
}

TEST(FieldText, RefusesEscapesThatAreNone) {
  for (const char* text : {"%", "100%", "%4", "a%4", "%4G", "%G4", "% 41", "%%41", "%u5E74", "%-1"})
    EXPECT_THAT(read_field_text(text), fails_with("FIELD_TEXT")) << text;
}

TEST(FieldText, RefusesWhatIsNoUtf8) {
  for (const char* text : {"%80", "%E5%B9", "%C0%AF", "%E0%80%AF", "%F0%80%80%AF", "%ED%A0%80",
                           "%F4%90%80%80", "%FF", "%E5B9%B4"})
    EXPECT_THAT(read_field_text(text), fails_with("FIELD_TEXT")) << text;
}

TEST(FieldText, RefusesControlCharactersHoweverTheyCome) {
  for (const char* text : {"a%00b", "%0A", "%0d", "%1F", "%7F", "%C2%80", "%C2%9F", "a%09b"})
    EXPECT_THAT(read_field_text(text), fails_with("FIELD_TEXT")) << text;
  for (const std::string text : {"a\tb", "\x7f", "\x01", "\xe5\xb9\xb4", "\xff"})
    EXPECT_THAT(read_field_text(text), fails_with("FIELD_TEXT"));
}

} // namespace
} // namespace elicense::api
