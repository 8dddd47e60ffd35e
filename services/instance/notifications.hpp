// SPDX-License-Identifier: Apache-2.0
// What telling others needs: keys, the way out, and who makes subscriptions.
#pragma once
#include "crypto/key_store.hpp"
#include "http/client/client.hpp"
#include "instance/signing_key_change.hpp"
#include "notify/broadcast.hpp"
#include "notify/dispatcher.hpp"
#include "notify/subscribing.hpp"

namespace elicense::instance {

class Notifications {
 public:
  // Makes the keys when the instance has none yet. KEY_…, TLS_CONFIGURATION, FILE_…
  static Result<std::unique_ptr<Notifications>> open(const KeyHouse& house,
                                                     std::unique_ptr<notify::Outbox> outbox);

  notify::Outbox& outbox() { return *outbox_; }
  const notify::Subscriber& subscriber() const { return subscriber_; }
  const notify::MessageKeys& keys() const { return keys_; }
  notify::Dispatcher& dispatcher() { return dispatcher_; }
  notify::Broadcast& broadcast() { return broadcast_; }
  http::Client& client() { return *client_; } // for other requests to partners
  void cancel() { client_->cancel(); }        // what is under way to others

 private:
  Notifications(std::unique_ptr<notify::Outbox> outbox, notify::MessageKeys keys,
                std::unique_ptr<http::Client> client);
  Result<notify::Answer> send(const notify::Message& message);

  std::unique_ptr<notify::Outbox> outbox_;
  notify::MessageKeys keys_;
  std::unique_ptr<http::Client> client_;
  notify::Subscriber subscriber_;
  notify::Dispatcher dispatcher_;
  notify::Broadcast broadcast_;
};

} // namespace elicense::instance
