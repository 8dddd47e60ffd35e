// SPDX-License-Identifier: Apache-2.0
// Signed is "id.time.body", the body as it is sent: a signature fits one message, at one time.
#include "notify/message.hpp"
#include "crypto/hmac.hpp"
#include "crypto/key_id.hpp"

namespace elicense::notify {

namespace {

std::string place_of(const std::string& subscription_id) { // the sealed secret opens at no other place
  return "subscriptions.secret." + subscription_id;
}

} // namespace

Bytes MessageKeys::seal(const crypto::SecretBytes& secret, const std::string& subscription_id,
                        const crypto::RandomSource& random) const {
  return sealing_key_.seal(secret.view(), as_bytes(place_of(subscription_id)), random);
}

Result<std::string> MessageKeys::signature(const Subscription& to, std::string_view content) const {
  const std::string scheme(to_text(to.scheme));
  if (to.scheme == Scheme::sm2) {
    const auto value = signer_->sign(as_bytes(content));
    if (!value) return value.error();
    return scheme + "," + to_base64(*value);
  }
  const auto secret = sealing_key_.open(to.sealed_secret, as_bytes(place_of(to.id)));
  if (!secret) return secret.error();
  return scheme + "," + to_base64(crypto::hmac_sm3(secret->view(), as_bytes(content)));
}

Result<Message> MessageKeys::message(const Subscription& to, const std::string& id, std::string body,
                                     Time now) const {
  const std::string time = std::to_string(now.time_since_epoch().count());
  auto signed_with = signature(to, id + "." + time + "." + body);
  if (!signed_with) return signed_with.error();
  Message message{.url = to.url,
                  .headers = {{"webhook-id", id},
                              {"webhook-timestamp", time},
                              {"webhook-signature", *std::move(signed_with)}},
                  .body = std::move(body)};
  if (to.scheme == Scheme::sm2)
    message.headers.emplace_back("webhook-key-id", crypto::key_id_of(public_key().spki()));
  return message;
}

} // namespace elicense::notify
