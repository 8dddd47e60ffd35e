// SPDX-License-Identifier: Apache-2.0
// The key file, all numbers big-endian:
//   "ELKY" || version (1, value 1) || flags (1: bit 0 development key, bit 1 wrapped under a passphrase,
//   bit 2 a secret) || salt (16) || PBKDF2 iterations (4) || seal_bytes(PKCS#8 or the secret)
// Under a key file, salt and iterations are zero. The associated data of the envelope is everything before it
// and the name: a changed flag, or a file moved to another name, does not open.
#include "crypto/key_store.hpp"
#include "crypto/key_files.hpp"
#include "crypto/openssl/handles.hpp"
#include "crypto/sm4.hpp"
#include <algorithm>
#include <stdexcept>

namespace elicense::crypto {
namespace {

constexpr std::string_view magic = "ELKY";
constexpr std::uint8_t version = 1;
constexpr std::uint8_t development_flag = 1;
constexpr std::uint8_t passphrase_flag = 2;
constexpr std::uint8_t secret_flag = 4;
constexpr std::size_t salt_size = 16;
constexpr std::size_t header_size = magic.size() + 2 + salt_size + 4;

struct Header {
  bool development = false;
  bool passphrase = false;
  bool secret = false;
  Bytes salt = Bytes(salt_size);
  std::uint32_t iterations = 0;
};

Bytes write_header(const Header& header) {
  Bytes bytes = to_bytes(magic);
  bytes.push_back(version);
  bytes.push_back(static_cast<std::uint8_t>((header.development ? development_flag : 0) |
                                            (header.passphrase ? passphrase_flag : 0) |
                                            (header.secret ? secret_flag : 0)));
  bytes.insert(bytes.end(), header.salt.begin(), header.salt.end());
  for (int shift = 24; shift >= 0; shift -= 8)
    bytes.push_back(static_cast<std::uint8_t>(header.iterations >> shift));
  return bytes;
}

bool is_sound(const Header& header) {
  if (!header.passphrase) return header.salt == Bytes(salt_size) && header.iterations == 0;
  return header.iterations >= min_key_derivation_iterations &&
         header.iterations <= max_key_derivation_iterations;
}

Result<Header> read_header(ByteView file) {
  if (file.size() < header_size) return fail(ErrorKind::malformed, "KEY_MALFORMED", "cut off");
  const ByteView numbers = file.subspan(header_size - 4, 4);
  Header header;
  const std::uint8_t flags = file[magic.size() + 1];
  header.development = (flags & development_flag) != 0;
  header.passphrase = (flags & passphrase_flag) != 0;
  header.secret = (flags & secret_flag) != 0;
  header.salt = to_bytes(file.subspan(magic.size() + 2, salt_size));
  for (const std::uint8_t byte : numbers)
    header.iterations = header.iterations << 8 | byte;
  // What was not understood would be lost on writing it again.
  if (!equal(write_header(header), file.first(header_size)) || !is_sound(header)) {
    return fail(ErrorKind::malformed, "KEY_MALFORMED", "header");
  }
  return header;
}

Bytes associated_data(ByteView header, std::string_view name) {
  Bytes bytes = to_bytes(header);
  bytes.insert(bytes.end(), name.begin(), name.end());
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

Result<void> KeyStore::wrap(std::string_view name, const SecretBytes& secret, Content kind, bool development,
                            const RandomSource& random) const {
  const Result<std::string> file = file_name(name);
  if (!file) return file.error();
  const Result<Descriptor> folder = open_private_folder(folder_);
  if (!folder) return folder.error();
  Header header{development, passphrase_, kind == Content::secret};
  if (passphrase_) {
    header.salt = random_bytes(random, salt_size);
    header.iterations = key_derivation_iterations;
  }
  Bytes content = write_header(header);
  const Bytes envelope = seal_bytes(sealing_key(header.salt, header.iterations), secret.view(),
                                    associated_data(content, name), random);
  content.insert(content.end(), envelope.begin(), envelope.end());
  if (content.size() > max_key_file_size) return fail(ErrorKind::too_large, "KEY_TOO_LARGE", *file);
  return create_private_file(*folder, *file, content, random);
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
  const Result<Header> header = read_header(content->view());
  if (!header) return header.error();
  if (header->passphrase != passphrase_)
    return fail(ErrorKind::invalid, "KEY_UNLOCK", "wrapped in the other way");
  if (header->secret != (kind == Content::secret))
    return fail(ErrorKind::malformed, "KEY_MALFORMED", *file + ": a secret and a key are not the same");
  Result<SecretBytes> unwrapped =
      open_sealed_bytes(sealing_key(header->salt, header->iterations), content->view().subspan(header_size),
                        associated_data(content->view().first(header_size), name));
  if (!unwrapped && unwrapped.error().code == "ENVELOPE_TAG")
    return fail(ErrorKind::invalid, "KEY_UNLOCK", *file);
  if (!unwrapped) return fail(ErrorKind::malformed, "KEY_MALFORMED", *file);
  return Unwrapped{std::move(*unwrapped), header->development};
}

SecretBytes KeyStore::sealing_key(ByteView salt, std::uint32_t iterations) const {
  return passphrase_ ? stretch(wrapping_, salt, iterations) : wrapping_.clone();
}

} // namespace elicense::crypto
