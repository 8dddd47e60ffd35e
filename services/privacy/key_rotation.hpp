// SPDX-License-Identifier: Apache-2.0
// Changing the key that personal data stands under, while the service runs. services/store implements it.
#pragma once
#include "ledger/entry.hpp"

namespace elicense::privacy {

struct RotationProgress {
  std::int64_t done = 0; // rows sealed again by this step
  std::int64_t left = 0; // rows that still stand under older keys; none: the older keys are destroyed
};

// A leaf about a data key: "made", or "destroyed" with all that were older.
ledger::Entry key_leaf(std::string_view word, const ledger::Blinder& blinder, Time at);

// All calls may block on the disk and are safe from any thread. STORE_UNAVAILABLE, STORE_FULL, STORE_BUSY,
// STORE_SEALED_FIELD (a row does not open: nothing of the step is done).
class KeyRotation {
 public:
  virtual ~KeyRotation() = default;
  // Everything written from now on stands under a new key.
  virtual Result<void> begin(Time at, const ledger::Blinder& blinder) = 0;
  // Seals at most `rows` of each kind again. Steps may be as far apart as one likes, over restarts too.
  virtual Result<RotationProgress> go_on(std::size_t rows, Time at, const ledger::Blinder& blinder) = 0;
};

} // namespace elicense::privacy
