// SPDX-License-Identifier: Apache-2.0
#include "ofd/xml.hpp"
#include "ofd/xml_writer.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::ofd {
namespace {

TEST(XmlWriter, WritesWhatOfdReadersExpect) {
  XmlWriter xml("Document");
  xml.open("Pages").empty("Page", {{"ID", "1"}}).close().text("Title", "a < b");
  EXPECT_EQ(as_text(xml.finish()),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            "<ofd:Document xmlns:ofd=\"http://www.ofdspec.org/2016\"><ofd:Pages><ofd:Page ID=\"1\"/>"
            "</ofd:Pages><ofd:Title>a &lt; b</ofd:Title></ofd:Document>");
}

TEST(XmlWriter, WhatItEscapesIsReadBack) {
  const std::string value = "<&>\"'\t\r\n 证照 ]]>";
  XmlWriter xml("t", "R", "urn:x", {{"a", value}});
  xml.text("T", value);
  const Bytes written = xml.finish();
  const auto file = parse_xml(written, XmlProfile::foreign);
  ASSERT_THAT(file, test::succeeds());
  EXPECT_EQ(file->root.attributes[0].value, value);
  EXPECT_EQ(file->root.children[0].text, value);
}

TEST(XmlWriter, WritesTheShortestDecimal) {
  EXPECT_EQ(millimetres(210), "210");
  EXPECT_EQ(millimetres(0.1), "0.1");
  EXPECT_EQ(millimetres(-42.5), "-42.5");
  EXPECT_EQ(millimetres(1e-7), "0.0000001");
}

} // namespace
} // namespace elicense::ofd
