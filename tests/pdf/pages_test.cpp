// SPDX-License-Identifier: Apache-2.0
#include "license/scan_pages.hpp"
#include "pdf/pages.hpp"
#include "tests/support/pdf_file.hpp"
#include "tests/support/result_matchers.hpp"
#include <gtest/gtest.h>

namespace elicense::pdf {
namespace {

using test::fails_with;
using test::pdf_file;
using test::succeeds;

TEST(PdfPages, EachBecomesAPicture) {
  const auto pages = draw_pages(pdf_file({.pages = 2}));
  ASSERT_THAT(pages, succeeds());
  ASSERT_EQ(pages->size(), 2U);
  for (const Bytes& page : *pages) {
    const auto kind = license::kind_of_scan(page);
    ASSERT_THAT(kind, succeeds());
    EXPECT_EQ(kind->format, license::ScanFormat::jpeg);
    EXPECT_EQ(kind->height, static_cast<unsigned>(page_pixels));
    EXPECT_EQ(kind->width, 1240U);
  }
}

TEST(PdfPages, AsManyPixelsHoweverLargeThePage) {
  for (const int side : {10, 14'400, 1'000'000}) {
    const auto pages = draw_pages(pdf_file({.width = side, .height = side}));
    ASSERT_THAT(pages, succeeds()) << side;
    EXPECT_NEAR(license::kind_of_scan(pages->front())->width, page_pixels, 1) << side;
  }
}

TEST(PdfPages, UpToALimit) {
  EXPECT_EQ(draw_pages(pdf_file({.pages = max_pages}))->size(), static_cast<std::size_t>(max_pages));
  EXPECT_THAT(draw_pages(pdf_file({.pages = max_pages + 1})), fails_with("PDF_PAGES"));
  EXPECT_THAT(draw_pages(pdf_file({.pages = 0})), fails_with("PDF_UNREADABLE"));
}

TEST(PdfPages, OneBehindAPasswordIsSaidToBe) {
  EXPECT_THAT(draw_pages(pdf_file({.locked = true})), fails_with("PDF_LOCKED"));
}

TEST(PdfPages, WhatIsBrokenIsUnreadable) {
  const Bytes whole = pdf_file({});
  for (const std::string_view text :
       {"", "%PDF-1.4\n%%EOF\n", "%PDF-1.4\n1 0 obj\n<< >>\nendobj\n", "Pages: 3\nnothing of it is true"})
    EXPECT_THAT(draw_pages(as_bytes(text)), fails_with("PDF_UNREADABLE")) << text;
  for (std::size_t size = 0; size < whole.size(); size += whole.size() / 12) { // never a crash
    const auto pages = draw_pages(ByteView(whole).first(size));
    EXPECT_EQ(pages ? "PDF_" : pages.error().code.substr(0, 4), "PDF_") << size;
  }
}

TEST(PdfPages, DrawingHasItsLimits) {
  const Bytes file = pdf_file({});
  EXPECT_THAT(draw_pages(file, {.output = 1500}), fails_with("PDF_LIMIT")) << "of the picture's size";
  EXPECT_THAT(draw_pages(file, {.time = std::chrono::seconds(0)}), fails_with("PDF_LIMIT"));
  EXPECT_THAT(draw_pages(file, {.memory = 1U << 20}), ::testing::Not(succeeds()));
}

} // namespace
} // namespace elicense::pdf
