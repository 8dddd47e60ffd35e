// SPDX-License-Identifier: Apache-2.0
// A picture fills an A4 page as far as its shape allows; its bytes stay as they are.
#include "license/scan_pages.hpp"
#include "face/geometry.hpp"
#include <algorithm>

namespace elicense::license {
namespace {

constexpr double page_width = 210, page_height = 297, margin = 10; // mm
constexpr std::string_view png_magic = "\x89PNG\r\n\x1a\n", pdf_magic = "%PDF-", jpeg_magic = "\xff\xd8\xff";

Error unreadable(const char* what) {
  return fail(ErrorKind::invalid, "SCAN_UNREADABLE", what);
}

bool begins_with(ByteView content, std::string_view magic) {
  return as_text(content.first(std::min(content.size(), magic.size()))) == magic;
}

std::uint32_t number(ByteView content, std::size_t at, std::size_t size) { // big-endian
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < size; ++i)
    value = (value << 8U) | content[at + i];
  return value;
}

Result<ScanKind> sized(ScanFormat format, std::uint32_t width, std::uint32_t height) {
  if (width == 0 || height == 0 || width > max_scan_pixels || height > max_scan_pixels)
    return unreadable("the picture has no size, or too large a one");
  return ScanKind{format, width, height};
}

Result<ScanKind> kind_of_png(ByteView content) {
  constexpr std::size_t header = 24; // ISO/IEC 15948: signature, length, "IHDR", width, height
  if (content.size() < header || as_text(content.subspan(12, 4)) != "IHDR")
    return unreadable("PNG without header");
  return sized(ScanFormat::png, number(content, 16, 4), number(content, 20, 4));
}

bool is_frame(std::uint8_t marker) { // SOF0 to SOF15 without DHT, JPG and DAC (ITU-T T.81 table B.1)
  return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

Result<ScanKind> kind_of_jpeg(ByteView content) {
  constexpr std::size_t frame = 9; // marker, length, precision, height, width
  for (std::size_t at = 2; at + frame <= content.size() && content[at] == 0xff;) {
    const std::uint8_t marker = content[at + 1];
    if (is_frame(marker))
      return sized(ScanFormat::jpeg, number(content, at + 7, 2), number(content, at + 5, 2));
    const std::uint32_t length = number(content, at + 2, 2);
    if (length < 2) break;
    at += 2 + length;
  }
  return unreadable("JPEG without frame");
}

struct ScanPage {
  double width = page_width, height = page_height;
};

// On the page that it fits better, upright or across.
std::string picture_layer(const ScanKind& kind, ScanPage& page, std::uint32_t image, std::uint32_t& id) {
  if (kind.width > kind.height) std::swap(page.width, page.height);
  const double room_x = page.width - 2 * margin, room_y = page.height - 2 * margin;
  const double scale = std::min(room_x / kind.width, room_y / kind.height);
  const double width = kind.width * scale, height = kind.height * scale;
  const std::string left = face::mm((page.width - width) / 2), top = face::mm((page.height - height) / 2);
  const std::string layer = std::to_string(++id), object = std::to_string(++id);
  return "<ofd:Layer ID=\"" + layer + "\"><ofd:ImageObject ID=\"" + object + "\" Boundary=\"" + left + ' ' +
         top + ' ' + face::mm(width) + ' ' + face::mm(height) + "\" ResourceID=\"" + std::to_string(image) +
         "\" CTM=\"" + face::mm(width) + " 0 0 " + face::mm(height) + " 0 0\"/></ofd:Layer>";
}

void add_picture(const Bytes& content, const ScanKind& kind, const std::string& name,
                 ofd::NewDocument& document) {
  const bool png = kind.format == ScanFormat::png;
  std::uint32_t& id = document.max_object_id;
  const std::uint32_t image = ++id;
  document.images.push_back({image, name + (png ? ".png" : ".jpg"), png ? "PNG" : "JPEG", content});
  ScanPage page;
  const std::string layer = picture_layer(kind, page, image, id);
  document.pages.push_back({page.width, page.height, layer});
}

// Its pages, scan_2_1.jpg …, and itself.
Result<void> add_pdf(const Scan& scan, const std::string& name, ofd::NewDocument& document) {
  document.attachments.push_back({name, name + ".pdf", "pdf", "scan", scan.content});
  std::size_t number = 0;
  for (const Bytes& page : scan.pages) {
    const auto kind = kind_of_scan(page);
    if (!kind) return kind.error();
    if (kind->format == ScanFormat::pdf) return unreadable("a page is no picture");
    add_picture(page, *kind, name + "_" + std::to_string(++number), document);
  }
  return {};
}

Result<void> check_sizes(std::span<const Scan> scans) {
  std::size_t total = 0, pages = 0, drawn = 0;
  bool too_large = scans.size() > max_scans;
  for (const Scan& scan : scans) {
    total += scan.content.size();
    pages += scan.pages.size();
    for (const Bytes& page : scan.pages)
      drawn += page.size();
    too_large = too_large || scan.content.size() > max_scan_size;
  }
  if (pages > max_drawn_pages) return fail(ErrorKind::too_large, "PDF_PAGES", std::to_string(pages));
  if (too_large || total > max_scan_total || drawn > max_drawn_total)
    return fail(ErrorKind::too_large, "SCAN_LIMIT");
  return {};
}

} // namespace

Result<ScanKind> kind_of_scan(ByteView content) {
  if (begins_with(content, png_magic)) return kind_of_png(content);
  if (begins_with(content, jpeg_magic)) return kind_of_jpeg(content);
  if (begins_with(content, pdf_magic)) return ScanKind{.format = ScanFormat::pdf};
  return unreadable("neither PNG nor JPEG nor PDF");
}

Result<void> add_scans(std::span<const Scan> scans, ofd::NewDocument& document) {
  if (auto fits = check_sizes(scans); !fits) return fits;
  std::size_t index = 0;
  for (const Scan& scan : scans) {
    const auto kind = kind_of_scan(scan.content);
    if (!kind) return kind.error();
    const std::string name = "scan_" + std::to_string(++index);
    if (kind->format != ScanFormat::pdf)
      add_picture(scan.content, *kind, name, document);
    else if (auto added = add_pdf(scan, name, document); !added)
      return added;
  }
  return {};
}

} // namespace elicense::license
