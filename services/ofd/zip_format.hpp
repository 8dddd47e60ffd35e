// SPDX-License-Identifier: Apache-2.0
// The constants and byte order of the ZIP format (PKWARE APPNOTE 6.3.10) that reader and writer share.
#pragma once
#include "crypto/bytes.hpp"

namespace elicense::ofd::zip {

inline constexpr std::uint32_t local_signature = 0x04034b50;
inline constexpr std::uint32_t descriptor_signature = 0x08074b50;
inline constexpr std::uint32_t central_signature = 0x02014b50;
inline constexpr std::uint32_t end_signature = 0x06054b50;

inline constexpr std::size_t local_size = 30;
inline constexpr std::size_t central_size = 46;
inline constexpr std::size_t end_size = 22;
inline constexpr std::size_t descriptor_size = 12; // without its optional signature

inline constexpr std::uint16_t flag_encrypted = 1U << 0;
inline constexpr std::uint16_t flag_level = 3U << 1; // says how hard the packer tried
inline constexpr std::uint16_t flag_descriptor = 1U << 3;
inline constexpr std::uint16_t flag_strong_encryption = 1U << 6;
inline constexpr std::uint16_t flag_utf8 = 1U << 11;
inline constexpr std::uint16_t flag_masked_directory = 1U << 13;

inline constexpr std::uint16_t method_stored = 0;
inline constexpr std::uint16_t method_deflated = 8;

// Little-endian numbers off the front of a view. Past the end it answers zeros and says so.
class Cursor {
 public:
  explicit Cursor(ByteView bytes) : rest_(bytes) {}
  std::uint16_t u16() { return static_cast<std::uint16_t>(number(2)); }
  std::uint32_t u32() { return number(4); }
  ByteView take(std::size_t size) {
    if (size > rest_.size()) {
      failed_ = true;
      return {};
    }
    const ByteView taken = rest_.first(size);
    rest_ = rest_.subspan(size);
    return taken;
  }
  ByteView rest() const { return rest_; }
  bool failed() const { return failed_; }

 private:
  std::uint32_t number(std::size_t size) {
    std::uint32_t value = 0;
    const ByteView bytes = take(size);
    for (std::size_t i = 0; i < bytes.size(); ++i)
      value |= std::uint32_t{bytes[i]} << (8 * i);
    return value;
  }

  ByteView rest_;
  bool failed_ = false;
};

} // namespace elicense::ofd::zip
