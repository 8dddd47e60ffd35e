// SPDX-License-Identifier: Apache-2.0
// The keys of an instance's ledger: one signs checkpoints, a secret blinds references.
#pragma once
#include "crypto/key_store.hpp"
#include "instance/config.hpp"
#include "ledger/blinder.hpp"

namespace elicense::instance {

struct LedgerKeys {
  std::unique_ptr<crypto::Signer> signer;
  ledger::Blinder blinder;
};

// Also writes Config::ledger_policy(), what others need to believe the ledger. KEY_EXISTS, INSTANCE_FOLDER
Result<void> make_ledger_keys(const Config& config, const crypto::KeyStore& keys,
                              const crypto::RandomSource& random);
Result<LedgerKeys> open_ledger_keys(const crypto::KeyStore& keys);  // KEY_…
Result<ledger::Blinder> open_blinder(const crypto::KeyStore& keys); // KEY_…

} // namespace elicense::instance
