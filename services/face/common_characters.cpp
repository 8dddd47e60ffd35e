// SPDX-License-Identifier: Apache-2.0
#include "face/common_characters.hpp"
#include <array>
#include <bit>
#include <iconv.h>
#include <memory>
#include <optional>

namespace elicense::face {
namespace {

constexpr unsigned first_row = 0xA1, last_row = 0xF7, first_cell = 0xA1, last_cell = 0xFE; // of GB 2312

struct CloseConverter {
  void operator()(void* converter) const { ::iconv_close(converter); }
};
using Converter = std::unique_ptr<void, CloseConverter>;

std::optional<char32_t> character_at(void* converter, unsigned row, unsigned cell) {
  std::array<char, 2> code{static_cast<char>(row), static_cast<char>(cell)};
  char32_t character = 0;
  char* in = code.data();
  char* out = reinterpret_cast<char*>(&character);
  std::size_t in_left = code.size(), out_left = sizeof character;
  ::iconv(converter, nullptr, nullptr, nullptr, nullptr);
  if (::iconv(converter, &in, &in_left, &out, &out_left) != 0) return std::nullopt; // a free cell
  return character;
}

} // namespace

std::set<char32_t> common_characters() {
  constexpr const char* utf32 = std::endian::native == std::endian::little ? "UTF-32LE" : "UTF-32BE";
  iconv_t const opened = ::iconv_open(utf32, "GB2312");
  // NOLINTNEXTLINE(performance-no-int-to-ptr): so POSIX says it
  if (opened == reinterpret_cast<iconv_t>(-1)) return {};
  const Converter converter(opened);
  std::set<char32_t> all;
  for (char32_t c = U' '; c <= U'~'; ++c)
    all.insert(c);
  for (unsigned row = first_row; row <= last_row; ++row)
    for (unsigned cell = first_cell; cell <= last_cell; ++cell)
      if (const auto character = character_at(converter.get(), row, cell)) all.insert(*character);
  return all;
}

} // namespace elicense::face
