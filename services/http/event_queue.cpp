// SPDX-License-Identifier: Apache-2.0
// The wake-up is called under the lock: once when_changed() has taken it away, nobody is still about to call
// it.
#include "http/event_queue.hpp"

namespace elicense::http {

bool EventQueue::push(std::string text) {
  const std::lock_guard lock(mutex_);
  if (closed_) return false;
  if (waiting_.size() < limit_) {
    waiting_.push_back(std::move(text));
  } else {
    closed_ = true;
  }
  if (wake_) wake_();
  return !closed_;
}

void EventQueue::close() {
  const std::lock_guard lock(mutex_);
  closed_ = true;
  if (wake_) wake_();
}

std::optional<std::string> EventQueue::take() {
  const std::lock_guard lock(mutex_);
  if (waiting_.empty() && closed_) return std::nullopt;
  std::string all;
  for (const std::string& text : waiting_)
    all += text;
  waiting_.clear();
  return all;
}

void EventQueue::when_changed(std::function<void()> wake) {
  const std::lock_guard lock(mutex_);
  wake_ = std::move(wake);
}

std::string event_text(std::string_view id, std::string_view kind, std::string_view data) {
  std::string text = "id: " + std::string(id) + "\nevent: " + std::string(kind) + "\n";
  for (std::size_t start = 0; start <= data.size();) {
    const std::size_t end = std::min(data.find('\n', start), data.size());
    text.append("data: ").append(data.substr(start, end - start)).append("\n");
    start = end + 1;
  }
  return text += "\n";
}

} // namespace elicense::http
