// SPDX-License-Identifier: Apache-2.0
// One reader of the outbox for all listeners; who comes late is told the rest under the same lock, so that
// nothing falls between.
#include "notify/broadcast.hpp"

namespace elicense::notify {

Result<void> Broadcast::find_position() {
  if (position_) return {};
  const auto last = outbox_.last_event();
  if (!last) return last.error();
  position_ = *last;
  return {};
}

Result<void> Broadcast::catch_up(Listener& listener, std::int64_t after) {
  while (after < *position_) {
    const auto page = outbox_.events(after, max_page);
    if (!page) return page.error();
    for (const Event& event : *page) {
      if (event.sequence > *position_) return {};
      if (!listener.hear(event)) return {};
      after = event.sequence;
    }
  }
  return {};
}

Result<void> Broadcast::join(const std::shared_ptr<Listener>& listener, std::optional<std::int64_t> after) {
  const std::lock_guard lock(mutex_);
  if (auto found = find_position(); !found) return found;
  if (auto told = catch_up(*listener, after.value_or(*position_)); !told) return told;
  std::erase_if(listeners_, [](const auto& known) { return known.expired(); });
  listeners_.push_back(listener);
  return {};
}

void Broadcast::tell_all(const Event& event) {
  std::erase_if(listeners_, [&](const auto& known) {
    const auto listener = known.lock();
    return !listener || !listener->hear(event);
  });
  position_ = event.sequence;
}

Result<bool> Broadcast::spread() {
  const std::lock_guard lock(mutex_);
  if (auto found = find_position(); !found) return found.error();
  const auto page = outbox_.events(*position_, max_page);
  if (!page) return page.error();
  for (const Event& event : *page)
    tell_all(event);
  return !page->empty();
}

} // namespace elicense::notify
