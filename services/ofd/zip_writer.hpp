// SPDX-License-Identifier: Apache-2.0
// Writing a ZIP piece by piece: what is given out need not be kept. Without ZIP64, and so within its limits,
// which every reader knows.
#pragma once
#include "crypto/bytes.hpp"

namespace elicense::ofd {

inline constexpr std::size_t max_zip_entries = 65'534;
inline constexpr std::uint64_t max_zip_size = 0xffff'ffff; // bytes, the directory included

class ZipWriter {
 public:
  // The next bytes of the file. Throws std::length_error beyond the limits: ask first.
  Bytes add(std::string_view name, ByteView content, bool store = false); // `store`: not compressed
  Bytes finish();                                                         // its last bytes
  bool has_room(std::string_view name, std::size_t content) const;        // with all that finish() adds

 private:
  std::uint64_t size_ = 0; // given out
  std::size_t entries_ = 0;
  Bytes directory_;
};

} // namespace elicense::ofd
