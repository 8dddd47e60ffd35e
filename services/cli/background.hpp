// SPDX-License-Identifier: Apache-2.0
// What the service does beside answering: signs the ledger, shows it to witnesses, delivers events, does the
// jobs over many licenses, changes the key of personal data, recalls licenses from who relied on them.
#pragma once
#include "cli/witness_feed.hpp"
#include "instance/instance.hpp"
#include "notify/loop.hpp"
#include "observe/log.hpp"
#include "privacy/key_renewal.hpp"

#include <thread>

namespace elicense::cli {

class Background {
 public:
  Background(instance::Instance& instance, WitnessFeed& witnesses, observe::Log& log);
  ~Background(); // deliveries and jobs under way are given up, and taken up again at the next start
  void renew_data_key() { key_renewal_.ask(); }
  Background(const Background&) = delete;
  Background& operator=(const Background&) = delete;

 private:
  instance::Notifications& notifications_;
  std::jthread keeper_, feed_;
  jobs::Worker& worker_;
  privacy::KeyRenewal key_renewal_;
  notify::Loop deliveries_, broadcasts_, jobs_, watchers_, renewals_, show_, recalls_;
};

} // namespace elicense::cli
