// SPDX-License-Identifier: Apache-2.0
#include "ofd/deflate.hpp"

#include <libdeflate.h>
#include <memory>
#include <new>

namespace elicense::ofd {
namespace {

// A page of lines and texts becomes 1 % of its size larger than at the highest level, in a fifteenth of the
// time.
constexpr int level = 1;

template <auto release> struct Released {
  void operator()(auto* held) const { release(held); }
};
using Compressor = std::unique_ptr<libdeflate_compressor, Released<libdeflate_free_compressor>>;
using Decompressor = std::unique_ptr<libdeflate_decompressor, Released<libdeflate_free_decompressor>>;

} // namespace

Bytes deflate(ByteView content) {
  thread_local const Compressor compressor(libdeflate_alloc_compressor(level));
  if (!compressor) throw std::bad_alloc();
  Bytes packed(libdeflate_deflate_compress_bound(compressor.get(), content.size()));
  packed.resize(libdeflate_deflate_compress(compressor.get(), content.data(), content.size(), packed.data(),
                                            packed.size()));
  return packed;
}

bool inflate_exactly(ByteView packed, Bytes& content) {
  thread_local const Decompressor decompressor(libdeflate_alloc_decompressor());
  if (!decompressor) throw std::bad_alloc();
  std::size_t taken = 0;
  const libdeflate_result result =
      libdeflate_deflate_decompress_ex(decompressor.get(), packed.data(), packed.size(), content.data(),
                                       content.size(), &taken, nullptr); // no place for a size: exactly that
  return result == LIBDEFLATE_SUCCESS && taken == packed.size();
}

std::uint32_t crc32(ByteView content) {
  return libdeflate_crc32(0, content.data(), content.size());
}

} // namespace elicense::ofd
