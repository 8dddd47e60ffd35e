// SPDX-License-Identifier: Apache-2.0
// The key file, all numbers big-endian:
//   "ELKY" || version (1, value 1) || flags (1: bit 0 development key, bit 1 wrapped under a passphrase,
//   bit 2 a secret) || salt (16) || PBKDF2 iterations (4) || the sealed PKCS#8 or secret
// Under a key file, salt and iterations are zero. The associated data of the envelope is everything before it
// and the name: a changed flag, or a file moved to another name, does not open.
#include "crypto/key_store.hpp"
#include "crypto/key_files.hpp"
#include "crypto/key_header.hpp"
#include "crypto/openssl/handles.hpp"
#include "crypto/sm4.hpp"
#include <algorithm>
#include <set>
#include <stdexcept>

namespace elicense::crypto {
namespace {

Bytes associated_data(ByteView header, std::string_view name) {
  Bytes bytes = to_bytes(header);
  append(bytes, as_bytes(name));
  return bytes;
}

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// Also keeps a name from leaving the folder.
Result<std::string> file_name(std::string_view name) {
  const bool sound = !name.empty() && name.size() <= max_key_name_size && is_letter_or_digit(name.front()) &&
                     std::ranges::all_of(name, [](char c) {
                       return is_letter_or_digit(c) || c == '.' || c == '_' || c == '-';
                     });
  if (!sound) return fail(ErrorKind::malformed, "KEY_NAME_INVALID");
  return std::string(name) + ".key";
}

std::filesystem::path folder_of(const std::filesystem::path& file) {
  return file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
}

SecretBytes stretch(const SecretBytes& passphrase, ByteView salt, std::uint32_t iterations) {
  SecretBytes key(sealing_key_size);
  require(PKCS5_PBKDF2_HMAC(reinterpret_cast<const char*>(passphrase.view().data()),
                            static_cast<int>(passphrase.size()), salt.data(), static_cast<int>(salt.size()),
                            static_cast<int>(iterations), EVP_sm3(), static_cast<int>(key.size()),
                            key.span().data()) == 1,
          "PBKDF2");
  return key;
}

} // namespace

KeyStore::KeyStore(std::filesystem::path folder, SecretBytes wrapping, bool passphrase)
    : folder_(std::move(folder)), wrapping_(std::move(wrapping)), passphrase_(passphrase) {}

Result<KeyStore> KeyStore::open_with_key_file(std::filesystem::path folder,
                                              const std::filesystem::path& key_file) {
  if (const Result<Descriptor> opened = open_private_folder(folder); !opened) return opened.error();
  const Result<Descriptor> place = open_folder(folder_of(key_file));
  if (!place) return place.error();
  Result<SecretBytes> wrapping = read_private_file(*place, key_file.filename().string(), max_key_file_size);
  if (!wrapping) return wrapping.error();
  if (wrapping->size() != sealing_key_size)
    return fail(ErrorKind::malformed, "KEY_MALFORMED", key_file.string());
  return KeyStore(std::move(folder), std::move(*wrapping), false);
}

Result<KeyStore> KeyStore::open_with_passphrase(std::filesystem::path folder, SecretBytes passphrase) {
  if (const Result<Descriptor> opened = open_private_folder(folder); !opened) return opened.error();
  if (passphrase.size() < min_passphrase_size) return fail(ErrorKind::invalid, "KEY_PASSPHRASE_SHORT");
  return KeyStore(std::move(folder), std::move(passphrase), true);
}

Result<void> KeyStore::create_key_file(const std::filesystem::path& key_file, const RandomSource& random) {
  const Result<Descriptor> folder = open_folder(folder_of(key_file));
  if (!folder) return folder.error();
  SecretBytes key(sealing_key_size);
  random(key.span());
  return create_private_file(*folder, key_file.filename().string(), key.view(), random);
}

Result<void> KeyStore::put(std::string_view name, const Sm2PrivateKey& key, bool development,
                           const RandomSource& random) const {
  return put_pkcs8(name, key.pkcs8(InsecurePrivateKeyAccess{}), development, random);
}

Result<void> KeyStore::put_pkcs8(std::string_view name, const SecretBytes& der, bool development,
                                 const RandomSource& random) const {
  return wrap(name, der, Content::key, development, random);
}

Result<void> KeyStore::put_secret(std::string_view name, const SecretBytes& secret, bool development,
                                  const RandomSource& random) const {
  if (secret.size() != stored_secret_size) throw std::length_error("a stored secret has 32 bytes");
  return wrap(name, secret, Content::secret, development, random);
}

Result<void> KeyStore::replace_secret(std::string_view name, const SecretBytes& secret, bool development,
                                      const RandomSource& random) const {
  if (secret.size() != stored_secret_size) throw std::length_error("a stored secret has 32 bytes");
  return rewrap(name, secret, Content::secret, development, random);
}

Result<void> KeyStore::replace_pkcs8(std::string_view name, const SecretBytes& der, bool development,
                                     const RandomSource& random) const {
  return rewrap(name, der, Content::key, development, random);
}

Result<void> KeyStore::rewrap(std::string_view name, const SecretBytes& secret, Content kind,
                              bool development, const RandomSource& random) const {
  const Result<std::string> file = file_name(name);
  if (!file) return file.error();
  const Result<Descriptor> folder = open_private_folder(folder_);
  if (!folder) return folder.error();
  const Result<Bytes> content = wrapped(name, secret, kind, development, random);
  if (!content) return content.error();
  return replace_private_file(*folder, *file, *content, random);
}

Result<void> KeyStore::remove(std::string_view name) const {
  const Result<std::string> file = file_name(name);
  if (!file) return file.error();
  const Result<Descriptor> folder = open_private_folder(folder_);
  if (!folder) return folder.error();
  return erase_private_file(*folder, *file);
}

// A header that was changed to hide its mark does not unwrap.
Result<void> KeyStore::refuse_development_keys() {
  const Result<Descriptor> folder = open_private_folder(folder_);
  if (!folder) return folder.error();
  refuses_development_ = true;
  std::set<std::string> found;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder_, error)) {
    if (entry.path().extension() != ".key" || entry.path().filename().string().starts_with('.')) continue;
    const auto content = read_private_file(*folder, entry.path().filename().string(), max_key_file_size);
    if (!content) return content.error();
    const Result<KeyHeader> header = read_key_header(content->view());
    if (header && header->development) found.insert(entry.path().stem().string());
  }
  if (error) return fail(ErrorKind::unavailable, "KEY_STORE_IO", folder_.string() + ": " + error.message());
  if (found.empty()) return {};
  std::string names;
  for (const std::string& name : found)
    names += (names.empty() ? "" : ", ") + name;
  return fail(ErrorKind::forbidden, "KEY_DEVELOPMENT", names);
}

