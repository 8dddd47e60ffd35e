// SPDX-License-Identifier: Apache-2.0
// What is sent to a receiver, named as Standard Webhooks names it, signed with our algorithms.
#pragma once
#include "crypto/signer.hpp"
#include "crypto/sm4.hpp"
#include "notify/delivery.hpp"
#include <functional>

namespace elicense::notify {

inline constexpr std::size_t secret_size = 32;
inline constexpr std::string_view secret_prefix =
    "whsec_"; // then base64, as Standard Webhooks writes secrets

struct Message {
  std::string url;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body; // JSON
};

struct Answer {
  unsigned status = 0;
  std::string body;
};

// An error of kind busy: it was not sent, and that is not the receiver's doing.
using Send = std::function<Result<Answer>(const Message&)>;

struct FormerKey { // was replaced
  Bytes spki;
  Time until{}; // receivers are told of it
};

// The service's SM2 key for notifications, those before it, and what the receivers' secrets are sealed under.
class MessageKeys {
 public:
  MessageKeys(std::shared_ptr<const crypto::Signer> signer, const crypto::SecretBytes& sealing_key,
              std::vector<FormerKey> former = {})
      : signer_(std::move(signer)), sealing_key_(sealing_key), former_(std::move(former)) {}

  Bytes seal(const crypto::SecretBytes& secret, const std::string& subscription_id,
             const crypto::RandomSource& random) const;
  // webhook-id, webhook-timestamp, webhook-signature; signed with SM2, webhook-key-id, too. ENVELOPE_…,
  // SIGNER_UNAVAILABLE
  Result<Message> message(const Subscription& to, const std::string& id, std::string body, Time now) const;
  const crypto::Sm2PublicKey& public_key() const { return signer_->public_key(); }
  const std::vector<FormerKey>& former() const { return former_; }

 private:
  Result<std::string> signature(const Subscription& to, std::string_view content) const;
  std::shared_ptr<const crypto::Signer> signer_;
  crypto::SealingKey sealing_key_;
  std::vector<FormerKey> former_;
};

} // namespace elicense::notify
