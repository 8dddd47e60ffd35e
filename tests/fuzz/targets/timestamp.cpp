// SPDX-License-Identifier: Apache-2.0
// Time-stamp tokens. Promises: what is accepted is DER, and no other time than the kit's passes for stamped.
#include "crypto/timestamp.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace elicense::fuzz {

namespace {

constexpr std::string_view stamped = "a signature value";

bool is_good(const crypto::TimestampToken& candidate) {
  static const auto good =
      kit_values("timestamp", [](ByteView file) { return crypto::decode_timestamp(file).value(); });
  return std::ranges::any_of(good, [&](const crypto::TimestampToken& one) {
    return one.time == candidate.time && one.imprint == candidate.imprint && one.serial == candidate.serial;
  });
}

} // namespace

void examine(ByteView input) {
  const auto token = crypto::decode_timestamp(input);
  if (!token) return;
  require(equal(rewritten(input), input), "what is accepted is DER");
  const auto check = crypto::check_timestamp(*token, as_bytes(stamped), kit_trust());
  if (worst(check.steps) == Outcome::passed) require(is_good(*token), "nobody else stamps for the authority");
}

} // namespace elicense::fuzz
