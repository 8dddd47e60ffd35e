// SPDX-License-Identifier: Apache-2.0
#include "instance/status_lists.hpp"

#include "instance/own_keys.hpp"

namespace elicense::instance {
namespace {

constexpr const char *sm2_key = "status", *es256_key = "status-es256", *places_key = "status-places";

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

Result<status::KeyPair> open_status_pair(const Config& config, const crypto::KeyStore& keys) {
  if (config.status_es256) {
    auto key = own_p256_key(config, keys, es256_key);
    if (!key) return key.error();
    return status::es256_pair(*std::move(key));
  }
  auto signer = own_signer(config, keys, sm2_key);
  if (!signer) return signer.error();
  return status::sm2_pair(*std::move(signer));
}

Result<std::unique_ptr<StatusLists>> StatusLists::open(Parts parts) {
  auto pair = open_status_pair(parts.config, parts.keys);
  if (!pair) return pair.error();
  auto places = own_secret(parts.config, parts.keys, places_key);
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
