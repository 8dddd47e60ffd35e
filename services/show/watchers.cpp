// SPDX-License-Identifier: Apache-2.0
// Watchers are told outside the lock: they read the register.
#include "show/watchers.hpp"

#include <algorithm>

namespace elicense::show {

std::string scan_topic(const std::string& scan) {
  return "scan " + scan;
}

std::string session_topic(const std::string& session) {
  return "session " + session;
}

void Watchers::join(const std::string& topic, const std::shared_ptr<Watcher>& watcher, Time due) {
  const std::lock_guard lock(mutex_);
  seats_[topic].push_back({watcher, due});
}

std::vector<std::shared_ptr<Watcher>> Watchers::of(const std::string& topic) {
  std::vector<std::shared_ptr<Watcher>> watchers;
  const std::lock_guard lock(mutex_);
  const auto seats = seats_.find(topic);
  if (seats == seats_.end()) return watchers;
  for (const Seat& seat : seats->second)
    if (auto watcher = seat.watcher.lock()) watchers.push_back(std::move(watcher));
  return watchers;
}

// With it go all that left by themselves.
void Watchers::drop(const std::string& topic, const std::shared_ptr<Watcher>& watcher) {
  const std::lock_guard lock(mutex_);
  const auto seats = seats_.find(topic);
  if (seats == seats_.end()) return;
  std::erase_if(seats->second, [&](const Seat& seat) {
    const auto seated = seat.watcher.lock();
    return !seated || seated == watcher;
  });
  if (seats->second.empty()) seats_.erase(seats);
}

void Watchers::tell(const std::string& topic) {
  for (const auto& watcher : of(topic))
    if (!watcher->hear()) drop(topic, watcher);
}

void Watchers::tell_due(Time now) {
  std::vector<std::pair<std::string, std::shared_ptr<Watcher>>> due;
  std::vector<std::string> left;
  {
    const std::lock_guard lock(mutex_);
    for (auto& [topic, seats] : seats_)
      for (Seat& seat : seats) {
        auto watcher = seat.watcher.lock();
        if (!watcher)
          left.push_back(topic);
        else if (!seat.was_due && seat.due <= now) {
          seat.was_due = true;
          due.emplace_back(topic, std::move(watcher));
        }
      }
  }
  for (const std::string& topic : left)
    drop(topic, nullptr);
  for (const auto& [topic, watcher] : due)
    if (!watcher->hear()) drop(topic, watcher);
}

} // namespace elicense::show
