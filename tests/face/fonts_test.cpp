// SPDX-License-Identifier: Apache-2.0
#include "face/common_characters.hpp"
#include "face/surface.hpp"
#include "tests/face/type_files.hpp"
#include "tests/support/result_matchers.hpp"
#include "tests/support/temporary_folder.hpp"
#include <cstdlib>
#include <thread>

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

TEST(CommonCharacters, AreThoseOfGb2312AndAscii) {
  const auto all = common_characters();
  EXPECT_EQ(all.size(), 7445U + 95U);
  for (const char32_t c : {U'啊', U'齄', U'　', U'（', U'Ａ', U' ', U'~', U'Z'})
    EXPECT_TRUE(all.contains(c)) << static_cast<unsigned>(c);
  for (const char32_t c : {U'喆', U'龢', U'\n', U'\u007f'})
    EXPECT_FALSE(all.contains(c)) << static_cast<unsigned>(c);
}

TEST(CommonPart, IsAskedOnceItIsWorthMakingAndHasTheCharacters) {
  const Bytes file = serif().subset({U'证', U'照', U'喆'});
  const std::unique_ptr<hb_face_t, Free> whole([&] {
    hb_blob_t* const blob =
        hb_blob_create(reinterpret_cast<const char*>(file.data()), static_cast<unsigned>(file.size()),
                       HB_MEMORY_MODE_READONLY, nullptr, nullptr);
    hb_face_t* const face = hb_face_create(blob, 0);
    hb_blob_destroy(blob);
    return face;
  }());
  CommonPart part;
  for (unsigned i = 1; i < CommonPart::worth_making; ++i)
    ASSERT_EQ(part.source(whole.get(), {U'证'}), whole.get()) << i;
  EXPECT_NE(part.source(whole.get(), {U'证'}), whole.get());
  EXPECT_NE(part.source(whole.get(), {U'证', U'照'}), whole.get());
  EXPECT_EQ(part.source(whole.get(), {U'证', U'喆'}), whole.get());
}

// Of every typeface: what comes out does not tell how often it was asked before.
TEST(CommonPart, GivesTheSameBytesAsTheWholeFont) {
  const auto fonts = Fonts::load().value();
  const std::set<char32_t> common = {U'证', U'照', U'（', U'A', U'1', U' '}, rare = {U'证', U'喆'};
  for (const Typeface typeface : all_typefaces) {
    const FontFile& font = fonts->loaded().at(typeface);
    const Bytes first = font.subset(common), first_rare = font.subset(rare);
    for (unsigned i = 0; i < CommonPart::worth_making; ++i)
      ASSERT_EQ(font.subset(common), first) << i;
    EXPECT_EQ(font.subset(rare), first_rare);
  }
}

TEST(CommonPart, IsMadeWhileOthersDraw) {
  const auto fonts = Fonts::load().value();
  const FontFile& font = fonts->loaded().at(Typeface::sans);
  const std::set<char32_t> characters = {U'证', U'照'};
  const Bytes first = font.subset(characters);
  std::atomic<int> others = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i)
      threads.emplace_back([&] {
        for (unsigned each = 0; each < CommonPart::worth_making; ++each)
          if (font.subset(characters) != first) ++others;
      });
  }
  EXPECT_EQ(others, 0);
}

TEST(FontProgram, RefusesWhatIsNoFont) {
  EXPECT_THROW(FontProgram(Bytes(100, 0)), std::runtime_error);
}

} // namespace
} // namespace elicense::face
