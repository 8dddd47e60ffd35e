// SPDX-License-Identifier: Apache-2.0
// A bounded queue between one thread that makes and several that take.
#pragma once
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>

namespace elicense::jobs {

template <class T> class Channel {
 public:
  explicit Channel(std::size_t limit) : limit_(limit) {}

  bool push(T value) { // waits for room; false: abandoned
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return abandoned_ || waiting_.size() < limit_; });
    if (abandoned_) return false;
    waiting_.push_back(std::move(value));
    changed_.notify_all();
    return true;
  }
  std::optional<T> take() { // waits; nothing: closed and empty, or abandoned
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return abandoned_ || closed_ || !waiting_.empty(); });
    if (abandoned_ || waiting_.empty()) return std::nullopt;
    std::optional<T> value(std::move(waiting_.front()));
    waiting_.pop_front();
    changed_.notify_all();
    return value;
  }
  void close() { set(closed_); }      // nothing more comes
  void abandon() { set(abandoned_); } // nobody takes any more

 private:
  void set(bool& flag) {
    const std::lock_guard lock(mutex_);
    flag = true;
    changed_.notify_all();
  }
  const std::size_t limit_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<T> waiting_;
  bool closed_ = false, abandoned_ = false;
};

} // namespace elicense::jobs
