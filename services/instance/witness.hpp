// SPDX-License-Identifier: Apache-2.0
// The folder of a witness, on another machine or under another authority than the log's: its keys, whose log
// it watches, and the checkpoint it cosigned last.
#pragma once
#include "crypto/key_store.hpp"
#include "crypto/time.hpp"
#include "ledger/witness.hpp"
#include <filesystem>

namespace elicense::instance {

struct NewWitness {
  std::string name;                    // of its key, such as "witness.example/1"
  std::string log_policy;              // text, C2SP tlog-policy; its witnesses are not asked for
  std::vector<std::string> hosts = {}; // under which logs reach it, besides localhost: in its TLS certificate
};

// INSTANCE_EXISTS, LEDGER_KEY, LEDGER_POLICY, KEY_…. Answers the witness's key as text.
Result<std::string> create_witness(const std::filesystem::path& folder, const NewWitness& wanted,
                                   const Clock& clock, const crypto::RandomSource& random);

class WitnessHouse {
 public:
  // KEY_…, LEDGER_…, INSTANCE_FOLDER
  static Result<std::unique_ptr<WitnessHouse>> open(const std::filesystem::path& folder);
  ledger::Witness& witness() { return *witness_; }
  const crypto::KeyStore& keys() const { return keys_; }
  const std::filesystem::path& folder() const { return folder_; }
  Result<std::vector<std::string>> hosts() const; // NewWitness::hosts

 private:
  class Memory;
  WitnessHouse(std::filesystem::path folder, crypto::KeyStore keys);
  std::filesystem::path folder_;
  crypto::KeyStore keys_;
  std::unique_ptr<ledger::WitnessMemory> memory_;
  std::unique_ptr<ledger::Witness> witness_;
};

} // namespace elicense::instance
