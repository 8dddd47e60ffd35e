// SPDX-License-Identifier: Apache-2.0
// Small PDF files, each page with a grey box.
#pragma once
#include "crypto/bytes.hpp"

namespace elicense::test {

struct PdfShape {
  int pages = 1;
  int width = 595, height = 842; // points
  bool locked = false;           // behind the password "user"
};
Bytes pdf_file(const PdfShape& shape);

} // namespace elicense::test
