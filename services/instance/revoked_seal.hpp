// SPDX-License-Identifier: Apache-2.0
// One more seal of a development instance, whose certificate was revoked before anybody used it: for
// sandboxes.
#pragma once
#include "crypto/key_store.hpp"
#include "crypto/random.hpp"
#include "instance/instance.hpp"

namespace elicense::instance {

inline constexpr const char* revoked_seal_id = "64000000000099";

// Before the instance is opened. One that is there already stays. KEY_…, SEAL_…, INSTANCE_FOLDER
Result<void> make_revoked_seal(const Config& config, const crypto::KeyStore& keys, Time now,
                               const crypto::RandomSource& random);

// Who seals with it: what is issued is not verified, as no check of ours would let that seal pass.
license::Issuer unchecked_issuer(Instance& instance, const std::string& seal_id,
                                 const crypto::RandomSource& random);

} // namespace elicense::instance
