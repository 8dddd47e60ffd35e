// SPDX-License-Identifier: Apache-2.0
// Private keys at rest: a folder of NAME.key files, each encrypted under a key derived from a passphrase (PBKDF2-HMAC-SM3)
// or read from a key file. Files are 0600, the folder 0700; anything looser is refused.
#pragma once
#include "crypto/random.hpp"
#include "crypto/signer.hpp"
#include <filesystem>
#include <memory>

namespace elicense::crypto {

class KeyStore {
 public:
  // KEY_STORE_PERMISSIONS, KEY_STORE_MISSING. The wrapping key comes from a 0600 file of 32 random bytes, or a passphrase.
  static Result<KeyStore> open_with_key_file(std::filesystem::path folder, const std::filesystem::path& key_file);
  static Result<KeyStore> open_with_passphrase(std::filesystem::path folder, SecretBytes passphrase);
  static Result<void> create_key_file(const std::filesystem::path& key_file, const RandomSource& random);

  // `development` is written into the file and kept with the key. KEY_EXISTS
  Result<void> put(std::string_view name, const Sm2PrivateKey& key, bool development, const RandomSource& random) const;

  struct Entry {
    std::unique_ptr<Signer> signer;
    bool development = false;
  };
  // KEY_NOT_FOUND, KEY_MALFORMED, KEY_UNLOCK (wrong wrapping key or a changed file)
  Result<Entry> get(std::string_view name) const;
  // For what must hold the key itself, such as the TLS server; the file name says which.
  Result<SecretBytes> export_pkcs8(std::string_view name, InsecurePrivateKeyAccess) const;

 private:
  KeyStore(std::filesystem::path folder, SecretBytes wrapping, bool passphrase);
  Result<SecretBytes> unwrap(std::string_view name, bool& development) const;
  std::filesystem::path folder_;
  SecretBytes wrapping_;
  bool passphrase_ = false;
};

} // namespace elicense::crypto
