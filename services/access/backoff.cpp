// SPDX-License-Identifier: Apache-2.0
#include "access/backoff.hpp"

#include <algorithm>

namespace elicense::access {
namespace {

std::chrono::seconds wait_after(unsigned failures) {
  if (failures < free_failures) return {};
  const unsigned doublings = std::min(failures - free_failures, 20U);
  return std::min(first_wait * (1 << doublings), longest_wait);
}

} // namespace

std::chrono::seconds Backoff::wait(const std::string& who, Time now) const {
  const std::lock_guard lock(mutex_);
  const auto found = failures_.find(who);
  if (found == failures_.end() || found->second.until <= now) return {};
  return found->second.until - now;
}

void Backoff::failed(const std::string& who, Time now) {
  const std::lock_guard lock(mutex_);
  if (!failures_.contains(who)) make_room(now);
  Failures& failures = failures_[who];
  ++failures.count;
  failures.until = now + wait_after(failures.count);
}

void Backoff::succeeded(const std::string& who) {
  const std::lock_guard lock(mutex_);
  failures_.erase(who);
}

// Those that wait stay; of the others anyone may go.
void Backoff::make_room(Time now) {
  if (failures_.size() < limit_) return;
  std::erase_if(failures_, [now](const auto& entry) { return entry.second.until <= now; });
  if (failures_.size() >= limit_) failures_.erase(failures_.begin());
}

} // namespace elicense::access
