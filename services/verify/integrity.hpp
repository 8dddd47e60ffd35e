// SPDX-License-Identifier: Apache-2.0
// Whether a signature's files are those it was made over, and fit each other (standards 2.6, steps 3, 4 and
// 6). Private.
#pragma once
#include "verify/examination.hpp"
#include "verify/report.hpp"
#include "verify/signed_value.hpp"

namespace elicense::verify {

// Fills integrity, failing_entries and deviations. `value` is null when SignedValue.dat could not be decoded.
void check_integrity(const Examination& examination, const ofd::Signature& signature,
                     const SignedValue* value, SignatureReport& report);

} // namespace elicense::verify
