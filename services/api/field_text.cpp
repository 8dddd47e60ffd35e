// SPDX-License-Identifier: Apache-2.0
#include "api/field_text.hpp"

#include "observe/utf8.hpp"

#include <algorithm>

namespace elicense::api {
namespace {

Error refused(const char* what) {
  return fail(ErrorKind::malformed, "FIELD_TEXT", what);
}

bool is_printable_ascii(char c) {
  return c >= ' ' && c <= '~';
}

int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

bool has_control(std::string_view utf8) { // C0, DEL, and C1 as UTF-8 writes them
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    const auto byte = static_cast<unsigned char>(utf8[i]);
    if (byte < 0x20 || byte == 0x7f) return true;
    if (byte == 0xc2 && static_cast<unsigned char>(utf8[i + 1]) < 0xa0) return true;
  }
  return false;
}

} // namespace

Result<std::string> read_field_text(std::string_view field) {
  if (!std::ranges::all_of(field, is_printable_ascii)) return refused("not ASCII");
  std::string text;
  for (std::size_t i = 0; i < field.size(); ++i) {
    if (field[i] != '%') {
      text += field[i];
      continue;
    }
    if (field.size() - i < 3) return refused("an escape that is cut off");
    const int high = digit(field[i + 1]), low = digit(field[i + 2]);
    if (high < 0 || low < 0) return refused("an escape without two hexadecimal digits");
    text += static_cast<char>(high * 16 + low);
    i += 2;
  }
  if (!observe::is_utf8(text)) return refused("no UTF-8");
  if (has_control(text)) return refused("a control character");
  return text;
}

std::string write_field_text(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string field;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (is_printable_ascii(c) && c != '%')
      field += c;
    else
      field.append({'%', digits[byte / 16], digits[byte % 16]});
  }
  return field;
}

} // namespace elicense::api
