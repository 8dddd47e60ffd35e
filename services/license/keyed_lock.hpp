// SPDX-License-Identifier: Apache-2.0
// One holder per key: equal keys wait for each other, different ones do not.
#pragma once
#include <condition_variable>
#include <mutex>
#include <set>
#include <string>

namespace elicense::license {

class KeyedLock {
 public:
  class Hold {
   public:
    Hold(KeyedLock& lock, const std::string& key) : lock_(lock), key_(key) { lock_.take(key_); }
    ~Hold() { lock_.release(key_); }
    Hold(const Hold&) = delete;
    Hold& operator=(const Hold&) = delete;

   private:
    KeyedLock& lock_;
    const std::string key_;
  };

 private:
  void take(const std::string& key) {
    std::unique_lock lock(mutex_);
    released_.wait(lock, [&] { return !held_.contains(key); });
    held_.insert(key);
  }
  void release(const std::string& key) {
    {
      const std::lock_guard lock(mutex_);
      held_.erase(key);
    }
    released_.notify_all();
  }

  std::mutex mutex_;
  std::condition_variable released_;
  std::set<std::string> held_;
};

} // namespace elicense::license
