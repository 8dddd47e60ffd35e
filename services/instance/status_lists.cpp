// SPDX-License-Identifier: Apache-2.0
#include "instance/status_lists.hpp"

#include "instance/own_keys.hpp"

namespace elicense::instance {
namespace {

constexpr const char* places_key = "status-places";
static_assert(former_key_told >= status::believed_for);

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

Result<std::vector<status::FormerKey>> read_former_keys(const StatusLists::Parts& parts) {
  const auto keys =
      former_public_keys({parts.config, parts.keys, parts.book}, status_key_of(parts.config), system_time());
  if (!keys) return keys.error();
  std::vector<status::FormerKey> former;
  for (const FormerPublicKey& one : *keys) {
    auto key = status::public_key(one.spki);
    if (!key) return key.error();
    former.push_back({*std::move(key), one.until});
  }
  return former;
}

} // namespace

const SigningKey& status_key_of(const Config& config) {
  return config.status_es256 ? status_key_es256 : status_key;
}

Result<status::KeyPair> open_status_pair(const Config& config, const crypto::KeyStore& keys) {
  if (config.status_es256) {
    auto key = own_p256_key(config, keys, status_key_es256.name);
    if (!key) return key.error();
    return status::es256_pair(*std::move(key));
  }
  auto signer = own_signer(config, keys, status_key.name);
  if (!signer) return signer.error();
  return status::sm2_pair(*std::move(signer));
}

Result<std::unique_ptr<StatusLists>> StatusLists::open(Parts parts) {
  auto pair = open_status_pair(parts.config, parts.keys);
  if (!pair) return pair.error();
  auto places = own_secret(parts.config, parts.keys, places_key);
  if (!places) return places.error();
  auto former = read_former_keys(parts);
  if (!former) return former.error();
  return std::unique_ptr<StatusLists>(new StatusLists(std::move(parts), status::Places(*std::move(places)),
                                                      *std::move(pair), *std::move(former)));
}

StatusLists::StatusLists(Parts parts, status::Places places, status::KeyPair pair,
                         std::vector<status::FormerKey> former)
    : source_(std::move(parts.source)), key_(std::move(pair.key)), former_keys_(std::move(former)),
      publisher_({.source = *source_,
                  .places = std::move(places),
                  .signer = std::move(pair.signer),
                  .base = parts.config.public_url + "/v1/status-lists",
                  .record = leaves_in(parts.book),
                  .clock = std::move(parts.clock)}) {}

} // namespace elicense::instance
