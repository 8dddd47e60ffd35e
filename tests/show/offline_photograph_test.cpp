// SPDX-License-Identifier: Apache-2.0
// The largest codes there can be are read by two programs off poor pictures. What they say is drawn from a
// fixed seed, so that every run sees the same pictures.
#include "crypto/base45.hpp"
#include "show/offline_code.hpp"
#include "tests/support/photograph.hpp"
#include <gtest/gtest.h>
#include <random>

namespace elicense::show {
namespace {

using test::Photograph;

struct Look {
  const char* name;
  int pixels; // wide, of the whole code
  double degrees;
  int blurs;
  double contrast;
};

// Blurred at 200 pixels, 2.4 for a module, zxing reads all and zbar most: there is no more to be read.
constexpr Look looks[] = {{"small", 200, 0, 0, 1},
                          {"small, pale", 200, 0, 0, 0.6},
                          {"blurred", 240, 0, 1, 1},
                          {"blurred, pale", 240, 0, 1, 0.6},
                          {"blurred twice", 440, 0, 2, 1},
                          {"turned", 440, 17, 0, 1},
                          {"turned the other way and blurred", 440, -8, 1, 1},
                          {"all of it", 440, 11, 1, 0.6}};

std::vector<std::string> codes() {
  std::mt19937 random(20261128);
  std::vector<std::string> made;
  for (const std::size_t size : {397U, 397U, 397U, 370U, 340U, 340U}) {
    Bytes content(size);
    for (auto& byte : content)
      byte = static_cast<std::uint8_t>(random());
    made.push_back(std::string(code_prefix) + to_base45(content));
  }
  return made;
}

class OfflinePhotograph : public testing::TestWithParam<Look> {};

TEST_P(OfflinePhotograph, IsReadByTwoPrograms) {
  const Look& look = GetParam();
  for (const std::string& code : codes()) {
    const auto qr = face::make_alphanumeric_qr(code).value();
    ASSERT_LE(qr.version(), max_code_version);
    Photograph picture(qr, look.pixels, look.degrees);
    for (int i = 0; i < look.blurs; ++i)
      picture.blur();
    picture.flatten(look.contrast);
    const auto zbar = test::read_by_zbar(picture.pgm()), zxing = test::read_by_zxing(picture.pgm());
    if (!zbar || !zxing)
      GTEST_SKIP() << "zbarimg (zbar-tools) or ZXingReader (zxing-cpp-tools) is not installed";
    EXPECT_EQ(*zbar, code) << look.name;
    EXPECT_EQ(*zxing, code) << look.name;
  }
}

INSTANTIATE_TEST_SUITE_P(Offline, OfflinePhotograph, testing::ValuesIn(looks));

TEST(OfflineCodeSize, TheLongestTextIsTheLastOfItsVersion) {
  EXPECT_EQ(face::make_alphanumeric_qr(std::string(max_code_text, 'A')).value().version(), max_code_version);
  EXPECT_EQ(face::make_alphanumeric_qr(std::string(max_code_text + 1, 'A')).value().version(),
            max_code_version + 1);
}

} // namespace
} // namespace elicense::show
