// SPDX-License-Identifier: Apache-2.0
// A head of a line is claimed from the moment it is read until its outcome is on disk, and the disk is read
// under the same lock: nobody sees a head that somebody else has just sent.
#include "notify/dispatcher.hpp"

namespace elicense::notify {

// Gives the delivery free, whatever happened.
class Dispatcher::Claim {
 public:
  Claim(Dispatcher& owner, const DueDelivery& due) : owner_(owner), key_(key_of(due)) {}
  Claim(const Claim&) = delete;
  Claim& operator=(const Claim&) = delete;
  ~Claim() {
    const std::lock_guard lock(owner_.mutex_);
    owner_.claimed_.erase(key_);
    --owner_.under_way_[key_.first];
  }

 private:
  Dispatcher& owner_;
  Key key_;
};

Result<std::optional<Dispatched>> Dispatcher::deliver_one() {
  const auto due = take();
  if (!due) return due.error();
  if (!*due) return std::optional<Dispatched>();
  const Claim claim(*this, **due);
  auto outcome = attempt(**due);
  if (!outcome) return outcome.error();
  auto finished = finish(**due, *std::move(outcome));
  if (!finished) return finished.error();
  return std::optional(*std::move(finished));
}

Result<std::optional<DueDelivery>> Dispatcher::take() {
  const std::lock_guard lock(mutex_);
  auto due = parts_.outbox.due(parts_.clock(), parts_.per_receiver);
  if (!due) return due.error();
  DueDelivery* oldest = nullptr;
  for (DueDelivery& one : *due)
    if (has_room(one) && (!oldest || one.delivery.due_at < oldest->delivery.due_at)) oldest = &one;
  if (!oldest) return std::optional<DueDelivery>();
  claimed_.insert(key_of(*oldest));
  ++under_way_[oldest->delivery.subscription];
  return std::optional(std::move(*oldest));
}

bool Dispatcher::has_room(const DueDelivery& due) const {
  if (claimed_.contains(key_of(due))) return false;
  const auto found = under_way_.find(due.delivery.subscription);
  const std::size_t now = found == under_way_.end() ? 0 : found->second;
  return now < (due.subscription.health.failures_in_row > 0 ? 1 : parts_.per_receiver);
}

Result<Outcome> Dispatcher::attempt(const DueDelivery& due) const {
  const auto message =
      parts_.keys.message(due.subscription, due.delivery.id, event_body(due.delivery.event), parts_.clock());
  if (!message) return Outcome{message.error().code, 0};
  const auto answer = parts_.send(*message);
  if (!answer && answer.error().kind == ErrorKind::busy) return answer.error();
  if (!answer) return Outcome{answer.error().code, 0};
  const bool taken = answer->status >= 200 && answer->status < 300;
  return Outcome{taken ? "" : "DELIVERY_REFUSED", std::int64_t{answer->status}};
}

Result<Dispatched> Dispatcher::finish(const DueDelivery& due, Outcome outcome) {
  const auto& [delivery, subscription] = due;
  const std::int64_t made = delivery.attempts + 1;
  Attempt attempt{.outcome = outcome, .at = parts_.clock(), .again_at = {}};
  const bool failed = !outcome.code.empty(), again = failed && made < parts_.rules.attempts;
  if (again) attempt.again_at = attempt.at + retry_delay(parts_.rules, made, parts_.random);
  const auto health = parts_.outbox.record(delivery, attempt);
  if (!health) return health.error();
  const bool pause = failed && must_pause(parts_.rules, *health, attempt.at);
  if (pause) {
    auto paused = parts_.outbox.set_state(subscription.id, SubscriptionState::paused, "RECEIVER_FAILING");
    if (!paused) return paused.error();
  }
  return Dispatched{.delivery = delivery.id,
                    .subscription = subscription.id,
                    .kind = delivery.event.kind,
                    .outcome = std::move(outcome),
                    .state = again    ? DeliveryState::due
                             : failed ? DeliveryState::dead
                                      : DeliveryState::delivered,
                    .paused = pause};
}

} // namespace elicense::notify
