// SPDX-License-Identifier: Apache-2.0
#include "instance/own_keys.hpp"
#include "crypto/issuing.hpp"

namespace elicense::instance {
namespace {

bool is_development(const Config& config) {
  return config.profile == Profile::dev;
}

} // namespace

bool is_absent(const Error& error) {
  return error.code == "KEY_NOT_FOUND";
}

Result<std::shared_ptr<const crypto::Signer>> own_signer(const Config& config, const crypto::KeyStore& keys,
                                                         const char* name) {
  auto entry = keys.get(name);
  if (!entry && is_absent(entry.error())) {
    const auto made =
        keys.put(name, crypto::Sm2PrivateKey::generate(), is_development(config), crypto::system_random);
    if (!made) return made.error();
    entry = keys.get(name);
  }
  if (!entry) return entry.error();
  return std::shared_ptr<const crypto::Signer>(std::move(entry->signer));
}

Result<crypto::SecretBytes> own_secret(const Config& config, const crypto::KeyStore& keys, const char* name) {
  auto secret = keys.get_secret(name);
  if (secret || !is_absent(secret.error())) return secret;
  crypto::SecretBytes fresh(crypto::stored_secret_size);
  crypto::system_random(fresh.span());
  const auto made = keys.put_secret(name, fresh, is_development(config), crypto::system_random);
  if (!made) return made.error();
  return fresh;
}

Result<crypto::SecretBytes> own_p256_key(const Config& config, const crypto::KeyStore& keys,
                                         const char* name) {
  auto key = keys.export_pkcs8(name, crypto::InsecurePrivateKeyAccess{});
  if (key || !is_absent(key.error())) return key;
  const auto made =
      keys.put_pkcs8(name, crypto::generate_tls_key().pkcs8, is_development(config), crypto::system_random);
  if (!made) return made.error();
  return keys.export_pkcs8(name, crypto::InsecurePrivateKeyAccess{});
}

std::string next_name(const char* name) {
  return std::string(name) + "-next";
}

Result<void> take_next_key(const Config& config, const crypto::KeyStore& keys, const char* name) {
  const auto next = keys.export_pkcs8(next_name(name), crypto::InsecurePrivateKeyAccess{});
  if (!next) return next.error();
  auto taken = keys.replace_pkcs8(name, *next, is_development(config), crypto::system_random);
  if (taken || !is_absent(taken.error())) return taken;
  return keys.put_pkcs8(name, *next, is_development(config), crypto::system_random); // it was lost
}

} // namespace elicense::instance
