// SPDX-License-Identifier: Apache-2.0
// What the revocation lists say about a chain. Private to chain*.cpp.
#pragma once
#include "crypto/chain_paths.hpp"

namespace elicense::crypto {

// A list cannot be newer than the moment it was loaded, but for clocks that differ a little.
inline constexpr std::chrono::minutes max_crl_clock_skew{5};

struct Revocation {
  Step step; // CHAIN_REVOCATION
  std::optional<Time> leaf_revoked_at;
  std::optional<Time> oldest_update;
};

// `complete`: the path ends in an anchor, which is not asked about; else its last certificate has no known
// issuer.
Revocation check_revocation(const Path& path, bool complete, const TrustStore& trust, Time at);

} // namespace elicense::crypto
