// SPDX-License-Identifier: Apache-2.0
#include "ofd/document.hpp"
#include "tests/support/files.hpp"
#include "tests/support/ofd_builder.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::ofd {
namespace {

using namespace test;

Result<std::vector<TextObject>> text_of(ByteView file) {
  const auto package = Package::open(file);
  return read_text(read_document(*package).value());
}

Result<std::vector<TextObject>> text_with(std::string_view from, std::string_view to) {
  return text_of(with_replaced(small_document(), "Doc_0/Pages/Page_0/Content.xml", from, to));
}

TEST(Text, IsReadInPageOrder) {
  const auto text = text_of(small_document());
  ASSERT_THAT(text, succeeds());
  ASSERT_EQ(text->size(), 2U);
  EXPECT_EQ(text->at(0).page, 7U);
  EXPECT_EQ(text->at(0).id, 4U);
  EXPECT_EQ(text->at(0).text, "第一页");
  EXPECT_EQ(text->at(1).text, "second");
}

TEST(Text, OfRealFiles) {
  const auto file = read_shared("samples/ofd/signatures-missing.ofd");
  if (!file) GTEST_SKIP() << "no samples beside this checkout";
  const auto text = text_of(*file);
  EXPECT_EQ(text->size(), 22U);
  EXPECT_EQ(text->at(0).text, "050001700111");
}

TEST(Text, JoinsTheCodesOfOneObject) {
  EXPECT_EQ(text_with("</ofd:TextCode>", "</ofd:TextCode><ofd:TextCode>!</ofd:TextCode>")->at(0).text,
            "第一页!");
}

TEST(Text, StandsInBlocksToo) {
  const auto text = text_with("<ofd:TextObject",
                              "<ofd:PageBlock><ofd:TextObject ID=\"99\"/></ofd:PageBlock><ofd:TextObject");
  EXPECT_EQ(text->at(0).id, 99U);
  EXPECT_EQ(text->at(1).id, 4U);
}

TEST(Text, ThatNobodyCanSeeIsEmpty) {
  for (const std::string hidden : {"Visible=\"false\"", "Visible=\"0\"", "Alpha=\"0\""}) {
    EXPECT_EQ(text_with("<ofd:TextObject", "<ofd:TextObject " + hidden)->at(0).text, "") << hidden;
    EXPECT_EQ(text_with("<ofd:Layer", "<ofd:Layer " + hidden)->at(0).text, "") << hidden;
  }
  EXPECT_EQ(text_with("<ofd:TextObject", "<ofd:TextObject Visible=\"true\" Alpha=\"255\"")->at(0).text,
            "第一页");
}

TEST(Text, IsSeenByItsPaint) {
  const auto painted = [](const std::string& attributes, const std::string& color) {
    return text_with("<ofd:TextCode", "<ofd:FillColor " + color + "/><ofd:TextCode " + attributes)
        ->at(0)
        .text;
  };
  for (const char* unseen :
       {"Value=\"255 255 255\"", "Value=\"#FF #FF #FF\"", "Value=\"#ff #ff #ff\"", "Alpha=\"0\""})
    EXPECT_EQ(painted("", unseen), "") << unseen;
  EXPECT_EQ(painted("", "Value=\"0 0 0\""), "第一页");
  EXPECT_EQ(text_with("<ofd:TextObject", "<ofd:TextObject Fill=\"false\"")->at(0).text, "");
  EXPECT_EQ(text_with("<ofd:TextObject", "<ofd:TextObject Fill=\"false\" Stroke=\"true\"")->at(0).text,
            "第一页");
}

TEST(Text, WithAnElementInsideIsRefused) {
  EXPECT_THAT(text_with("第一页", "第<ofd:X/>页"), fails_with("OFD_STRUCTURE"));
}

} // namespace
} // namespace elicense::ofd
