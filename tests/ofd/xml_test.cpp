// SPDX-License-Identifier: Apache-2.0
#include "ofd/xml.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::ofd {
namespace {

using test::fails_with;
using test::succeeds;

constexpr std::string_view uri = "http://www.ofdspec.org/2016";

Result<XmlFile> foreign(std::string_view text) {
  return parse_xml(as_bytes(text), XmlProfile::foreign);
}
Result<XmlFile> in_root(const std::string& content) {
  return foreign("<r>" + content + "</r>");
}
// An element of the OFD namespace around `content`.
Result<XmlFile> in_ofd(const std::string& content, XmlProfile profile, std::string_view ns = uri) {
  return parse_xml(as_bytes("<ofd:R xmlns:ofd=\"" + std::string(ns) + "\">" + content + "</ofd:R>"), profile);
}

TEST(Xml, ReadsElementsAttributesAndText) {
  const auto file =
      foreign("<?xml version='1.0' encoding=\"UTF-8\" standalone='yes'?>\r\n<!-- a -->\n"
              "<r a='1' b = \"x &quot; y\"><c>te</c><c/>证照 &lt;&#x8BC1;&#29031;&gt;</r>\n<!-- z -->\n");
  ASSERT_THAT(file, succeeds());
  const XmlElement& root = file->root;
  EXPECT_EQ(root.name, "r");
  ASSERT_EQ(root.attributes.size(), 2U);
  EXPECT_EQ(root.attributes[1].name, "b");
  EXPECT_EQ(root.attributes[1].value, "x \" y");
  EXPECT_EQ(root.text, "证照 <证照>");
  ASSERT_EQ(root.children.size(), 2U);
  EXPECT_EQ(root.children[0].text, "te");
  EXPECT_FALSE(root.in_ofd);
  EXPECT_FALSE(file->has_bom);
}

TEST(Xml, NormalizesLineEndsAndAttributeBlanks) {
  const auto file = foreign("<r a='1\r\n2\t3'>1\r\n2\r3\n&#13;</r>");
  EXPECT_EQ(file->root.text, "1\n2\n3\n\r");
  EXPECT_EQ(file->root.attributes[0].value, "1 2 3");
}

TEST(Xml, JoinsTextAroundElements) {
  EXPECT_EQ(in_root("go<a/>od")->root.text, "good");
}

TEST(Xml, TellsWhereElementsAre) {
  const std::string_view text = "<?xml version=\"1.0\"?>\n<r><a x='1' /><b>text</b ></r>";
  const auto file = foreign(text);
  const XmlElement &a = file->root.children[0], &b = file->root.children[1];
  EXPECT_EQ(text.substr(a.begin, a.end - a.begin), "<a x='1' />");
  EXPECT_EQ(text.substr(a.close, 2), "/>");
  EXPECT_TRUE(a.empty_tag);
  EXPECT_EQ(text.substr(b.begin, b.end - b.begin), "<b>text</b >");
  EXPECT_EQ(text.substr(b.close), "</b ></r>");
  EXPECT_FALSE(b.empty_tag);
}

TEST(Xml, AllowsAByteOrderMarkAndCountsIt) {
  const auto file = foreign("\xEF\xBB\xBF<r><a/></r>");
  ASSERT_THAT(file, succeeds());
  EXPECT_TRUE(file->has_bom);
  EXPECT_EQ(file->root.begin, 3U);
  EXPECT_THAT(foreign("\xEF\xBB\xBF\xEF\xBB\xBF<r/>"), fails_with("XML_CHARACTER"));
}

TEST(Xml, AllowsCommentsBetweenElements) {
  EXPECT_THAT(in_root("\n <!-- c --> <a/> <!----> "), succeeds());
}

TEST(Xml, KnowsTheTwoOfdNamespaces) {
  const auto now = in_ofd("<ofd:A/>", XmlProfile::ofd);
  ASSERT_THAT(now, succeeds());
  EXPECT_TRUE(now->root.children[0].in_ofd);
  EXPECT_FALSE(now->old_namespace);
  const auto old = in_ofd("<ofd:A/>", XmlProfile::ofd, "http://www.ofdspec.org");
  ASSERT_THAT(old, succeeds());
  EXPECT_TRUE(old->root.in_ofd);
  EXPECT_TRUE(old->old_namespace);
}

TEST(Xml, AcceptsAnyPrefixAndTheDefaultNamespace) {
  const auto plain = parse_xml(as_bytes("<R xmlns='http://www.ofdspec.org/2016'><A/></R>"), XmlProfile::ofd);
  ASSERT_THAT(plain, succeeds());
  EXPECT_TRUE(plain->root.children[0].in_ofd);
  EXPECT_THAT(parse_xml(as_bytes("<x:R xmlns:x='http://www.ofdspec.org/2016'><x:A/></x:R>"), XmlProfile::ofd),
              succeeds());
}

TEST(Xml, RefusesForeignElementsWhereTheyWouldBeAmbiguous) {
  for (const std::string content : {"<A/>", "<x:A xmlns:x='urn:x'/>", "<ofd:A xmlns:ofd='urn:x'/>"}) {
    EXPECT_THAT(in_ofd(content, XmlProfile::ofd), fails_with("XML_NAMESPACE")) << content;
    const auto mixed = in_ofd(content, XmlProfile::mixed);
    ASSERT_THAT(mixed, succeeds()) << content;
    EXPECT_FALSE(mixed->root.children[0].in_ofd);
  }
  EXPECT_THAT(in_ofd("", XmlProfile::ofd, "http://www.ofdspec.org/2017"), fails_with("XML_NAMESPACE"));
  EXPECT_THAT(in_ofd("", XmlProfile::mixed, "urn:x"), fails_with("XML_NAMESPACE"));
  EXPECT_THAT(in_ofd("", XmlProfile::foreign, "urn:x"), succeeds());
}

TEST(Xml, NamespacesEndWithTheirElement) {
  EXPECT_THAT(foreign("<r><a xmlns:p='u'><p:b/></a></r>"), succeeds());
  EXPECT_THAT(foreign("<r><a xmlns:p='u'/><p:b/></r>"), fails_with("XML_NAMESPACE"));
}

// --- each limit below, at and above ---

std::string nested_elements(int depth) {
  std::string text;
  for (int i = 0; i < depth; ++i)
    text += "<a>";
  for (int i = 0; i < depth; ++i)
    text += "</a>";
  return text;
}

TEST(XmlLimit, Depth) {
  EXPECT_THAT(foreign(nested_elements(max_xml_depth - 1)), succeeds());
  EXPECT_THAT(foreign(nested_elements(max_xml_depth)), succeeds());
  EXPECT_THAT(foreign(nested_elements(max_xml_depth + 1)), fails_with("XML_TOO_DEEP"));
  EXPECT_THAT(foreign(nested_elements(200'000)), fails_with("XML_TOO_DEEP"));
}

TEST(XmlLimit, Size) {
  const auto sized = [](std::size_t size) { return foreign("<r>" + std::string(size - 7, 'a') + "</r>"); };
  EXPECT_THAT(sized(max_xml_size - 1), succeeds());
  EXPECT_THAT(sized(max_xml_size), succeeds());
  EXPECT_THAT(sized(max_xml_size + 1), fails_with("XML_TOO_LARGE"));
}

TEST(XmlLimit, Nodes) {
  const auto with = [](std::size_t nodes) { // the root is one
    std::string content;
    for (std::size_t i = 1; i < nodes; ++i)
      content += "<a/>";
    return in_root(content);
  };
  EXPECT_THAT(with(max_xml_nodes - 1), succeeds());
  EXPECT_THAT(with(max_xml_nodes), succeeds());
  EXPECT_THAT(with(max_xml_nodes + 1), fails_with("XML_TOO_MANY_NODES"));
}

TEST(XmlLimit, AttributesCountAsNodes) {
  std::string content;
  for (std::size_t i = 0; i < max_xml_nodes / 2; ++i)
    content += "<a b=''/>";
  EXPECT_THAT(in_root(content), fails_with("XML_TOO_MANY_NODES"));
}

TEST(XmlLimit, AttributesOfOneElement) {
  const auto with = [](std::size_t count) {
    std::string text = "<r";
    for (std::size_t i = 0; i < count; ++i)
      text += " a" + std::to_string(i) + "=''";
    return foreign(text + "/>");
  };
  EXPECT_THAT(with(max_xml_attributes - 1), succeeds());
  EXPECT_THAT(with(max_xml_attributes), succeeds());
  EXPECT_THAT(with(max_xml_attributes + 1), fails_with("XML_TOO_MANY_NODES"));
}

TEST(XmlLimit, Namespaces) {
  const auto with = [](std::size_t count) {
    std::string text = "<r";
    for (std::size_t i = 0; i < count; ++i)
      text += " xmlns:p" + std::to_string(i) + "='u'";
    return foreign(text + "/>");
  };
  EXPECT_THAT(with(max_xml_namespaces - 1), succeeds());
  EXPECT_THAT(with(max_xml_namespaces), succeeds());
  EXPECT_THAT(with(max_xml_namespaces + 1), fails_with("XML_TOO_MANY_NODES"));
}

} // namespace
} // namespace elicense::ofd
