// SPDX-License-Identifier: Apache-2.0
#include "status/list_key.hpp"

#include "crypto/jose_signature.hpp"
#include "crypto/key_id.hpp"

namespace elicense::status {
namespace {

// SubjectPublicKeyInfo of P-256 up to its point (RFC 5480)
constexpr std::string_view p256_front = "3059301306072a8648ce3d020106082a8648ce3d03010703420004";

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

KeyPair sm2_pair(std::shared_ptr<const crypto::Signer> signer) {
  const crypto::Sm2PublicKey key = signer->public_key();
  const std::string key_id = crypto::key_id_of(key.spki());
  return {sm2_list_signer(std::move(signer), key_id), {ListKey::sm2(key, key_id), key.spki()}};
}

Result<KeyPair> es256_pair(crypto::SecretBytes pkcs8) {
  auto spki = crypto::es256_spki(pkcs8);
  if (!spki) return spki.error();
  auto key = public_key(*std::move(spki));
  if (!key) return key.error();
  return KeyPair{es256_list_signer(std::move(pkcs8), key->key.key_id()), *std::move(key)};
}

Result<PublicKey> public_key(Bytes spki) {
  auto key = ListKey::of_spki(spki, crypto::key_id_of(spki));
  if (!key) return key.error();
  return PublicKey{*std::move(key), std::move(spki)};
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

Result<ListKey> ListKey::of_spki(ByteView spki, std::string key_id) {
  constexpr std::size_t coordinate = 32;
  const std::size_t size = p256_front.size() / 2 + 2 * coordinate;
  if (spki.size() == size && to_hex(spki).starts_with(p256_front)) {
    const ByteView point = spki.last(2 * coordinate);
    return es256(to_bytes(point.first(coordinate)), to_bytes(point.last(coordinate)), std::move(key_id));
  }
  auto key = crypto::Sm2PublicKey::from_spki(spki);
  if (!key) return key.error();
  return sm2(*std::move(key), std::move(key_id));
}

Algorithm ListKey::algorithm() const {
  return sm2_ ? sm2_sm3 : status::es256;
}

Result<crypto::SignatureCheck> ListKey::check(ByteView message, ByteView signature) const {
  return sm2_ ? sm2_->check_raw(message, signature) : crypto::check_es256(x_, y_, message, signature);
}

} // namespace elicense::status
