// SPDX-License-Identifier: Apache-2.0
// Keeps the witnesses of an instance's policy informed while it serves, and their newest signatures in
// Config::witnessed().
#pragma once
#include "http/client/client.hpp"
#include "instance/instance.hpp"
#include "ledger/feeder.hpp"
#include "observe/log.hpp"
#include <stop_token>

namespace elicense::cli {

class WitnessFeed {
 public:
  // The witnesses that ledger-policy.txt gives an address; whom to believe their TLS is in
  // witness-authorities.pem, or else the system's store. INSTANCE_FOLDER, LEDGER_POLICY, TLS_CONFIGURATION,
  // HTTP_CLIENT_URL
  static Result<std::unique_ptr<WitnessFeed>> open(instance::Instance& instance, observe::Log& log);
  void run(const std::stop_token& stop); // until then; asks when the ledger has grown

 private:
  struct Partner {
    std::string name;
    ledger::Feeder feeder;
  };
  WitnessFeed(instance::Instance& instance, observe::Log& log) : instance_(&instance), log_(&log) {}
  Result<void> add(const ledger::NoteKey& key, const std::string& url);
  void feed();
  void keep(const ledger::SignedTree& cosigned);
  void log_failure(std::string_view event, std::string_view witness, const Error& error);
  instance::Instance* instance_;
  observe::Log* log_;
  std::unique_ptr<http::Client> client_;
  std::vector<Partner> partners_;
  std::uint64_t fed_ = 0; // the size all of them signed
};

} // namespace elicense::cli
