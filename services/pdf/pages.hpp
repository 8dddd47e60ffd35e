// SPDX-License-Identifier: Apache-2.0
// The pages of a PDF as pictures, drawn by Poppler's programs (poppler-utils) in confinement: nothing of the
// file is read in this process.
#pragma once
#include "pdf/confined.hpp"

namespace elicense::pdf {

inline constexpr int max_pages = 20;               // of one file
inline constexpr int page_pixels = 1754;           // of the longer side: 150 to the inch on A4
inline constexpr std::size_t max_drawn = 8U << 20; // bytes of all pages of one file

// JPEG, in the order of the pages. PDF_LOCKED (only a password opens it), PDF_PAGES (more than
// max_pages), PDF_UNREADABLE (it cannot be read or drawn), PDF_LIMIT (it takes too long to draw, or its pages
// are too large), PROGRAM_MISSING (poppler-utils is not installed)
Result<std::vector<Bytes>> draw_pages(ByteView file, const Confinement& confinement = {});

} // namespace elicense::pdf
