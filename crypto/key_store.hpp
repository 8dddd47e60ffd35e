// SPDX-License-Identifier: Apache-2.0
// Private keys at rest: a folder of NAME.key files, each encrypted under a key derived from a passphrase
// (PBKDF2-HMAC-SM3) or read from a key file. Files are 0600, the folder 0700; anything looser is refused.
#pragma once
#include "crypto/random.hpp"
#include "crypto/signer.hpp"
#include <filesystem>
#include <memory>

namespace elicense::crypto {

inline constexpr std::size_t max_key_name_size = 64;
inline constexpr std::size_t max_key_file_size = 4096;
inline constexpr std::size_t stored_secret_size = 32;
inline constexpr std::size_t min_passphrase_size = 8;
inline constexpr std::uint32_t key_derivation_iterations =
    200'000; // written; what is read has to lie between these two
inline constexpr std::uint32_t min_key_derivation_iterations = 100'000;
inline constexpr std::uint32_t max_key_derivation_iterations = 2'000'000;

class KeyStore {
 public:
  // KEY_STORE_MISSING, KEY_STORE_PERMISSIONS, KEY_STORE_IO. The wrapping key comes from a 0600 file of 32
  // random bytes (KEY_MALFORMED), or a passphrase (KEY_PASSPHRASE_SHORT).
  static Result<KeyStore> open_with_key_file(std::filesystem::path folder,
                                             const std::filesystem::path& key_file);
  static Result<KeyStore> open_with_passphrase(std::filesystem::path folder, SecretBytes passphrase);
  static Result<void> create_key_file(const std::filesystem::path& key_file,
                                      const RandomSource& random); // KEY_EXISTS

  // `development` is written into the file and kept with the key. KEY_EXISTS, KEY_NAME_INVALID (letters,
  // digits and . _ - after a letter or digit), KEY_STORE_…
  Result<void> put(std::string_view name, const Sm2PrivateKey& key, bool development,
                   const RandomSource& random) const;
  // Any PKCS#8 key, such as that of the TLS server. KEY_TOO_LARGE for the file
  Result<void> put_pkcs8(std::string_view name, const SecretBytes& der, bool development,
                         const RandomSource& random) const;
  // stored_secret_size random bytes under which other keys are wrapped or from which they are derived. Its
  // file never opens as a key, nor a key's as a secret (KEY_MALFORMED).
  Result<void> put_secret(std::string_view name, const SecretBytes& secret, bool development,
                          const RandomSource& random) const;
  Result<SecretBytes> get_secret(std::string_view name) const;
  // Another secret or key under this name, at once: a crash leaves the one or the other. KEY_NOT_FOUND
  Result<void> replace_secret(std::string_view name, const SecretBytes& secret, bool development,
                              const RandomSource& random) const;
  Result<void> replace_pkcs8(std::string_view name, const SecretBytes& der, bool development,
                             const RandomSource& random) const;
  Result<void> remove(std::string_view name) const; // deleted, and overwritten. KEY_NOT_FOUND

  // From now on a development key, TLS key or secret does not open: KEY_DEVELOPMENT, with its name; with all
  // their names when there are such files already, used or not.
  Result<void> refuse_development_keys();

  struct Entry {
    std::unique_ptr<Signer> signer;
    bool development = false;
  };
  // KEY_NOT_FOUND, KEY_MALFORMED, KEY_UNLOCK (wrong wrapping key or a changed file), KEY_DEVELOPMENT,
  // SM2_KEY_NOT_SM2, KEY_STORE_…
  Result<Entry> get(std::string_view name) const;
  // For what must hold the key itself, such as the TLS server; the file name says which.
  Result<SecretBytes> export_pkcs8(std::string_view name, InsecurePrivateKeyAccess) const;

 private:
  enum class Content { key, secret };
  struct Unwrapped {
    SecretBytes content;
    bool development = false;
  };
  KeyStore(std::filesystem::path folder, SecretBytes wrapping, bool passphrase);
  Result<Bytes> wrapped(std::string_view name, const SecretBytes& content, Content kind, bool development,
                        const RandomSource& random) const;
  Result<void> wrap(std::string_view name, const SecretBytes& content, Content kind, bool development,
                    const RandomSource& random) const;
  Result<void> rewrap(std::string_view name, const SecretBytes& content, Content kind, bool development,
                      const RandomSource& random) const;
  Result<Unwrapped> unwrap(std::string_view name, Content kind) const;
  SecretBytes sealing_key(ByteView salt, std::uint32_t iterations) const;
  std::filesystem::path folder_;
  SecretBytes wrapping_;
  bool passphrase_ = false;
  bool refuses_development_ = false;
};

} // namespace elicense::crypto