Result<void> KeyStore::wrap(std::string_view name, const SecretBytes& secret, Content kind, bool development,
                            const RandomSource& random) const {
  const Result<std::string> file = file_name(name);
  if (!file) return file.error();
  const Result<Descriptor> folder = open_private_folder(folder_);
  if (!folder) return folder.error();
  const Result<Bytes> content = wrapped(name, secret, kind, development, random);
  if (!content) return content.error();
  return create_private_file(*folder, *file, *content, random);
}

Result<Bytes> KeyStore::wrapped(std::string_view name, const SecretBytes& secret, Content kind,
                                bool development, const RandomSource& random) const {
  KeyHeader header{development, passphrase_, kind == Content::secret};
  if (passphrase_) {
    header.salt = random_bytes(random, key_salt_size);
    header.iterations = key_derivation_iterations;
  }
  Bytes content = write_key_header(header);
  const SealingKey key(sealing_key(header.salt, header.iterations));
  const Bytes envelope = key.seal(secret.view(), associated_data(content, name), random);
  append(content, envelope);
  if (content.size() > max_key_file_size)
    return fail(ErrorKind::too_large, "KEY_TOO_LARGE", std::string(name));
  return content;
}

Result<KeyStore::Entry> KeyStore::get(std::string_view name) const {
  const Result<Unwrapped> unwrapped = unwrap(name, Content::key);
  if (!unwrapped) return unwrapped.error();
  Result<Sm2PrivateKey> key = Sm2PrivateKey::from_pkcs8(unwrapped->content);
  if (!key) return key.error();
  return Entry{std::make_unique<SoftwareSigner>(std::move(*key)), unwrapped->development};
}

Result<SecretBytes> KeyStore::export_pkcs8(std::string_view name, InsecurePrivateKeyAccess) const {
  Result<Unwrapped> unwrapped = unwrap(name, Content::key);
  if (!unwrapped) return unwrapped.error();
  return std::move(unwrapped->content);
}

Result<SecretBytes> KeyStore::get_secret(std::string_view name) const {
  Result<Unwrapped> unwrapped = unwrap(name, Content::secret);
  if (!unwrapped) return unwrapped.error();
  if (unwrapped->content.size() != stored_secret_size)
    return fail(ErrorKind::malformed, "KEY_MALFORMED", std::string(name));
  return std::move(unwrapped->content);
}

Result<KeyStore::Unwrapped> KeyStore::unwrap(std::string_view name, Content kind) const {
  const Result<std::string> file = file_name(name);
  if (!file) return file.error();
  const Result<Descriptor> folder = open_private_folder(folder_);
  if (!folder) return folder.error();
  const Result<SecretBytes> content = read_private_file(*folder, *file, max_key_file_size);
  if (!content) return content.error();
  const Result<KeyHeader> header = read_key_header(content->view());
  if (!header) return header.error();
  if (header->passphrase != passphrase_)
    return fail(ErrorKind::invalid, "KEY_UNLOCK", "wrapped in the other way");
  if (header->secret != (kind == Content::secret))
    return fail(ErrorKind::malformed, "KEY_MALFORMED", *file + ": a secret and a key are not the same");
  const SealingKey key(sealing_key(header->salt, header->iterations));
  Result<SecretBytes> unwrapped = key.open(content->view().subspan(key_header_size),
                                           associated_data(content->view().first(key_header_size), name));
  if (!unwrapped && unwrapped.error().code == "ENVELOPE_TAG")
    return fail(ErrorKind::invalid, "KEY_UNLOCK", *file);
  if (!unwrapped) return fail(ErrorKind::malformed, "KEY_MALFORMED", *file);
  if (header->development && refuses_development_)
    return fail(ErrorKind::forbidden, "KEY_DEVELOPMENT", std::string(name));
  return Unwrapped{std::move(*unwrapped), header->development};
}

SecretBytes KeyStore::sealing_key(ByteView salt, std::uint32_t iterations) const {
  return passphrase_ ? stretch(wrapping_, salt, iterations) : wrapping_.clone();
}

} // namespace elicense::crypto
