// SPDX-License-Identifier: Apache-2.0
// Another key for checkpoints. The former key signs a leaf that names the keys from then on and the tree that
// ends with it; then its place is taken, and the next key signs the same tree. Killed at any step, nothing
// was begun or the next opening ends it:
//
//   1 the next key in the key store             under another name
//   2 the next policy as a file                 names the leaf to come by its place
//   3 the leaf                                  from here on it is ended
//   4 the former key's checkpoint, its receipt  ledger-key-change-LEAF.txt
//   5 the policy, 6 the key, 7 its checkpoint   each in place of the one before
#pragma once
#include "instance/key_house.hpp"
#include "ledger/key_change.hpp"

namespace elicense::instance {

inline constexpr const char* ledger_key = "ledger"; // in the key store

// The keys that ledger-policy.txt names, seen by who signs with this key; without such a file it alone.
// LEDGER_POLICY, LEDGER_KEY, INSTANCE_FOLDER
Result<ledger::LogKeys> own_log_keys(const Config& config, const crypto::Signer& own);

// KEY_…, LEDGER_…, STORE_…, INSTANCE_FOLDER
Result<void> replace_ledger_key(const KeyHouse& house, Time now);
// When the key is lost, or was seen by others: it signs nothing any more, and the leaf says that and why.
Result<void> override_ledger_key(const KeyHouse& house, const std::string& reason, Time now);
// Whether there was one to be ended. To be called before anything is written.
Result<bool> end_ledger_key_change(const KeyHouse& house);

} // namespace elicense::instance
