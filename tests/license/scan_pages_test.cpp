// SPDX-License-Identifier: Apache-2.0
#include "license/scan_pages.hpp"
#include "tests/support/result_matchers.hpp"
#include <gtest/gtest.h>

namespace elicense::license {
namespace {

using test::fails_with;
using test::succeeds;

Bytes bytes(std::initializer_list<int> values) {
  Bytes made;
  for (const int value : values)
    made.push_back(static_cast<std::uint8_t>(value));
  return made;
}

Bytes png(int width, int height) {
  Bytes made = bytes({0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R'});
  for (const int side : {width, height})
    made.insert(made.end(),
                {0, 0, static_cast<std::uint8_t>(side >> 8), static_cast<std::uint8_t>(side & 0xff)});
  return made;
}

// With a segment before the frame, as cameras write one.
Bytes jpeg(int width, int height) {
  return bytes({0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xc0, 0, 11, 8, height >> 8, height & 0xff,
                width >> 8, width & 0xff, 1});
}

ofd::NewDocument document() {
  ofd::NewDocument made;
  made.max_object_id = 7;
  made.pages.push_back({});
  return made;
}

TEST(ScanPages, KnowsAPictureByItsBytes) {
  const auto wide = kind_of_scan(png(300, 200)), high = kind_of_scan(jpeg(600, 800));
  ASSERT_THAT(wide, succeeds());
  ASSERT_THAT(high, succeeds());
  EXPECT_EQ(wide->format, ScanFormat::png);
  EXPECT_EQ(wide->width, 300U);
  EXPECT_EQ(wide->height, 200U);
  EXPECT_EQ(high->format, ScanFormat::jpeg);
  EXPECT_EQ(high->width, 600U);
  EXPECT_EQ(high->height, 800U);
  EXPECT_EQ(kind_of_scan(to_bytes(std::string_view("%PDF-1.7 …")))->format, ScanFormat::pdf);
}

TEST(ScanPages, RefusesWhatIsNoPicture) {
  const Bytes whole_png = png(1, 1), whole_jpeg = jpeg(1, 1);
  for (const Bytes& content :
       {Bytes(), to_bytes(std::string_view("GIF89a")), png(0, 5), png(20'001, 5), jpeg(5, 0),
        Bytes(whole_png.begin(), whole_png.end() - 1), Bytes(whole_jpeg.begin(), whole_jpeg.begin() + 12),
        bytes({0xff, 0xd8, 0xff, 0xe0, 0, 0, 0, 0, 0, 0, 0, 0, 0})})
    EXPECT_THAT(kind_of_scan(content), fails_with("SCAN_UNREADABLE")) << to_hex(content);
}

TEST(ScanPages, APictureIsAPageAndAPdfAnAttachment) {
  ofd::NewDocument made = document();
  const std::vector<Scan> scans = {{"front.png", png(300, 200)},
                                   {"deed.pdf", to_bytes(std::string_view("%PDF-1.7"))},
                                   {"back.jpg", jpeg(600, 800)}};
  ASSERT_THAT(add_scans(scans, made), succeeds());
  ASSERT_EQ(made.pages.size(), 3U);
  EXPECT_EQ(made.pages[1].width_mm, 297) << "a wide one lies across";
  EXPECT_EQ(made.pages[2].width_mm, 210);
  ASSERT_EQ(made.images.size(), 2U);
  EXPECT_EQ(made.images[0].id, 8U);
  EXPECT_EQ(made.images[1].format, "JPEG");
  EXPECT_NE(made.pages[1].layers.find("ResourceID=\"8\""), std::string::npos);
  EXPECT_EQ(made.max_object_id, 13U) << "an image, a layer and an object each";
  ASSERT_EQ(made.attachments.size(), 1U);
  EXPECT_EQ(made.attachments[0].file_name, "scan_2.pdf");
}

TEST(ScanPages, DrawnPagesOfAPdfFollowInItsPlace) {
  ofd::NewDocument made = document();
  const std::vector<Scan> scans = {
      {"deed.pdf", to_bytes(std::string_view("%PDF-1.7")), {jpeg(6, 8), jpeg(8, 6)}},
      {"back.png", png(3, 2)}};
  ASSERT_THAT(add_scans(scans, made), succeeds());
  ASSERT_EQ(made.pages.size(), 4U);
  EXPECT_EQ(made.pages[1].width_mm, 210);
  EXPECT_EQ(made.pages[2].width_mm, 297);
  ASSERT_EQ(made.images.size(), 3U);
  EXPECT_EQ(made.images[0].file_name, "scan_1_1.jpg");
  EXPECT_EQ(made.images[1].file_name, "scan_1_2.jpg");
  EXPECT_EQ(made.images[2].file_name, "scan_2.png");
  ASSERT_EQ(made.attachments.size(), 1U) << "the PDF itself stays";
}

TEST(ScanPages, ADrawnPageIsAPicture) {
  for (const Bytes& page : {Bytes(), to_bytes(std::string_view("%PDF-1.7")), png(0, 1)}) {
    ofd::NewDocument made = document();
    const std::vector<Scan> scans = {{"deed.pdf", to_bytes(std::string_view("%PDF-1.7")), {page}}};
    EXPECT_THAT(add_scans(scans, made), fails_with("SCAN_UNREADABLE"));
  }
}

TEST(ScanPages, DrawnPagesHaveTheirLimits) {
  const auto add = [](std::size_t files, std::size_t pages, std::size_t size) {
    Bytes page = jpeg(6, 8);
    page.resize(size);
    const std::vector<Scan> scans(
        files, Scan{"deed.pdf", to_bytes(std::string_view("%PDF-1.7")), std::vector<Bytes>(pages, page)});
    ofd::NewDocument made = document();
    return add_scans(scans, made);
  };
  EXPECT_THAT(add(2, max_drawn_pages / 2, 100), succeeds());
  EXPECT_THAT(add(1, max_drawn_pages + 1, 100), fails_with("PDF_PAGES"));
  EXPECT_THAT(add(2, max_drawn_pages / 2 + 1, 100), fails_with("PDF_PAGES")) << "of all files together";
  EXPECT_THAT(add(1, 8, max_drawn_total / 8), succeeds());
  EXPECT_THAT(add(1, 8, max_drawn_total / 8 + 1), fails_with("SCAN_LIMIT"));
}

TEST(ScanPages, KeepsItsLimits) {
  const auto add = [](std::size_t count, std::size_t size) {
    Bytes content = png(1, 1);
    content.resize(size);
    const std::vector<Scan> scans(count, Scan{"a.png", content});
    ofd::NewDocument made = document();
    return add_scans(scans, made);
  };
  EXPECT_THAT(add(max_scans, 100), succeeds());
  EXPECT_THAT(add(max_scans + 1, 100), fails_with("SCAN_LIMIT"));
  EXPECT_THAT(add(1, max_scan_size), succeeds());
  EXPECT_THAT(add(1, max_scan_size + 1), fails_with("SCAN_LIMIT"));
  EXPECT_THAT(add(2, max_scan_size), succeeds());
  EXPECT_THAT(add(3, max_scan_size), fails_with("SCAN_LIMIT"));
}

} // namespace
} // namespace elicense::license
