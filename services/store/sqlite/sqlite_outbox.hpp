// SPDX-License-Identifier: Apache-2.0
// The outbox in the register's file.
#pragma once
#include "notify/outbox.hpp"
#include "store/sqlite/reader_pool.hpp"
#include "store/sqlite/writer.hpp"

namespace elicense::store {

class SqliteOutbox final : public notify::Outbox {
 public:
  SqliteOutbox(Writer& writer, ReaderPool& readers)
      : writer_(writer), readers_(readers) {} // which outlive it

  Result<void> add(const notify::NewSubscription& wanted) override;
  Result<std::optional<notify::Subscription>> made_with(const std::string& owner, const std::string& key,
                                                        const crypto::Sm3Digest& request_digest) override;
  Result<notify::Subscription> find(const std::string& id) override;
  Result<std::vector<notify::Subscription>> subscriptions() override;
  Result<void> set_state(const std::string& id, notify::SubscriptionState state,
                         const std::string& reason) override;
  Result<std::string> add_test(const std::string& id, Time now) override;
  Result<std::vector<notify::DueDelivery>> due(Time now, std::size_t limit) override;
  Result<notify::Health> record(const notify::Delivery& delivery, const notify::Attempt& attempt) override;
  Result<std::vector<notify::Delivery>> deliveries(const std::string& id, std::int64_t before,
                                                   std::size_t limit) override;
  Result<void> replay(const std::string& id, const std::string& delivery, Time now) override;
  Result<std::int64_t> replay_from(const std::string& id, Time from, Time now) override;
  Result<std::vector<notify::Event>> events(std::int64_t after, std::size_t limit) override;
  Result<std::int64_t> last_event() override;

 private:
  Writer& writer_;
  ReaderPool& readers_;
};

} // namespace elicense::store
