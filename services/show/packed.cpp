// SPDX-License-Identifier: Apache-2.0
#include "show/packed.hpp"

#include <memory>
#include <zlib.h>

namespace elicense::show {
namespace {

constexpr int raw_deflate = -15; // zlib's name for: no header, a window of 32 KiB

struct Inflate {
  z_stream stream{};
  Inflate() {
    if (inflateInit2(&stream, raw_deflate) != Z_OK) throw std::runtime_error("inflateInit2");
  }
  ~Inflate() { inflateEnd(&stream); }
  Inflate(const Inflate&) = delete;
  Inflate& operator=(const Inflate&) = delete;
};

struct Deflate {
  z_stream stream{};
  Deflate() {
    constexpr int memory = 8; // zlib's own
    if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, raw_deflate, memory, Z_DEFAULT_STRATEGY) !=
        Z_OK)
      throw std::runtime_error("deflateInit2");
  }
  ~Deflate() { deflateEnd(&stream); }
  Deflate(const Deflate&) = delete;
  Deflate& operator=(const Deflate&) = delete;
};

void set_input(z_stream& stream, ByteView bytes) {
  stream.next_in = const_cast<Bytef*>(bytes.data()); // zlib's interface; it only reads
  stream.avail_in = static_cast<uInt>(bytes.size());
}

void set_output(z_stream& stream, Bytes& bytes) {
  stream.next_out = bytes.data();
  stream.avail_out = static_cast<uInt>(bytes.size());
}

} // namespace

Bytes packed(ByteView content) {
  Deflate deflate;
  Bytes out(deflateBound(&deflate.stream, static_cast<uLong>(content.size())));
  set_input(deflate.stream, content);
  set_output(deflate.stream, out);
  if (::deflate(&deflate.stream, Z_FINISH) != Z_STREAM_END) throw std::runtime_error("deflate");
  out.resize(deflate.stream.total_out);
  return out;
}

Result<Bytes> unpacked(ByteView bytes, std::size_t most) {
  Inflate inflate;
  Bytes out(most);
  set_input(inflate.stream, bytes);
  set_output(inflate.stream, out);
  if (::inflate(&inflate.stream, Z_FINISH) != Z_STREAM_END || inflate.stream.avail_in != 0)
    return fail(ErrorKind::malformed, "OFFLINE_CODE_MALFORMED", "not compressed as it should be");
  out.resize(inflate.stream.total_out);
  return out;
}

} // namespace elicense::show
