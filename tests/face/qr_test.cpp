// SPDX-License-Identifier: Apache-2.0
#include "face/qr.hpp"
#include "face/qr_path.hpp"
#include "face/surface.hpp"
#include "tests/support/photograph.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::face {
namespace {

using test::fails_with;
using test::succeeds;

TEST(Qr, HasTheThreeFinders) {
  Qr qr = make_qr("https://zz.example.gov.cn/v/1").value();
  EXPECT_EQ(qr.version(), 3);
  for (auto [x, y] : {std::pair{0, 0}, std::pair{qr.size - 7, 0}, std::pair{0, qr.size - 7}}) {
    EXPECT_TRUE(qr.at(x, y) && qr.at(x + 6, y + 6) && qr.at(x + 3, y + 3));
    EXPECT_FALSE(qr.at(x + 1, y + 1) || qr.at(x + 5, y + 5));
  }
}

TEST(Qr, HigherLevelsNeedMoreRoom) {
  std::string text(100, 'x');
  int before = 0;
  for (QrLevel level : {QrLevel::low, QrLevel::medium, QrLevel::quartile, QrLevel::high}) {
    int version = make_qr(text, level).value().version();
    EXPECT_GT(version, before);
    before = version;
  }
}

TEST(Qr, HasItsLimits) {
  EXPECT_THAT(make_qr(""), fails_with("FACE_QR_EMPTY"));
  EXPECT_THAT(make_qr(std::string(max_qr_text - 1, 'x'), QrLevel::low), succeeds());
  EXPECT_THAT(make_qr(std::string(max_qr_text, 'x'), QrLevel::low), succeeds());
  EXPECT_THAT(make_qr(std::string(max_qr_text + 1, 'x'), QrLevel::low), fails_with("FACE_QR_TOO_LONG"));
  EXPECT_THAT(make_qr(std::string(2331, 'x'), QrLevel::medium), succeeds()); // ISO/IEC 18004 table 7, 40-M
  EXPECT_THAT(make_qr(std::string(2332, 'x'), QrLevel::medium), fails_with("FACE_QR_TOO_LONG"));
}

TEST(Qr, OfFortyFiveLettersHoldsMoreAndNoOtherLetter) {
  EXPECT_EQ(make_alphanumeric_qr(std::string(600, 'A')).value().version(), 15); // ISO/IEC 18004 table 7
  EXPECT_GT(make_qr(std::string(600, 'A')).value().version(), 15);
  EXPECT_THAT(make_alphanumeric_qr(""), fails_with("FACE_QR_EMPTY"));
  EXPECT_THAT(make_alphanumeric_qr("a"), fails_with("FACE_QR_LETTERS"));
  EXPECT_THAT(make_alphanumeric_qr(std::string(max_qr_letters, 'A'), QrLevel::low), succeeds());
  EXPECT_THAT(make_alphanumeric_qr(std::string(max_qr_letters + 1, 'A'), QrLevel::low),
              fails_with("FACE_QR_TOO_LONG"));
}

TEST(QrPng, HasItsLimits) {
  Qr qr = make_qr("x").value();
  EXPECT_THAT(qr_png(qr, 0), fails_with("FACE_RESOLUTION"));
  EXPECT_THAT(qr_png(qr, 1), succeeds());
  EXPECT_THAT(qr_png(qr, max_qr_pixels), succeeds());
  EXPECT_THAT(qr_png(qr, max_qr_pixels + 1), fails_with("FACE_RESOLUTION"));
}

class QrReadBack : public testing::TestWithParam<std::string> {};

TEST_P(QrReadBack, SaysWhatWasPutIn) {
  auto text = test::read_by_zbar(qr_png(make_qr(GetParam()).value(), 4).value());
  if (!text) GTEST_SKIP() << "zbarimg (zbar-tools) is not installed";
  EXPECT_EQ(*text, GetParam());
}

INSTANTIATE_TEST_SUITE_P(
    Qr, QrReadBack,
    testing::Values("1", "https://zz.example.gov.cn/v/7Q2M4X9K3T5B8N6D1R0W",
                    "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U",
                    std::string(500, 'A') + "z"));

// The address on a face is read at 200 pixels, sharp and after the blur of a bad focus.
TEST(QrPhotograph, IsReadSmallAndBlurred) {
  const std::string address = "https://zz.example.gov.cn/v/7Q2M4X9K3T5B8N6D1R0W";
  test::Photograph photograph(make_qr(address).value(), 200);
  for (const char* const state : {"sharp", "blurred once", "blurred twice"}) {
    const auto text = test::read_by_zbar(photograph.pgm());
    if (!text) GTEST_SKIP() << "zbarimg (zbar-tools) is not installed";
    EXPECT_EQ(*text, address) << state;
    photograph.blur();
  }
}

// The outlines, filled again, are the code: every module counts the edges to its left.
TEST(QrPath, EnclosesTheDarkModulesAndNoOther) {
  for (const char* text : {"a", "https://zz.example.gov.cn/v/7Q2M4X9K3T5B8N6D1R0W"}) {
    Qr qr = make_qr(text).value();
    std::vector<Outline> paths = outlines(qr);
    for (int y = 0; y < qr.size; ++y)
      for (int x = 0; x < qr.size; ++x) {
        int winding = 0;
        for (const Outline& path : paths)
          for (std::size_t i = 0; i < path.size(); ++i) {
            auto [x1, y1] = path[i];
            auto [x2, y2] = path[(i + 1) % path.size()];
            if (x1 == x2 && x1 <= x && std::min(y1, y2) <= y && y < std::max(y1, y2))
              winding += y2 > y1 ? 1 : -1;
          }
        ASSERT_EQ(winding != 0, qr.at(x, y)) << x << ' ' << y;
      }
  }
}

TEST(QrSvg, IsOneSmallPicture) {
  std::string svg = qr_svg(make_qr("https://zz.example.gov.cn/v/1").value());
  EXPECT_TRUE(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 37 37\""));
  EXPECT_TRUE(svg.ends_with("</svg>"));
  EXPECT_LT(svg.size(), 8000U);
}

} // namespace
} // namespace elicense::face
