// SPDX-License-Identifier: Apache-2.0
#include "ofd/fields.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::ofd {
namespace {

struct Parsed {
  explicit Parsed(const std::string& content)
      : text("<o:R xmlns:o='http://www.ofdspec.org/2016' xmlns:x='urn:x' A='1' x:B='2'>" + content +
             "</o:R>") {}
  std::string text;
  XmlFile file = parse_xml(as_bytes(text), XmlProfile::mixed).value();
  const XmlElement& root = file.root;
};

TEST(Fields, FindsOfdChildrenOnly) {
  const Parsed parsed("<o:A>1</o:A><x:B>2</x:B>");
  FieldReader fields("f");
  EXPECT_EQ(fields.child_text(parsed.root, "A"), "1");
  EXPECT_EQ(fields.child_text(parsed.root, "B"), "");
  EXPECT_FALSE(FieldReader::has(parsed.root, "B"));
  EXPECT_EQ(fields.fault(), std::nullopt);
}

TEST(Fields, TakesAttributesWithoutPrefixOnly) {
  const Parsed parsed("");
  FieldReader fields("f");
  EXPECT_EQ(fields.attribute(parsed.root, "A"), "1");
  EXPECT_EQ(fields.attribute(parsed.root, "B"), "");
  EXPECT_EQ(fields.fault(), std::nullopt);
  fields.required_attribute(parsed.root, "B");
  EXPECT_EQ(fields.fault()->detail, "f: no R/@B");
}

TEST(Fields, TrimsLocationsButNotTexts) {
  const Parsed parsed("<o:A>\n a b\t</o:A>");
  FieldReader fields("f");
  EXPECT_EQ(fields.location(parsed.root, "A"), "a b");
  EXPECT_EQ(fields.child_text(parsed.root, "A"), "\n a b\t");
}

TEST(Fields, KeepsTheFirstFault) {
  const Parsed parsed("<o:A/><o:A/><o:B><o:C/></o:B>");
  FieldReader fields("f");
  fields.child(parsed.root, "A");
  fields.child_text(parsed.root, "B");
  EXPECT_EQ(fields.fault()->code, "OFD_STRUCTURE");
  EXPECT_EQ(fields.fault()->detail, "f: several A");
  FieldReader other("g");
  other.child_text(parsed.root, "B");
  EXPECT_EQ(other.fault()->detail, "g: elements inside B");
  FieldReader third("h");
  third.required_child(parsed.root, "Z");
  EXPECT_EQ(third.fault()->detail, "h: no Z");
}

TEST(Fields, ReadsIds) {
  EXPECT_EQ(parse_id("1"), 1U);
  EXPECT_EQ(parse_id("007"), 7U);
  EXPECT_EQ(parse_id("4294967295"), 4294967295U);
  for (const std::string_view text : {"", "0", "-1", "+1", "1x", " 1", "4294967296", "1.0"})
    EXPECT_EQ(parse_id(text), std::nullopt) << text;
  FieldReader fields("f");
  EXPECT_EQ(fields.number("x"), 0U);
  EXPECT_TRUE(fields.fault());
}

TEST(Fields, ReadsBoxes) {
  const auto box = parse_box(" 0 -1.5\t210.0  297 ");
  ASSERT_TRUE(box);
  EXPECT_EQ(box->y, -1.5);
  EXPECT_EQ(box->height, 297);
  for (const std::string_view text : {"", "0 0 1", "0 0 1 1 1", "0 0 1 x", "0 0 1 nan", "0 0 1 inf",
                                      "0 0 1 1e3", "0 0 1 1000001", "0,0,1,1"})
    EXPECT_EQ(parse_box(text), std::nullopt) << text;
}

TEST(Fields, BoxesHaveASize) {
  for (const char* text : {"0 0 0 1", "0 0 1 0", "0 0 -1 1", "0 0 1"}) {
    FieldReader fields("f");
    fields.box(text);
    EXPECT_TRUE(fields.fault()) << text;
  }
  FieldReader fields("f");
  EXPECT_EQ(fields.box("0 0 1 2").height, 2);
  EXPECT_EQ(fields.fault(), std::nullopt);
}

} // namespace
} // namespace elicense::ofd
