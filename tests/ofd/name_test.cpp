// SPDX-License-Identifier: Apache-2.0
#include "ofd/name.hpp"
#include "ofd/package.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::ofd {
namespace {

using test::fails_with;

TEST(Name, AllowsOrdinaryNames) {
  for (const std::string_view name :
       {"OFD.xml", "Doc_0/Res/font_1.ttf", "a b", "附件/证照.xml", "a..b", "...", "𠀀"})
    EXPECT_EQ(name_fault(name), std::nullopt) << name;
}

TEST(Name, RefusesWhatOtherReadersTakeDifferently) {
  using namespace std::string_view_literals;
  for (const std::string_view name : {""sv,
                                      "/a"sv,
                                      "a/"sv,
                                      "a//b"sv,
                                      "."sv,
                                      ".."sv,
                                      "a/./b"sv,
                                      "a/../b"sv,
                                      "../a"sv,
                                      "a\\b"sv,
                                      "C:/a"sv,
                                      "a:b"sv,
                                      "a\0b"sv,
                                      "a\nb"sv,
                                      "a\x7F"sv,
                                      "\xC0\xAF"sv,
                                      "a\xFF"sv,
                                      "e\xCC\x81"sv /* combining accent */,
                                      "a\xE2\x80\x8B"sv /* no width */,
                                      "\xE2\x80\xAEtxt"sv /* right to left */,
                                      "\xEF\xA4\x80"sv /* compatibility ideograph */,
                                      "\xEF\xBB\xBF"
                                      "a"sv})
    EXPECT_NE(name_fault(name), std::nullopt) << name;
}

TEST(Name, HasNoSlashInASegment) {
  EXPECT_NE(segment_fault("a/b"), std::nullopt);
}

// Letters that another file system folds or composes, so that two names become one.
TEST(Name, RefusesLettersWithAnotherCaseOrForm) {
  for (const std::string_view letter :
       {"é", "É", "Ω", "я", "ß", "ſ", "ﬁ", "Ａ", "ａ", "\u212B", "\u212A", "Ⅷ", "ⓐ", "\u0958", "\u2329", "ª"})
    EXPECT_NE(name_fault(letter), std::nullopt) << letter;
  for (const std::string_view sign : {"证", "（副本）", "·", "“”", "、", "１２", "ア", "한", "𪚥"})
    EXPECT_EQ(name_fault(sign), std::nullopt) << sign;
}

TEST(Name, FoldsAsciiOnly) {
  EXPECT_EQ(fold_case("OFD.XML/Ä证"), "ofd.xml/Ä证");
  EXPECT_EQ(fold_case("@AZ[`az{"), "@az[`az{");
}

TEST(Name, TakesApartAndJoins) {
  EXPECT_EQ(folder_of("a/b/c.xml"), "a/b");
  EXPECT_EQ(folder_of("c.xml"), "");
  EXPECT_EQ(base_name_of("a/b/c.xml"), "c.xml");
  EXPECT_EQ(base_name_of("c.xml"), "c.xml");
  EXPECT_EQ(join("", "a"), "a");
  EXPECT_EQ(join("a/b", "c"), "a/b/c");
}

TEST(Resolve, FindsAbsoluteAndRelativeLocations) {
  struct Case {
    std::string_view base, location, found;
  };
  for (const auto& [base, location, found] :
       {Case{"OFD.xml", "Doc_0/Document.xml", "Doc_0/Document.xml"},
        Case{"OFD.xml", "/Doc_0/Document.xml", "Doc_0/Document.xml"},
        Case{"Doc_0/Document.xml", "Pages/a.xml", "Doc_0/Pages/a.xml"},
        Case{"Doc_0/Document.xml", "/a.xml", "a.xml"}, Case{"Doc_0/Document.xml", "./a.xml", "Doc_0/a.xml"},
        Case{"Doc_0/Document.xml", "../a.xml", "a.xml"},
        Case{"Doc_0/S/x.xml", "../../a/./b/../c.xml", "a/c.xml"}, Case{"Doc_0/x.xml", "/a/../b.xml", "b.xml"},
        Case{"a/b.xml", "%2e%2e/c.xml", "a/%2e%2e/c.xml"}, Case{"a/b.xml", "证 照.xml", "a/证 照.xml"}})
    EXPECT_EQ(resolve(base, location).value(), found) << location;
}

TEST(Resolve, RefusesToLeaveThePackage) {
  for (const std::string_view location :
       {"../a.xml", "a/../../b.xml", "/../a.xml", "./../a.xml", "/a/../../b.xml"})
    EXPECT_THAT(resolve("OFD.xml", location), fails_with("OFD_PATH_ESCAPES")) << location;
}

TEST(Resolve, RefusesWhatIsNoPath) {
  using namespace std::string_view_literals;
  for (const std::string_view location :
       {""sv, "/"sv, "//a"sv, "a//b"sv, "a/"sv, "."sv, "a/.."sv, "a/."sv, "a/b/.."sv, ".."sv, "/a/./."sv,
        "http://x/a.xml"sv, "file:///etc/x"sv, "C:\\a"sv, "a\\b"sv, "a\0.xml"sv, "a\tb"sv, "\xFF"sv})
    EXPECT_THAT(resolve("x/OFD.xml", location), fails_with("OFD_PATH")) << location;
}

} // namespace
} // namespace elicense::ofd
