// SPDX-License-Identifier: Apache-2.0
// Keys are made at the first start: an instance may be older than its status lists.
#include "instance/status_lists.hpp"

#include "crypto/issuing.hpp"

namespace elicense::instance {
namespace {

constexpr const char *sm2_key = "status", *es256_key = "status-es256", *places_key = "status-places";

bool is_absent(const Error& error) {
  return error.code == "KEY_NOT_FOUND";
}

Result<status::KeyPair> open_sm2(const Config& config, const crypto::KeyStore& keys) {
  const bool development = config.profile == Profile::dev;
  auto entry = keys.get(sm2_key);
  if (!entry && is_absent(entry.error())) {
    const auto made =
        keys.put(sm2_key, crypto::Sm2PrivateKey::generate(), development, crypto::system_random);
    if (!made) return made.error();
    entry = keys.get(sm2_key);
  }
  if (!entry) return entry.error();
  if (entry->development && !development) return fail(ErrorKind::forbidden, "KEY_DEVELOPMENT", sm2_key);
  return status::sm2_pair(std::move(entry->signer));
}

Result<status::KeyPair> open_es256(const Config& config, const crypto::KeyStore& keys) {
  auto key = keys.export_pkcs8(es256_key, crypto::InsecurePrivateKeyAccess{});
  if (!key && is_absent(key.error())) {
    const auto fresh = crypto::generate_tls_key();
    const auto made =
        keys.put_pkcs8(es256_key, fresh.pkcs8, config.profile == Profile::dev, crypto::system_random);
    if (!made) return made.error();
    key = keys.export_pkcs8(es256_key, crypto::InsecurePrivateKeyAccess{});
  }
  if (!key) return key.error();
  return status::es256_pair(*std::move(key));
}

Result<crypto::SecretBytes> open_places(const Config& config, const crypto::KeyStore& keys) {
  auto secret = keys.get_secret(places_key);
  if (secret || !is_absent(secret.error())) return secret;
  crypto::SecretBytes fresh(crypto::stored_secret_size);
  crypto::system_random(fresh.span());
  const auto made = keys.put_secret(places_key, fresh, config.profile == Profile::dev, crypto::system_random);
  if (!made) return made.error();
  return fresh;
}

status::Publisher::Record leaves_in(ledger::Book& book) {
  return [&book](std::uint64_t list, ByteView token) -> Result<void> {
    const auto leaf = book.append({.kind = ledger::EntryKind::status_list_published,
                                   .at = system_time(),
                                   .digests = {{ledger::DigestRole::list, crypto::sm3(token)}},
                                   .references = {},
                                   .word = {},
                                   .number = static_cast<std::uint32_t>(list)});
    if (!leaf) return leaf.error();
    return {};
  };
}

} // namespace

Result<std::unique_ptr<StatusLists>> StatusLists::open(Parts parts) {
  auto pair =
      parts.config.status_es256 ? open_es256(parts.config, parts.keys) : open_sm2(parts.config, parts.keys);
  if (!pair) return pair.error();
  auto places = open_places(parts.config, parts.keys);
  if (!places) return places.error();
  return std::unique_ptr<StatusLists>(
      new StatusLists(std::move(parts), status::Places(*std::move(places)), *std::move(pair)));
}

StatusLists::StatusLists(Parts parts, status::Places places, status::KeyPair pair)
    : source_(std::move(parts.source)), key_(std::move(pair.key)),
      publisher_({.source = *source_,
                  .places = std::move(places),
                  .signer = std::move(pair.signer),
                  .base = parts.config.public_url + "/v1/status-lists",
                  .record = leaves_in(parts.book),
                  .clock = system_time}) {}

} // namespace elicense::instance
