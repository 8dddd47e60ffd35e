// SPDX-License-Identifier: Apache-2.0
// Opened as the register opens it.
#include "tests/support/outbox_file.hpp"
#include "crypto/sm4.hpp"
#include "store/sqlite/outbox_rows.hpp"
#include "tests/store/sealing.hpp"
#include "tests/support/pki.hpp"
#include <algorithm>

namespace elicense::test {

OutboxFile::OutboxFile() {
  store::create_file(file_).value();
  reopen();
}

void OutboxFile::reopen() {
  outbox_.reset();
  parts_.reset();
  parts_ = std::make_unique<Parts>(store::open_file(file_, store::test_sealing()).value(), file_);
  outbox_ = std::make_unique<store::SqliteOutbox>(parts_->writer, parts_->readers);
}

void OutboxFile::enqueue(const std::string& object, Time at, std::string_view kind, std::string_view tenant) {
  parts_->writer
      .run([&](store::Connection& connection) -> Result<void> {
        store::enqueue(connection, {.kind = std::string(kind),
                                    .tenant = std::string(tenant),
                                    .object = object,
                                    .at = at,
                                    .data = {{"a", 1}}});
        return {};
      })
      .value();
}

notify::MessageKeys message_keys() {
  static const auto signer = new_key();
  crypto::SecretBytes sealing(crypto::sealing_key_size);
  std::ranges::fill(sealing.span(), std::uint8_t{7});
  return {signer, std::move(sealing)};
}

notify::NewSubscription subscription_to_all(const std::string& id, const notify::MessageKeys& keys,
                                            std::string_view owner) {
  notify::NewSubscription wanted;
  wanted.idempotency_key = "key-" + id;
  wanted.subscription.id = id;
  wanted.subscription.owner = owner;
  wanted.subscription.url = "https://receiver.test/" + id;
  for (const std::string_view kind : notify::event_kinds())
    wanted.subscription.kinds.emplace_back(kind);
  const crypto::SecretBytes secret(as_bytes("0123456789abcdef0123456789abcdef"));
  wanted.subscription.sealed_secret = keys.seal(secret, id, crypto::system_random);
  return wanted;
}

} // namespace elicense::test
