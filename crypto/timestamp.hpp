// SPDX-License-Identifier: Apache-2.0
// Time-stamp tokens (RFC 3161, GB/T 20520) with SM2 and SM3. The authority here is for development;
// production asks a TSA.
#pragma once
#include "crypto/chain.hpp"
#include "crypto/random.hpp"
#include "crypto/signer.hpp"
#include <functional>

namespace elicense::crypto {

struct TimestampToken {
  Bytes der;
  Time time;
  std::string imprint_algorithm; // OID
  Bytes imprint;
  Bytes serial;
  std::optional<Certificate> authority;
  std::vector<std::string> deviations;
};

Result<TimestampToken> decode_timestamp(ByteView der); // TIMESTAMP_MALFORMED, TIMESTAMP_UNSUPPORTED

inline constexpr std::size_t max_timestamp_serial = 20; // octets, RFC 3161 2.4.2: up to 160 bits

// Steps: TIMESTAMP_SIGNATURE, TIMESTAMP_IMPRINT (imprint is the digest of `stamped`), TIMESTAMP_CERTIFICATE
// (chain and usage at the token's time).
struct TimestampCheck {
  Steps steps;
  ChainReport chain;
};
TimestampCheck check_timestamp(const TimestampToken& token, ByteView stamped, const TrustStore& trust);

// Anything that stamps bytes..
using TimestampSource = std::function<Result<Bytes>(ByteView to_stamp)>;

// TSTInfo version 1, SM3 imprint, random serial of 16 bytes.
Result<Bytes> make_timestamp(ByteView to_stamp, Time now, const Certificate& authority, const Signer& key,
                             const RandomSource& random);

} // namespace elicense::crypto
