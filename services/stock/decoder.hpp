// SPDX-License-Identifier: Apache-2.0
// Bytes of a file as UTF-8. GB18030 by the C library's iconv.
#pragma once
#include "crypto/result.hpp"
#include "stock/row_reader.hpp"

namespace elicense::stock {

class Decoder {
 public:
  // STOCK_ENCODING_MISSING: this system has no converter for it
  static Result<Decoder> make(Encoding encoding);
  // Nothing: no text of the encoding.
  std::optional<std::string> decode(std::string_view bytes) const;

 private:
  struct Close {
    void operator()(void* converter) const;
  };
  std::unique_ptr<void, Close> converter_; // none for UTF-8
};

} // namespace elicense::stock
