// SPDX-License-Identifier: Apache-2.0
// The sealed envelope. Byte layout:
//   version (1, value 1) || nonce (16, the first counter block) || SM4-CTR ciphertext || tag (32)
//   tag = HMAC-SM3(mac key, version || nonce || 64-bit size of the associated data || 64-bit size of the
//   ciphertext ||
//                  associated data || ciphertext)
//   encryption key = the first 16 bytes of HMAC-SM3(key, label 1), mac key = HMAC-SM3(key, label 2)
#include "crypto/sm4.hpp"
#include "crypto/hmac.hpp"
#include "crypto/openssl/sm4_ctr.hpp"
#include <stdexcept>

namespace elicense::crypto {
namespace {

constexpr std::uint8_t sealing_version = 1;
constexpr std::size_t nonce_size = sm4_block_size;
constexpr std::size_t tag_size = std::tuple_size_v<Sm3Digest>;
constexpr std::size_t header_size = 1 + nonce_size;
static_assert(sealing_overhead == header_size + tag_size);

SecretBytes derive(const SecretBytes& key, std::string_view label) {
  if (key.size() != sealing_key_size) throw std::length_error("a sealing key has 32 bytes");
  Sm3Digest derived = hmac_sm3(key.view(), as_bytes(label));
  SecretBytes secret{ByteView(derived)};
  wipe(derived);
  return secret;
}

} // namespace

SealingKey::SealingKey(const SecretBytes& key)
    : cipher_key_(derive(key, "elicense sealed bytes 1, SM4-CTR").view().first(sm4_key_size)),
      mac_key_(derive(key, "elicense sealed bytes 1, HMAC-SM3")) {}

Sm3Digest SealingKey::tag_of(ByteView header, ByteView ciphertext, ByteView associated_data) const {
  Bytes authenticated;
  authenticated.reserve(header.size() + 16 + associated_data.size() + ciphertext.size());
  append(authenticated, header);
  append_number(authenticated, associated_data.size());
  append_number(authenticated, ciphertext.size());
  append(authenticated, associated_data);
  append(authenticated, ciphertext);
  return hmac_sm3(mac_key_.view(), authenticated);
}

Bytes SealingKey::seal(ByteView plaintext, ByteView associated_data, const RandomSource& random) const {
  if (plaintext.size() > max_sealed_plaintext_size) throw std::length_error("too much to seal at once");
  Bytes sealed{sealing_version};
  sealed.reserve(plaintext.size() + sealing_overhead);
  append(sealed, random_bytes(random, nonce_size));
  sealed.resize(header_size + plaintext.size());
  const std::span<std::uint8_t> ciphertext = std::span(sealed).subspan(header_size);
  const ByteView header = ByteView(sealed).first(header_size);
  sm4_ctr(cipher_key_.view(), header.last(nonce_size), plaintext, ciphertext);
  append(sealed, tag_of(header, ciphertext, associated_data));
  return sealed;
}

Result<SecretBytes> SealingKey::open(ByteView sealed, ByteView associated_data) const {
  if (sealed.size() < sealing_overhead || sealed[0] != sealing_version ||
      sealed.size() - sealing_overhead > max_sealed_plaintext_size) {
    return fail(ErrorKind::malformed, "ENVELOPE_MALFORMED");
  }
  const ByteView header = sealed.first(header_size);
  const ByteView ciphertext = sealed.subspan(header_size, sealed.size() - sealing_overhead);
  // The tag is checked before a single byte is decrypted.
  if (!equal_in_constant_time(tag_of(header, ciphertext, associated_data), sealed.last(tag_size))) {
    return fail(ErrorKind::invalid, "ENVELOPE_TAG");
  }
  SecretBytes plaintext(ciphertext.size());
  sm4_ctr(cipher_key_.view(), header.last(nonce_size), ciphertext, plaintext.span());
  return plaintext;
}

} // namespace elicense::crypto
