// SPDX-License-Identifier: Apache-2.0
// A new instance with a development PKI: root, seal maker CA, seal maker, signer, TSA, TLS. Everything
// carries the marker for development, and other profiles refuse it.
#pragma once
#include "crypto/random.hpp"
#include "crypto/time.hpp"
#include "instance/config.hpp"

namespace elicense::instance {

struct NewInstance {
  Config config;
  std::string enrolment_code; // of the first administrator: told once, kept as a digest
};

// INSTANCE_EXISTS when the folder already holds one.
Result<NewInstance> create_development_instance(const std::filesystem::path& folder, const Clock& clock,
                                                const crypto::RandomSource& random);

} // namespace elicense::instance
