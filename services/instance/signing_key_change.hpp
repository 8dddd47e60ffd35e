// SPDX-License-Identifier: Apache-2.0
// Another key for status lists or events. The former public key is told to others for a while: its line is in
// former-keys.txt before the leaf that vouches for it, and without that leaf it is told to nobody. Killed at
// any step, nothing was begun or the next opening ends it:
//
//   1 the next key in the key store   under another name
//   2 the line of the former key      names the leaf to come by its place
//   3 the leaf                        from here on it is ended
//   4 the key                         in place of the one before, which is destroyed
#pragma once
#include "instance/key_house.hpp"
#include "ledger/blinder.hpp"

namespace elicense::instance {

// As long as the last list made with one is believed (status::believed_for).
inline constexpr std::chrono::hours former_key_told{24};

struct SigningKey {
  const char* name;          // in the key store
  const char* override_word; // of the leaf when the former key is believed no longer
  bool p256 = false;         // else SM2
};
inline constexpr SigningKey status_key{"status", "status-key"},
    status_key_es256{"status-es256", "status-key", true}, events_key{"notify", "events-key"};

struct FormerPublicKey {
  Bytes spki;
  Time until{}; // told to others
};

// With a reason the former key is told to nobody: it was seen by others. KEY_…, STORE_…, INSTANCE_FOLDER
Result<void> replace_signing_key(const KeyHouse& house, const SigningKey& key, const std::string& reason,
                                 Time now);
// Whether there was one to be ended. To be called before anything is written.
Result<bool> end_signing_key_change(const KeyHouse& house, const SigningKey& key);
// Those with their leaf whose time is not over. INSTANCE_FOLDER: former-keys.txt is not what was written
Result<std::vector<FormerPublicKey>> former_public_keys(const KeyHouse& house, const SigningKey& key,
                                                        Time now);

} // namespace elicense::instance
