// SPDX-License-Identifier: Apache-2.0
// RFC 8259 section 7, with everything escaped that a terminal or a line reader could act on.
#include "observe/json_text.hpp"
#include "observe/utf8.hpp"
#include <charconv>
#include <cmath>

namespace elicense::observe {

namespace {

std::string escaped(unsigned char c) {
  static constexpr char digits[] = "0123456789abcdef";
  return std::string("\\u00") + digits[c >> 4] + digits[c & 15];
}

std::string plain(std::string_view sequence) {
  const auto c = static_cast<unsigned char>(sequence.front()),
             last = static_cast<unsigned char>(sequence.back());
  if (sequence.size() == 1 && (c < 0x20 || c == 0x7f)) return escaped(c);
  if (sequence == "\"" || sequence == "\\") return "\\" + std::string(sequence);
  if (c == 0xc2 && last < 0xa0) return escaped(last); // U+0080 to U+009F
  if (sequence == "\u2028") return "\\u2028";
  if (sequence == "\u2029") return "\\u2029";
  return std::string(sequence);
}

struct ToJson {
  std::string operator()(std::string_view text) const { return json_text(text); }
  std::string operator()(std::int64_t number) const { return std::to_string(number); }
  std::string operator()(bool truth) const { return truth ? "true" : "false"; }
  std::string operator()(double number) const {
    if (!std::isfinite(number)) return "null";
    char digits[32];
    const auto end = std::to_chars(std::begin(digits), std::end(digits), number).ptr;
    return {digits, end};
  }
};

} // namespace

std::string json_text(std::string_view text) {
  std::string out = "\"";
  while (!text.empty()) {
    const std::size_t length = utf8_sequence(text);
    out += length == 0 ? "\\ufffd" : plain(text.substr(0, length));
    text.remove_prefix(length == 0 ? 1 : length);
  }
  return out += '"';
}

std::string json_text(const std::variant<std::string_view, std::int64_t, double, bool>& value) {
  return std::visit(ToJson{}, value);
}

} // namespace elicense::observe
