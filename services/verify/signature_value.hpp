// SPDX-License-Identifier: Apache-2.0
// Cryptography and trust of one signature value, whatever its format. Private to this room.
#pragma once
#include "verify/examination.hpp"
#include "verify/report.hpp"
#include "verify/signed_value.hpp"

namespace elicense::verify {

// Fills cryptography, trust, signer, seal, times, deviations and notes; answers how old the oldest list used
// is.
std::optional<Time> check_value(const Examination& examination, const ofd::Signature& signature,
                                const SignedValue& value, SignatureReport& report);

} // namespace elicense::verify
