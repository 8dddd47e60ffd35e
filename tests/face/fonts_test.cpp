// SPDX-License-Identifier: Apache-2.0
#include "face/surface.hpp"
#include "tests/face/type_files.hpp"
#include "tests/support/result_matchers.hpp"
#include "tests/support/temporary_folder.hpp"
#include <cstdlib>

namespace elicense::face {
namespace {

const FontFile& serif() {
  return test::fonts().loaded().at(Typeface::serif);
}

TEST(Fonts, AreFoundByFamily) {
  EXPECT_EQ(serif().name(), "Noto Serif CJK SC");
  EXPECT_EQ(test::fonts().loaded().at(Typeface::sans).name(), "Noto Sans CJK SC");
}

TEST(Fonts, AreNotReplacedBySimilarOnes) {
  test::TemporaryFolder folder;
  test::write_file(folder.path() / "fonts.conf",
                   as_bytes("<?xml version=\"1.0\"?><fontconfig><dir>/nowhere</dir><cachedir>" +
                            (folder.path() / "cache").string() + "</cachedir></fontconfig>"));
  ASSERT_EQ(setenv("FONTCONFIG_FILE", (folder.path() / "fonts.conf").c_str(), 1), 0);
  auto loaded = Fonts::load();
  unsetenv("FONTCONFIG_FILE");
  EXPECT_THAT(loaded, test::fails_with("FACE_FONT_MISSING"));
}

TEST(FontSubset, HoldsTheCharactersAskedForAndNoOther) {
  FontProgram program(serif().subset({U'证', U'照', U'1'}));
  EXPECT_NE(program.glyph(U'证'), 0U);
  EXPECT_NE(program.glyph(U'1'), 0U);
  EXPECT_EQ(program.glyph(U'业'), 0U);
}

TEST(FontSubset, IsSmallAndAlwaysTheSame) {
  Bytes once = serif().subset({U'证', U'照'}), again = serif().subset({U'证', U'照'});
  EXPECT_EQ(once, again);
  EXPECT_LT(once.size(), 2500U);
}

TEST(FontProgram, RefusesWhatIsNoFont) {
  EXPECT_THROW(FontProgram(Bytes(100, 0)), std::runtime_error);
}

} // namespace
} // namespace elicense::face
