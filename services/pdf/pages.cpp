// SPDX-License-Identifier: Apache-2.0
// A call for each page: so each has the whole time and memory, and no page has to be found among others.
#include "pdf/pages.hpp"
#include <charconv>

namespace elicense::pdf {
namespace {

constexpr const char *info_program = "/usr/bin/pdfinfo", *drawing_program = "/usr/bin/pdftoppm";
constexpr std::string_view jpeg_begin = "\xff\xd8\xff", jpeg_end = "\xff\xd9";

Error unreadable(const std::string& what) {
  return fail(ErrorKind::invalid, "PDF_UNREADABLE", what);
}

Error of_drawing(const Error& error) {
  return error.code == "PROGRAM_LIMIT" ? fail(ErrorKind::too_large, "PDF_LIMIT", error.detail) : error;
}

Result<int> count_pages(ByteView file, const Confinement& confinement) {
  constexpr std::string_view label = "Pages:";
  Confinement talking = confinement;
  talking.with_complaints = true;
  const auto told = run_confined({info_program, "-"}, file, talking);
  if (!told) return of_drawing(told.error());
  const std::string_view text = as_text(told->output);
  if (text.find("Incorrect password") != text.npos) return fail(ErrorKind::invalid, "PDF_LOCKED");
  const std::size_t line = text.find(label);
  if (told->status != 0 || line == text.npos) return unreadable("it cannot be opened");
  const std::size_t number = text.find_first_not_of(' ', line + label.size());
  int pages = 0;
  if (number != text.npos) std::from_chars(text.data() + number, text.data() + text.size(), pages);
  if (pages < 1 || pages > max_pages) return fail(ErrorKind::too_large, "PDF_PAGES", std::to_string(pages));
  return pages;
}

Result<Bytes> draw_page(ByteView file, int number, const Confinement& confinement) {
  const std::string page = std::to_string(number);
  auto drawn = run_confined({drawing_program, "-q", "-singlefile", "-f", page, "-l", page, "-scale-to",
                             std::to_string(page_pixels), "-jpeg", "-jpegopt", "quality=85", "-"},
                            file, confinement);
  if (!drawn) return of_drawing(drawn.error());
  const std::string_view picture = as_text(drawn->output);
  if (drawn->status != 0 || !picture.starts_with(jpeg_begin) || !picture.ends_with(jpeg_end))
    return unreadable("page " + page + " cannot be drawn");
  return std::move(drawn->output);
}

} // namespace

Result<std::vector<Bytes>> draw_pages(ByteView file, const Confinement& confinement) {
  const auto count = count_pages(file, confinement);
  if (!count) return count.error();
  std::vector<Bytes> pages;
  std::size_t size = 0;
  for (int number = 1; number <= *count; ++number) {
    auto page = draw_page(file, number, confinement);
    if (!page) return page.error();
    size += page->size();
    if (size > max_drawn) return fail(ErrorKind::too_large, "PDF_LIMIT", "the drawn pages");
    pages.push_back(*std::move(page));
  }
  return pages;
}

} // namespace elicense::pdf
