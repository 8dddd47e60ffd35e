// SPDX-License-Identifier: Apache-2.0
// Events for whoever listens just now, in the order of the outbox, from where each left off.
#pragma once
#include "notify/outbox.hpp"
#include <memory>
#include <mutex>

namespace elicense::notify {

class Listener {
 public:
  virtual ~Listener() = default;
  virtual bool hear(const Event& event) = 0; // false: it takes no more. Must not block
};

class Broadcast {
 public:
  explicit Broadcast(Outbox& outbox) : outbox_(outbox) {}

  // Tells it everything after that event (absent: only what comes from now on) until it goes or takes no
  // more.
  Result<void> join(const std::shared_ptr<Listener>& listener, std::optional<std::int64_t> after);
  // Tells everybody what is new; answers whether there was anything. To be called again and again.
  Result<bool> spread();

 private:
  using Tell = std::function<bool(const Event&)>;
  Result<void> find_position();
  Result<void> catch_up(Listener& listener, std::int64_t after);
  void tell_all(const Event& event);

  Outbox& outbox_;
  std::mutex mutex_;                     // of all below
  std::optional<std::int64_t> position_; // everybody here was told of all up to this
  std::vector<std::weak_ptr<Listener>> listeners_;
};

} // namespace elicense::notify
