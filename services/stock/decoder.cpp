// SPDX-License-Identifier: Apache-2.0
#include "stock/decoder.hpp"
#include "crypto/utf8.hpp"
#include <iconv.h>

namespace elicense::stock {

void Decoder::Close::operator()(void* converter) const {
  ::iconv_close(converter);
}

Result<Decoder> Decoder::make(Encoding encoding) {
  Decoder decoder;
  if (encoding == Encoding::utf8) return decoder;
  iconv_t const opened = ::iconv_open("UTF-8", "GB18030");
  if (opened == reinterpret_cast<iconv_t>(-1)) // NOLINT(performance-no-int-to-ptr): so POSIX says it
    return fail(ErrorKind::unavailable, "STOCK_ENCODING_MISSING", "GB18030");
  decoder.converter_.reset(opened);
  return decoder;
}

std::optional<std::string> Decoder::decode(std::string_view bytes) const {
  if (!converter_) {
    if (!crypto::is_utf8(as_bytes(bytes))) return std::nullopt;
    return std::string(bytes);
  }
  constexpr std::size_t growth = 2; // two bytes become three or four, four become at most four, one stays
  std::string text(bytes.size() * growth, '\0');
  char* in = const_cast<char*>(bytes.data()); // iconv does not write there
  char* out = text.data();
  std::size_t in_left = bytes.size(), out_left = text.size();
  ::iconv(converter_.get(), nullptr, nullptr, nullptr, nullptr);
  if (::iconv(converter_.get(), &in, &in_left, &out, &out_left) != 0) return std::nullopt;
  text.resize(text.size() - out_left);
  return text;
}

} // namespace elicense::stock
