// SPDX-License-Identifier: Apache-2.0
#include "crypto/siphash.hpp"
#include <bit>

namespace elicense::crypto {
namespace {

std::uint64_t little_endian(ByteView bytes) { // at most eight
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i)
    value |= std::uint64_t{bytes[i]} << (8 * i);
  return value;
}

class State {
 public:
  explicit State(const SipHashKey& key) {
    const std::uint64_t first = little_endian(ByteView(key).first(8));
    const std::uint64_t second = little_endian(ByteView(key).subspan(8));
    a_ ^= first, b_ ^= second, c_ ^= first, d_ ^= second;
  }
  void absorb(std::uint64_t word) {
    d_ ^= word;
    rounds(2);
    a_ ^= word;
  }
  std::uint64_t finish() {
    c_ ^= 0xff;
    rounds(4);
    return a_ ^ b_ ^ c_ ^ d_;
  }

 private:
  void rounds(int count) {
    for (int i = 0; i < count; ++i) {
      a_ += b_, b_ = std::rotl(b_, 13) ^ a_, a_ = std::rotl(a_, 32);
      c_ += d_, d_ = std::rotl(d_, 16) ^ c_;
      a_ += d_, d_ = std::rotl(d_, 21) ^ a_;
      c_ += b_, b_ = std::rotl(b_, 17) ^ c_, c_ = std::rotl(c_, 32);
    }
  }
  std::uint64_t a_ = 0x736f6d6570736575, b_ = 0x646f72616e646f6d, c_ = 0x6c7967656e657261,
                d_ = 0x7465646279746573;
};

} // namespace

std::uint64_t siphash(const SipHashKey& key, ByteView message) {
  State state(key);
  const std::uint64_t size = message.size();
  for (; message.size() >= 8; message = message.subspan(8))
    state.absorb(little_endian(message.first(8)));
  state.absorb(little_endian(message) | size << 56U);
  return state.finish();
}

} // namespace elicense::crypto
