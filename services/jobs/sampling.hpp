// SPDX-License-Identifier: Apache-2.0
// How many licenses of an import people look at, and which.
#pragma once
#include "crypto/random.hpp"
#include <cstdint>
#include <vector>

namespace elicense::jobs {

// The sizes that GB/T 2828.1 (ISO 2859-1) is commonly quoted with for general inspection level II, by the size of the
// lot; its text was not available. Never more than there are. How many may be wrong is a decision of ours: one of every
// hundred looked at.
std::int64_t sample_size(std::int64_t licenses);
std::int64_t accepted_wrong(std::int64_t sample);

// So many different numbers below `licenses`, rising, each set as likely as any other.
std::vector<std::int64_t> draw(std::int64_t sample, std::int64_t licenses,
                               const crypto::RandomSource& random);

} // namespace elicense::jobs
