// SPDX-License-Identifier: Apache-2.0
// Changing the key that personal data stands under, while the service runs. services/store implements it.
#pragma once
#include "crypto/secret.hpp"
#include "ledger/entry.hpp"
#include <functional>

namespace elicense::privacy {

struct RotationProgress {
  std::int64_t done = 0; // rows sealed again by this step
  std::int64_t left = 0; // rows that still stand under older keys; none: the older keys are destroyed
};

inline constexpr std::string_view data_key = "data key", index_key = "index key",
                                  master_secret = "master secret";

// A leaf about one of those: "made", or "destroyed" with all that were older.
ledger::Entry key_leaf(std::string_view word, std::string_view key, const ledger::Blinder& blinder, Time at);

// All calls may block on the disk and are safe from any thread. STORE_UNAVAILABLE, STORE_FULL, STORE_BUSY,
// STORE_SEALED_FIELD (a row does not open: nothing of the step is done).
class KeyRotation {
 public:
  virtual ~KeyRotation() = default;
  // Everything written from now on stands under a new key.
  virtual Result<void> begin(Time at, const ledger::Blinder& blinder) = 0;
  virtual Result<bool> under_way() = 0; // an older key is not destroyed yet
  // Seals at most `rows` of each kind again. Steps may be as far apart as one likes, over restarts too.
  virtual Result<RotationProgress> go_on(std::size_t rows, Time at, const ledger::Blinder& blinder) = 0;

  // A new index key: every digest is made again and the older key destroyed, in one transaction. What is
  // looked up meanwhile may be missed: only for a store that nobody else uses. Tells rows of how many while
  // it goes on.
  using Told = std::function<void(std::int64_t done, std::int64_t all)>;
  virtual Result<void> renew_index(Time at, const ledger::Blinder& blinder, const Told& told) = 0;
  // All keys are wrapped under this master secret (32 bytes), and the one before opens nothing from then on.
  virtual Result<void> renew_master(const crypto::SecretBytes& master, Time at,
                                    const ledger::Blinder& blinder) = 0;
};

} // namespace elicense::privacy
