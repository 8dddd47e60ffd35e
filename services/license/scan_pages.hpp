// SPDX-License-Identifier: Apache-2.0
// Scans of the paper in the document of a license: pictures as pages behind the face, PDF as attachments with
// the pages that were drawn from them.
#pragma once
#include "license/issue.hpp"
#include "ofd/writer.hpp"

namespace elicense::license {

inline constexpr std::size_t max_scans = 20;             // of one license
inline constexpr std::size_t max_scan_size = 4U << 20;   // bytes of one
inline constexpr std::size_t max_scan_total = 8U << 20;  // of all of a license
inline constexpr std::size_t max_drawn_pages = 20;       // of all PDF of a license
inline constexpr std::size_t max_drawn_total = 8U << 20; // bytes of these pages
inline constexpr std::uint32_t max_scan_pixels = 20'000; // of a side

enum class ScanFormat { png, jpeg, pdf };
struct ScanKind {
  ScanFormat format = ScanFormat::png;
  std::uint32_t width = 0, height = 0; // pixels; none of PDF
};
// By its first bytes, whatever its name says. SCAN_UNREADABLE
Result<ScanKind> kind_of_scan(ByteView content);

// SCAN_UNREADABLE, SCAN_LIMIT, PDF_PAGES
Result<void> add_scans(std::span<const Scan> scans, ofd::NewDocument& document);

} // namespace elicense::license
