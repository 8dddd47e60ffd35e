// SPDX-License-Identifier: Apache-2.0
// S-XML: what two readers could understand differently, or what costs more than it is worth, each refused
// with its code.
#include "ofd/xml.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::ofd {
namespace {

using namespace std::string_literals;
using test::fails_with;
using test::succeeds;

struct XmlCase {
  std::string code; // empty when the file is good
  std::vector<std::string> files;
};

void expect(const std::vector<XmlCase>& cases, XmlProfile profile = XmlProfile::foreign) {
  for (const auto& [code, files] : cases) {
    for (const std::string& file : files) {
      const auto result = parse_xml(as_bytes(file), profile);
      const std::string beginning = file.substr(0, 80);
      if (code.empty())
        EXPECT_THAT(result, succeeds()) << beginning;
      else
        EXPECT_THAT(result, fails_with(code)) << beginning;
    }
  }
}

// Each of `parts` as the content of an element.
std::vector<std::string> inside(const std::vector<std::string>& parts) {
  std::vector<std::string> files;
  for (const std::string& part : parts)
    files.push_back("<r>" + part + "</r>");
  return files;
}

// Each of `values` in an attribute and in text.
std::vector<std::string> as_value(const std::vector<std::string>& values) {
  std::vector<std::string> files = inside(values);
  for (const std::string& value : values)
    files.push_back("<r a='" + value + "'/>");
  return files;
}

std::string repeated(std::size_t times, const std::string& text) {
  std::string all;
  all.reserve(times * text.size());
  for (std::size_t i = 0; i < times; ++i)
    all += text;
  return all;
}

std::string nested(std::size_t depth, const std::string& content = {}) {
  return repeated(depth, "<a>") + content + repeated(depth, "</a>");
}

std::string utf16(const std::string& ascii, bool big_endian, bool marked) {
  std::string out = marked ? (big_endian ? "\xFE\xFF" : "\xFF\xFE") : "";
  for (const char c : ascii)
    out += big_endian ? "\0"s + c : c + "\0"s;
  return out;
}

TEST(HostileXml, DocumentTypesAndEntities) {
  expect({{"XML_DOCTYPE",
           {"<!DOCTYPE r><r/>", "<!doctype r><r/>",
            "<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><r>&x;</r>",
            "<!DOCTYPE r [<!ENTITY a 'a'><!ENTITY b '&a;&a;&a;'>]><r>&b;</r>",
            "<!DOCTYPE r SYSTEM 'http://example.org/r.dtd'><r/>", "<!DOCTYPE r", "<r/><!DOCTYPE r>",
            "<?xml version='1.0'?><!-- c --><!DOCTYPE r><r/>", "<r><!ENTITY x 'y'></r>", "<r><!x></r>",
            "<r><!"}},
          {"XML_ENTITY",
           as_value({"&x;", "&nbsp;", "& ", "&", "&;", "&#;", "&#x;", "&#xZ;", "&#1F;", "&#-5;", "&#+65;",
                     "&#X41;", "&lt", "&#9999999999;", "&#00000000065;", "&LT;", "&%x;"})}});
}

TEST(HostileXml, CommentsAndInstructions) {
  expect(
      {{"XML_COMMENT_IN_TEXT", inside({"good<!--x-->evil", "<!--x-->evil", "good<!--x-->", "<!--x--><a/>evil",
                                       "good<a/><!--x-->", "good<!--x--> ", "&#65;<!---->"})},
       {"XML_INSTRUCTION",
        {"<r>good<?x?>evil</r>", "<r><?php x?></r>", "<!-- c --><?xml version='1.0'?><r/>",
         " <?xml version='1.0'?><r/>", "<r/><?x?>", "<r><?xml version='1.0'?></r>", "<r><?"}},
       {"XML_CDATA", inside({"<![CDATA[x]]>", "good<![CDATA[evil]]>", "<![CDATA[", "<![CDATA[]]>"})},
       {"XML_DOCTYPE", inside({"<![cdata[x]]>", "<![INCLUDE[x]]>", "<!- x -->"})},
       {"", {"<r>\n <!-- c --> <a/> <!----> </r>", "<!-- < & ]]> --><r/>", "<r/><!-- c --> "}}});
}

TEST(HostileXml, Roots) {
  expect({{"XML_ROOTS",
           {"<a/><b/>", "<a></a><b></b>", "<a/>text", "text<a/>", "", " ", "<!-- c -->", "&amp;<a/>",
            "<a/>&#32;", "<?xml version='1.0'?>", "\xEF\xBB\xBF", "<a/>]]>"}}});
}

TEST(HostileXml, AttributesTwice) {
  expect({{"XML_DUPLICATE_ATTRIBUTE",
           {"<r a='1' a='1'/>", "<r a='1' b='' a='2'/>", "<r xmlns:p='u' xmlns:p='v'/>",
            "<r xmlns='u' xmlns='u'/>", "<r xmlns:p='u' xmlns:q='u' p:a='1' q:a='1'/>",
            "<r xmlns:p='u'><s xmlns:q='u' q:a='' p:a=''/></r>",
            "<r xmlns:x='http://www.w3.org/XML/1998/namespacf' xml:a='' xml:a=''/>"}},
          {"", {"<r xmlns:p='u' xmlns:q='v' p:a='1' q:a='1' a='1'/>", "<r a='1' A='1'/>"}}});
}

TEST(HostileXml, Encodings) {
  const std::string root = "<?xml version='1.0'?><r/>";
  expect({{"XML_ENCODING",
           {"<?xml version='1.0' encoding='GB18030'?><r/>", "<?xml version='1.0' encoding='UTF-16'?><r/>",
            "<?xml version='1.0' encoding='UTF-7'?><r/>", "<?xml version='1.0' encoding=''?><r/>",
            utf16(root, false, true), utf16(root, true, true), "\xFF\xFE\0\0<\0\0\0"s, "<r>\xBD\xF0</r>",
            "<r>\xC0\xBC</r>", "<r>\xE0\x80\xBC</r>", "<r>\xED\xA0\x80</r>", "<r>\xF4\x90\x80\x80</r>",
            "<r>\xF5\x80\x80\x80</r>", "<r>\x80</r>", "<r>\xE8\xAF</r>", "<r a='\xFF'/>", "<r>\xE8",
            "<!-- \xFF --><r/>"}},
          {"XML_CHARACTER",
           {utf16(root, false, false), utf16(root, true, false), "\xEF\xBB\xBF\xEF\xBB\xBF<r/>",
            "<r>\xEF\xBB\xBF</r>", "<r/>\xEF\xBB\xBF", "\0\0\xFE\xFF\0\0\0<"s}},
          {"", {"<?xml version='1.0' encoding='utf-8'?><r/>", "\xEF\xBB\xBF<r/>"}}});
}

TEST(HostileXml, Characters) {
  expect({{"XML_CHARACTER", as_value({"\x01",
                                      "\0"s,
                                      "\x08",
                                      "\x0B",
                                      "\x0C",
                                      "\x1F",
                                      "\x7F",
                                      "\xC2\x85",
                                      "\xEF\xBF\xBE",
                                      "\xEF\xBF\xBF",
                                      "\xF0\x9F\xBF\xBE",
                                      "&#0;",
                                      "&#1;",
                                      "&#11;",
                                      "&#x7F;",
                                      "&#x85;",
                                      "&#xD800;",
                                      "&#xDFFF;",
                                      "&#xFEFF;",
                                      "&#xFFFF;",
                                      "&#x1FFFE;",
                                      "&#x110000;"})},
          {"", as_value({"\t\n", "&#9;&#10;&#13;&#32;", "\xC2\xA0", "&#x10FFFD;", "\xF0\xA0\x80\x80"})}});
}

TEST(HostileXml, Namespaces) {
  expect({{"XML_NAMESPACE",
           {"<p:r/>", "<r p:a='1'/>", "<r xmlns:p=''/>", "<r xmlns:xml='u'/>", "<r xmlns:xmlns='u'/>",
            "<r><a xmlns:p='u'/><p:b/></r>", "<xmlns:r/>"}},
          {"", {"<r xml:lang='zh'/>", "<r xmlns='u'><s xmlns=''/></r>"}}});
  const std::string ofd = "<ofd:R xmlns:ofd='http://www.ofdspec.org/2016'>", end = "</ofd:R>";
  const std::vector<XmlCase> swapped = {
      {"XML_NAMESPACE",
       {ofd + "<A/>" + end, ofd + "<x:A xmlns:x='urn:x'/>" + end, ofd + "<ofd:A xmlns:ofd='urn:x'/>" + end,
        ofd + "<x:A xmlns:x='HTTP://www.ofdspec.org/2016'/>" + end,
        ofd + "<x:A xmlns:x='http://www.ofdspec.org/2016/'/>" + end}},
      {"",
       {ofd + "<A xmlns='http://www.ofdspec.org/2016'/>" + end,
        ofd + "<x:A xmlns:x='http://www.ofdspec.org/2016'/>" + end}}};
  expect(swapped, XmlProfile::ofd);
  const std::vector<XmlCase> roots = {
      {"XML_NAMESPACE",
       {"<R/>", "<R xmlns='urn:x'/>", "<R xmlns='http://www.ofdspec.org/2017'/>",
        "<R xmlns:ofd='http://www.ofdspec.org/2016'/>", "<R xmlns=' http://www.ofdspec.org/2016'/>"}}};
  expect(roots, XmlProfile::ofd);
  expect(roots, XmlProfile::mixed);
}

TEST(HostileXml, WhatIsNotWellFormed) {
  expect({{"XML_MALFORMED",
           {"<r></s>",
            "<r></p:r>",
            "</r>",
            "<r/></r>",
            "<r a/>",
            "<r a=1/>",
            "<r a='<'/>",
            "<r a='1'b='2'/>",
            "<r/ >",
            "< r/>",
            "<1/>",
            "<r -a='1'/>",
            "<:r/>",
            "<p:/>",
            "<a:b:c xmlns:a='u'/>",
            "<r>]]></r>",
            "<r><!-- -- --></r>",
            "<r><!-- --- ></r>",
            "<r></r x>",
            "<r></>",
            "<r><a></r></a>",
            "<R></r>",
            "<r a='1\" b='2'/>",
            "<r a==''/>",
            "<r 'a'='b'/>",
            "<r,s/>",
            "<?xml?><r/>",
            "<?xml version='1.1'?><r/>",
            "<?xml version='2.0'?><r/>",
            "<?xml encoding='UTF-8' version='1.0'?><r/>",
            "<?xml version='1.0' x='y'?><r/>",
            "<?xml version='1.0'><r/>",
            "<?xml version='1.0'/><r/>"}}});
}

// Cut anywhere, a file is no file.
TEST(HostileXml, UnterminatedAnything) {
  const std::string whole = "<?xml version='1.0' encoding='UTF-8'?><!-- c --><r xmlns:p='u' a='&lt;'><p:s "
                            "b=\"x\">te&#120;t</p:s><t/></r>";
  expect({{"", {whole}}});
  for (std::size_t size = 0; size < whole.size(); ++size)
    EXPECT_FALSE(parse_xml(as_bytes(whole.substr(0, size)), XmlProfile::foreign)) << whole.substr(0, size);
  expect({{"XML_MALFORMED",
           {"<", "<r", "<r/", "<r ", "<r a", "<r a=", "<r a='", "<r a='1", "<r a='1'", "<r>", "<r></",
            "<r></r", "<r>text", "<r><!--", "<r><!-- x --", "<!-- x", "<?xml", "<?xml version='1.0'",
            "<?xml version='1.0'?"}}});
}

TEST(HostileXml, Floods) {
  const std::string text(max_xml_size, 'x');
  expect({{"", {nested(max_xml_depth - 1), nested(max_xml_depth), nested(max_xml_depth, "text")}},
          {"XML_TOO_DEEP", {nested(max_xml_depth + 1), nested(200'000), repeated(1'000'000, "<a>")}},
          {"XML_TOO_MANY_NODES", {"<r>" + repeated(2'000'000, "<a/>") + "</r>"}},
          {"XML_TOO_LARGE", {"<r>" + text + "</r>", repeated(max_xml_size / 2 + 1, "<a")}}});
}

} // namespace
} // namespace elicense::ofd
