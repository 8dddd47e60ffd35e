// SPDX-License-Identifier: Apache-2.0
// Pages and counters that wait for what becomes of a session or a scan.
#pragma once
#include "crypto/time.hpp"
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace elicense::show {

class Watcher {
 public:
  virtual ~Watcher() = default;
  virtual bool hear() = 0; // something may be new; false: it wants no more. Must not block for long
};

std::string scan_topic(const std::string& scan);
std::string session_topic(const std::string& session);

class Watchers {
 public:
  // Until it goes or wants no more. At `due` it is told without anything having happened: time ends things.
  void join(const std::string& topic, const std::shared_ptr<Watcher>& watcher, Time due);
  void tell(const std::string& topic);
  void tell_due(Time now); // to be called again and again

 private:
  struct Seat {
    std::weak_ptr<Watcher> watcher;
    Time due{};
    bool was_due = false;
  };
  std::vector<std::shared_ptr<Watcher>> of(const std::string& topic);
  void drop(const std::string& topic, const std::shared_ptr<Watcher>& watcher);

  std::mutex mutex_;
  std::map<std::string, std::vector<Seat>, std::less<>> seats_;
};

} // namespace elicense::show
