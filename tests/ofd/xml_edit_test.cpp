// SPDX-License-Identifier: Apache-2.0
#include "ofd/xml_edit.hpp"
#include <functional>
#include <gtest/gtest.h>

namespace elicense::ofd {
namespace {

// `text` after `edit` of its root's first child.
std::string edited(std::string_view text, const std::function<void(Bytes&, const XmlElement&)>& edit) {
  Bytes file = to_bytes(text);
  const XmlFile xml = parse_xml(file, XmlProfile::foreign).value();
  edit(file, xml.root.children[0]);
  return std::string(as_text(file));
}

const auto insert = [](Bytes& file, const XmlElement& element) { insert_last(file, element, "<x/>"); };
const auto replace = [](Bytes& file, const XmlElement& element) { replace_element(file, element, "<x/>"); };

TEST(XmlEdit, InsertsAtTheEndOfAnElement) {
  EXPECT_EQ(edited("<r>\r\n <a b = '1' >\ttext</a >\n</r>", insert),
            "<r>\r\n <a b = '1' >\ttext<x/></a >\n</r>");
  EXPECT_EQ(edited("\xEF\xBB\xBF<r><a></a></r>", insert), "\xEF\xBB\xBF<r><a><x/></a></r>");
}

TEST(XmlEdit, OpensAnEmptyElement) {
  EXPECT_EQ(edited("<r><a b='1' /><c/></r>", insert), "<r><a b='1' ><x/></a><c/></r>");
  EXPECT_EQ(edited("<r xmlns:p='u'><p:a/></r>", insert), "<r xmlns:p='u'><p:a><x/></p:a></r>");
}

TEST(XmlEdit, ReplacesAnElement) {
  EXPECT_EQ(edited("<r> <a>1</a> <b/></r>", replace), "<r> <x/> <b/></r>");
  EXPECT_EQ(edited("<r> <a/> </r>", replace), "<r> <x/> </r>");
}

TEST(XmlEdit, WritesInThePrefixOfTheFile) {
  const XmlFile like = parse_xml(as_bytes("<r/>"), XmlProfile::foreign).value();
  EXPECT_EQ(element_markup(like.root, "A", {{"b", "<1>"}}, ""), "<A b=\"&lt;1&gt;\"/>");
  const XmlFile prefixed = parse_xml(as_bytes("<o:r xmlns:o='u'/>"), XmlProfile::foreign).value();
  EXPECT_EQ(element_markup(prefixed.root, "A", {}, "a&b"), "<o:A>a&amp;b</o:A>");
}

} // namespace
} // namespace elicense::ofd
