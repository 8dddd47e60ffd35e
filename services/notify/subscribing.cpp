// SPDX-License-Identifier: Apache-2.0
// The challenge is signed with SM2: a receiver that has no secret yet can check it all the same.
#include "notify/subscribing.hpp"
#include <set>

namespace elicense::notify {

namespace {

constexpr std::size_t challenge_size = 32;

Result<void> check_kinds(const std::vector<std::string>& kinds) {
  if (kinds.empty()) return fail(ErrorKind::invalid, "SUBSCRIPTION_KINDS", "none");
  std::set<std::string_view> seen;
  for (const std::string& kind : kinds) {
    if (!is_event_kind(kind)) return fail(ErrorKind::invalid, "SUBSCRIPTION_KINDS", "unknown");
    if (!seen.insert(kind).second) return fail(ErrorKind::invalid, "SUBSCRIPTION_KINDS", kind + " twice");
  }
  return {};
}

// What is wrong with the receiver is said as such; what is wrong with its address, or with us, as it is.
Error blame(Error error) {
  if (error.kind != ErrorKind::unavailable && error.kind != ErrorKind::malformed) return error;
  return fail(ErrorKind::invalid, "SUBSCRIPTION_CHALLENGE", std::move(error.code));
}

bool answers(const Answer& answer, const std::string& challenge) {
  if (answer.status != 200) return false;
  const auto body = nlohmann::json::parse(answer.body, nullptr, false);
  return body.is_object() && body.contains("challenge") && body["challenge"] == challenge;
}

} // namespace

Result<void> Subscriber::challenge(const Subscription& candidate) const {
  const std::string text = to_base64url(crypto::random_bytes(random_, challenge_size));
  const Time now = clock_();
  const nlohmann::ordered_json body = {{"type", kind::subscription_challenge},
                                       {"timestamp", to_rfc3339(now)},
                                       {"object", "/v1/subscriptions/" + candidate.id},
                                       {"challenge", text}};
  Subscription by_sm2 = candidate;
  by_sm2.scheme = Scheme::sm2;
  const auto message = keys_.message(by_sm2, delivery_id(candidate.id, text), body.dump(), now);
  if (!message) return message.error();
  const auto answer = send_(*message);
  if (!answer) return blame(answer.error());
  if (!answers(*answer, text))
    return fail(ErrorKind::invalid, "SUBSCRIPTION_CHALLENGE", "status " + std::to_string(answer->status));
  return {};
}

Result<Subscribed> Subscriber::subscribe(const Wish& wish) const {
  auto earlier = outbox_.made_with(wish.owner, wish.idempotency_key, wish.request_digest);
  if (!earlier) return earlier.error();
  if (*earlier) return Subscribed{**std::move(earlier), std::nullopt};
  if (auto checked = check_kinds(wish.kinds); !checked) return checked.error();
  Subscribed made;
  made.subscription = {.id = "sub_" + crypto::random_id(random_),
                       .owner = wish.owner,
                       .url = wish.url,
                       .kinds = wish.kinds,
                       .scheme = wish.scheme,
                       .sealed_secret = {},
                       .created_at = clock_(),
                       .state = SubscriptionState::active,
                       .pause_reason = {},
                       .health = {}};
  if (auto answered = challenge(made.subscription); !answered) return answered.error();
  if (wish.scheme == Scheme::hmac_sm3) {
    crypto::SecretBytes secret(secret_size);
    random_(secret.span());
    made.subscription.sealed_secret = keys_.seal(secret, made.subscription.id, random_);
    made.secret = std::string(secret_prefix) + to_base64(secret.view());
  }
  if (auto added = outbox_.add({made.subscription, wish.idempotency_key, wish.request_digest}); !added)
    return added.error();
  return made;
}

} // namespace elicense::notify
