// SPDX-License-Identifier: Apache-2.0
// The status lists of an instance: their key, where they are found, and a leaf of the ledger for each.
#pragma once
#include "crypto/key_store.hpp"
#include "instance/config.hpp"
#include "instance/signing_key_change.hpp"
#include "status/publisher.hpp"

namespace elicense::instance {

// The key that signs lists, and tickets of offline codes. KEY_…
const SigningKey& status_key_of(const Config& config);
Result<status::KeyPair> open_status_pair(const Config& config, const crypto::KeyStore& keys);

class StatusLists {
 public:
  struct Parts {
    const Config& config;
    const crypto::KeyStore& keys;
    std::unique_ptr<status::Source> source;
    ledger::Book& book;
    Clock clock = system_time;
  };
  // Makes the keys when the instance has none yet. KEY_…
  static Result<std::unique_ptr<StatusLists>> open(Parts parts);

  status::Publisher& publisher() { return publisher_; }
  const status::PublicKey& key() const { return key_; } // for who checks the lists
  const std::vector<status::FormerKey>& former_keys() const { return former_keys_; }

 private:
  StatusLists(Parts parts, status::Places places, status::KeyPair pair,
              std::vector<status::FormerKey> former);
  std::unique_ptr<status::Source> source_;
  status::PublicKey key_;
  std::vector<status::FormerKey> former_keys_;
  status::Publisher publisher_;
};

} // namespace elicense::instance
