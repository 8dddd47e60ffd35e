// SPDX-License-Identifier: Apache-2.0
#include "status/list_key.hpp"

#include "crypto/jose_signature.hpp"
#include "crypto/sm3.hpp"

namespace elicense::status {
namespace {

class Sm2ListSigner final : public ListSigner {
 public:
  Sm2ListSigner(std::shared_ptr<const crypto::Signer> signer, std::string key_id)
      : signer_(std::move(signer)), key_id_(std::move(key_id)) {}
  Algorithm algorithm() const override { return sm2_sm3; }
  const std::string& key_id() const override { return key_id_; }
  Result<Bytes> sign(ByteView message) const override {
    const auto signature = signer_->sign(message);
    return signature ? crypto::to_r_and_s(*signature) : signature;
  }

 private:
  const std::shared_ptr<const crypto::Signer> signer_;
  const std::string key_id_;
};

class Es256ListSigner final : public ListSigner {
 public:
  Es256ListSigner(crypto::SecretBytes pkcs8, std::string key_id)
      : pkcs8_(std::move(pkcs8)), key_id_(std::move(key_id)) {}
  Algorithm algorithm() const override { return es256; }
  const std::string& key_id() const override { return key_id_; }
  Result<Bytes> sign(ByteView message) const override { return crypto::sign_es256(pkcs8_, message); }

 private:
  const crypto::SecretBytes pkcs8_;
  const std::string key_id_;
};

} // namespace

std::unique_ptr<ListSigner> sm2_list_signer(std::shared_ptr<const crypto::Signer> signer,
                                            std::string key_id) {
  return std::make_unique<Sm2ListSigner>(std::move(signer), std::move(key_id));
}

std::unique_ptr<ListSigner> es256_list_signer(crypto::SecretBytes pkcs8, std::string key_id) {
  return std::make_unique<Es256ListSigner>(std::move(pkcs8), std::move(key_id));
}

namespace {

std::string key_id_of(ByteView spki) {
  constexpr std::size_t shown = 8;
  return to_hex(ByteView(crypto::sm3(spki)).first(shown));
}

} // namespace

KeyPair sm2_pair(std::shared_ptr<const crypto::Signer> signer) {
  const crypto::Sm2PublicKey key = signer->public_key();
  const std::string key_id = key_id_of(key.spki());
  return {sm2_list_signer(std::move(signer), key_id), {ListKey::sm2(key, key_id), key.spki()}};
}

Result<KeyPair> es256_pair(crypto::SecretBytes pkcs8) {
  constexpr std::size_t coordinate = 32; // the SPKI ends with the point: 04 || x || y
  auto spki = crypto::es256_spki(pkcs8);
  if (!spki) return spki.error();
  const ByteView point = ByteView(*spki).last(2 * coordinate);
  const std::string key_id = key_id_of(*spki);
  auto key = ListKey::es256(to_bytes(point.first(coordinate)), to_bytes(point.last(coordinate)), key_id);
  if (!key) return key.error();
  return KeyPair{es256_list_signer(std::move(pkcs8), key_id), {*std::move(key), *std::move(spki)}};
}

ListKey::ListKey(std::optional<crypto::Sm2PublicKey> sm2, Bytes x, Bytes y, std::string key_id)
    : sm2_(std::move(sm2)), x_(std::move(x)), y_(std::move(y)), key_id_(std::move(key_id)) {}

ListKey ListKey::sm2(crypto::Sm2PublicKey key, std::string key_id) {
  return {std::move(key), {}, {}, std::move(key_id)};
}

// Asking for a signature nobody made finds out whether the point is one of the curve.
Result<ListKey> ListKey::es256(Bytes x, Bytes y, std::string key_id) {
  const Bytes none(64);
  if (const auto asked = crypto::check_es256(x, y, {}, none); !asked) return asked.error();
  return ListKey(std::nullopt, std::move(x), std::move(y), std::move(key_id));
}

Algorithm ListKey::algorithm() const {
  return sm2_ ? sm2_sm3 : status::es256;
}

Result<crypto::SignatureCheck> ListKey::check(ByteView message, ByteView signature) const {
  return sm2_ ? sm2_->check_raw(message, signature) : crypto::check_es256(x_, y_, message, signature);
}

} // namespace elicense::status
