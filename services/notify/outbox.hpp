// SPDX-License-Identifier: Apache-2.0
// Events, subscriptions and deliveries on disk, as this room needs them; services/store implements it. An
// event itself enters with its effect, in the store's own transaction.
#pragma once
#include "crypto/sm3.hpp"
#include "notify/delivery.hpp"

namespace elicense::notify {

inline constexpr std::size_t max_subscriptions = 256; // each event is written once for every one it is for
inline constexpr std::size_t max_page = 100;          // rows of one answer

struct NewSubscription {
  Subscription subscription;
  std::string idempotency_key; // unique for an owner
  crypto::Sm3Digest request_digest{};
};

struct DueDelivery {
  Delivery delivery;
  Subscription subscription;
};

struct Attempt {
  Outcome outcome;
  Time at{};
  std::optional<Time> again_at; // absent: delivered, or given up
};

// All calls may block on the disk and are safe from any thread. What is acknowledged is durable.
// STORE_UNAVAILABLE, STORE_FULL, STORE_BUSY.
class Outbox {
 public:
  virtual ~Outbox() = default;

  // SUBSCRIPTION_LIMIT, IDEMPOTENCY_MISMATCH
  virtual Result<void> add(const NewSubscription& wanted) = 0;
  // What this owner made with the key; absent: nothing. IDEMPOTENCY_MISMATCH
  virtual Result<std::optional<Subscription>> made_with(const std::string& owner, const std::string& key,
                                                        const crypto::Sm3Digest& request_digest) = 0;
  virtual Result<Subscription> find(const std::string& id) = 0; // SUBSCRIPTION_NOT_FOUND, as below
  virtual Result<std::vector<Subscription>> subscriptions() = 0;
  // Resuming forgets the failures.
  virtual Result<void> set_state(const std::string& id, SubscriptionState state,
                                 const std::string& reason) = 0;
  virtual Result<std::string> add_test(const std::string& id, Time now) = 0; // the delivery's id

  // Heads of lines whose time has come, of active subscriptions: for each its first so many. Their
  // subscriptions come without kinds.
  virtual Result<std::vector<DueDelivery>> due(Time now, std::size_t limit) = 0;
  // After an attempt: the delivery's new state, the next of its line when it left it, the receiver's health,
  // all in one transaction. Answers the health.
  virtual Result<Health> record(const Delivery& delivery, const Attempt& attempt) = 0;

  // Newest first, below `before` (0: from the newest).
  virtual Result<std::vector<Delivery>> deliveries(const std::string& id, std::int64_t before,
                                                   std::size_t limit) = 0;
  // Sends again, with the same id and behind those of its line that are older. DELIVERY_NOT_FOUND
  virtual Result<void> replay(const std::string& id, const std::string& delivery, Time now) = 0;
  // Everything since then, events before the subscription included; answers how many.
  virtual Result<std::int64_t> replay_from(const std::string& id, Time from, Time now) = 0;

  virtual Result<std::vector<Event>> events(std::int64_t after, std::size_t limit) = 0; // oldest first
  virtual Result<std::int64_t> last_event() = 0; // its sequence; 0: none yet
};

} // namespace elicense::notify
