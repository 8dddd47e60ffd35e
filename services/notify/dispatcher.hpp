// SPDX-License-Identifier: Apache-2.0
// Sends what is due: at least once, each line in its order. For one process; its threads share the object.
#pragma once
#include "notify/message.hpp"
#include "notify/outbox.hpp"
#include "notify/retry.hpp"
#include <map>
#include <mutex>
#include <set>

namespace elicense::notify {

struct DispatcherParts {
  Outbox& outbox;
  const MessageKeys& keys;
  Send send;
  Clock clock;
  crypto::RandomSource random;
  RetryRules rules = {};
  std::size_t per_receiver = 2; // sent to one at once; to one that fails, one
};

struct Dispatched { // for the log
  std::string delivery, subscription, kind;
  Outcome outcome;
  DeliveryState state; // it has now; due: it will be tried again
  bool paused = false; // the receiver was, because of this
};

class Dispatcher {
 public:
  explicit Dispatcher(DispatcherParts parts) : parts_(std::move(parts)) {}

  // Takes one delivery, sends it, records what came of it. Absent: nothing is due. An error is the store's
  // or, of kind busy, the sender's: the delivery stays due.
  Result<std::optional<Dispatched>> deliver_one();

 private:
  using Key = std::pair<std::int64_t, std::int64_t>; // subscription, event
  class Claim;
  static Key key_of(const DueDelivery& due) {
    return {due.delivery.subscription, due.delivery.event.sequence};
  }
  Result<std::optional<DueDelivery>> take();
  bool has_room(const DueDelivery& due) const;
  Result<Outcome> attempt(const DueDelivery& due) const;
  Result<Dispatched> finish(const DueDelivery& due, Outcome outcome);

  const DispatcherParts parts_;
  std::mutex mutex_;                              // of all below
  std::set<Key> claimed_;                         // under way
  std::map<std::int64_t, std::size_t> under_way_; // by subscription
};

} // namespace elicense::notify
