// SPDX-License-Identifier: Apache-2.0
// All forms at once: the first eight bytes at every place are looked up, the rest is compared.
#include "tests/support/canaries.hpp"
#include "tests/support/files.hpp"
#include <algorithm>
#include <cstring>
#include <stdexcept>

namespace elicense::test {
namespace {

std::uint64_t key_of(const std::uint8_t* bytes) {
  std::uint64_t key = 0;
  std::memcpy(&key, bytes, sizeof key);
  return key;
}

std::string utf8(std::uint32_t point) { // three bytes: all of them are Chinese characters
  return {static_cast<char>(0xe0 | point >> 12), static_cast<char>(0x80 | (point >> 6 & 0x3f)),
          static_cast<char>(0x80 | (point & 0x3f))};
}

std::u16string
utf16(std::string_view text) { // what canaries are made of: ASCII and characters of three bytes
  std::u16string wide;
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    if (byte(i) < 0x80) {
      wide += static_cast<char16_t>(byte(i++));
    } else {
      wide +=
          static_cast<char16_t>((byte(i) & 0x0f) << 12 | (byte(i + 1) & 0x3f) << 6 | (byte(i + 2) & 0x3f));
      i += 3;
    }
  }
  return wide;
}

Bytes in_order(const std::u16string& wide, bool big_endian) {
  Bytes bytes;
  for (const char16_t unit : wide) {
    bytes.push_back(static_cast<std::uint8_t>(big_endian ? unit >> 8 : unit & 0xff));
    bytes.push_back(static_cast<std::uint8_t>(big_endian ? unit & 0xff : unit >> 8));
  }
  return bytes;
}

// The characters that do not depend on what stands before or behind.
Bytes base64_core(std::string_view value, std::size_t before) {
  Bytes shifted(before);
  shifted.insert(shifted.end(), value.begin(), value.end());
  std::string text = to_base64(shifted);
  text.resize((shifted.size() / 3) * 4);
  return to_bytes(text.substr(before == 0 ? 0 : 4));
}

std::string citizen_number(unsigned index) { // GB 11643
  constexpr int weights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  const unsigned day = index % 28 + 1, month = index / 28 % 12 + 1, year = 1950 + index / 336 % 50;
  char digits[18];
  (void)std::snprintf(digits, sizeof digits, "640104%04u%02u%02u%03u", year, month, day, 100 + index % 900);
  int sum = 0;
  for (int i = 0; i < 17; ++i)
    sum += (digits[i] - '0') * weights[i];
  return std::string(digits) + "10X98765432"[sum % 11];
}

} // namespace

CanaryPerson canary_person(unsigned index) {
  const auto character = [&](unsigned at) {
    return utf8(0x5000 + (index * 7919U + at * 104729U + index * at * 31U) % 0x4000);
  };
  return {character(1) + character(2) + character(3) + character(4), citizen_number(index),
          "宁夏示例市" + character(5) + character(6) + character(7) + "街" + std::to_string(1000 + index) +
              "号"};
}

void Canaries::add(std::string_view value) {
  if (value.size() < min_size) throw std::invalid_argument("too short for a canary");
  const std::u16string wide = utf16(value);
  const std::string hex = to_hex(as_bytes(value));
  std::string upper = hex;
  std::ranges::transform(upper, upper.begin(), [](char c) {
    return static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  });
  for (const std::string& text : {std::string(value), hex, upper})
    add_form(to_bytes(text));
  for (const bool big_endian : {false, true})
    add_form(in_order(wide, big_endian));
  for (const std::size_t before : {0U, 1U, 2U})
    add_form(base64_core(value, before));
}

void Canaries::add_form(const Bytes& form) {
  forms_[key_of(form.data())].push_back(form);
}

std::size_t Canaries::found_in(ByteView haystack) const {
  std::size_t found = 0;
  for (std::size_t at = 0; at + sizeof(std::uint64_t) <= haystack.size(); ++at) {
    const auto forms = forms_.find(key_of(haystack.data() + at));
    if (forms == forms_.end()) continue;
    const ByteView rest = haystack.subspan(at);
    found += static_cast<std::size_t>(std::ranges::count_if(forms->second, [&](const Bytes& form) {
      return rest.size() >= form.size() && std::ranges::equal(rest.first(form.size()), form);
    }));
  }
  return found;
}

std::size_t Canaries::found_below(const std::filesystem::path& folder) const {
  std::size_t found = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    found += found_in(as_bytes(entry.path().filename().string()));
    if (entry.is_regular_file()) found += found_in(read_file(entry.path()));
  }
  return found;
}

} // namespace elicense::test
