// SPDX-License-Identifier: Apache-2.0
// The TLS server's key: making it and signing with it.
#include "crypto/openssl/ecdsa.hpp"
#include "crypto/issuing.hpp"
#include "crypto/openssl/handles.hpp"

namespace elicense::crypto {
namespace {

PkeyHandle read_private_key(const SecretBytes& pkcs8) {
  const unsigned char* at = pkcs8.view().data();
  const PrivateKeyInfo info(d2i_PKCS8_PRIV_KEY_INFO(nullptr, &at, static_cast<long>(pkcs8.size())));
  PkeyHandle key(info ? EVP_PKCS82PKEY(info.get()) : nullptr);
  drain_errors();
  return key;
}

PkeyHandle read_ec_key(const SecretBytes& pkcs8) {
  PkeyHandle key = read_private_key(pkcs8);
  return key && EVP_PKEY_is_a(key.get(), "EC") == 1 ? std::move(key) : nullptr;
}

Error no_ec_key() {
  return fail(ErrorKind::malformed, "TLS_KEY_MALFORMED", "no EC key in PKCS#8 form");
}

SecretBytes write_private_key(EVP_PKEY* key) {
  const PrivateKeyInfo info(EVP_PKEY2PKCS8(key));
  require(info != nullptr, "PKCS#8 encoding");
  SecretBytes der(static_cast<std::size_t>(i2d_PKCS8_PRIV_KEY_INFO(info.get(), nullptr)));
  unsigned char* out = der.span().data();
  require(i2d_PKCS8_PRIV_KEY_INFO(info.get(), &out) > 0, "i2d_PKCS8_PRIV_KEY_INFO");
  return der;
}

Bytes write_public_key(EVP_PKEY* key) {
  Bytes der(static_cast<std::size_t>(i2d_PUBKEY(key, nullptr)));
  unsigned char* out = der.data();
  require(i2d_PUBKEY(key, &out) > 0, "i2d_PUBKEY");
  return der;
}

} // namespace

TlsKey generate_tls_key() {
  const PkeyHandle key(EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"));
  require(key != nullptr, "EVP_PKEY_Q_keygen");
  return {write_private_key(key.get()), write_public_key(key.get())};
}

Result<Bytes> ecdsa_spki(const SecretBytes& pkcs8) {
  const PkeyHandle key = read_ec_key(pkcs8);
  if (!key) return no_ec_key();
  return write_public_key(key.get());
}

Result<Bytes> sign_ecdsa_sha256(const SecretBytes& pkcs8, ByteView message) {
  const PkeyHandle key = read_ec_key(pkcs8);
  if (!key) return no_ec_key();
  const DigestContext context(EVP_MD_CTX_new());
  require(EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key.get()) == 1,
          "EVP_DigestSignInit");
  std::size_t size = 0;
  require(EVP_DigestSign(context.get(), nullptr, &size, message.data(), message.size()) == 1,
          "EVP_DigestSign");
  Bytes signature(size);
  require(EVP_DigestSign(context.get(), signature.data(), &size, message.data(), message.size()) == 1,
          "EVP_DigestSign");
  signature.resize(size);
  return signature;
}

} // namespace elicense::crypto
