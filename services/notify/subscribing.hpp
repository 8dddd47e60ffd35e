// SPDX-License-Identifier: Apache-2.0
// Making a subscription: its receiver has to show first that it wants one.
#pragma once
#include "notify/message.hpp"
#include "notify/outbox.hpp"

namespace elicense::notify {

struct Wish {
  std::string owner;
  std::string idempotency_key;
  crypto::Sm3Digest request_digest{};
  std::string url;
  std::vector<std::string> kinds;
  Scheme scheme = Scheme::hmac_sm3;
};

struct Subscribed {
  Subscription subscription;
  std::optional<std::string> secret; // shown this once: not to who repeats the request, not with sm2
};

class Subscriber {
 public:
  Subscriber(Outbox& outbox, const MessageKeys& keys, Send send, Clock clock, crypto::RandomSource random)
      : outbox_(outbox), keys_(keys), send_(std::move(send)), clock_(std::move(clock)),
        random_(std::move(random)) {}

  // SUBSCRIPTION_KINDS (none, unknown or one twice), SUBSCRIPTION_CHALLENGE (the receiver did not answer it),
  // the sender's codes, SUBSCRIPTION_LIMIT, IDEMPOTENCY_MISMATCH
  Result<Subscribed> subscribe(const Wish& wish) const;

 private:
  Result<void> challenge(const Subscription& candidate) const;
  Outbox& outbox_;
  const MessageKeys& keys_;
  const Send send_;
  const Clock clock_;
  const crypto::RandomSource random_;
};

} // namespace elicense::notify
