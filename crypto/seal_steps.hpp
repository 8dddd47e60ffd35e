// SPDX-License-Identifier: Apache-2.0
// Steps that the checks of seals and of seal signatures share. Private to them.
#pragma once
#include "crypto/seal.hpp"

namespace elicense::crypto {

struct SignedPart {
  std::string algorithm; // OID
  ByteView message;
  ByteView signature;
};

// The one signature value of a structure, as step `code`. `raw` is set when it is good, but r || s.
Step check_value(const char* code, const Result<Certificate>& certificate, const SignedPart& part, bool& raw);

std::string unmet(const Steps& steps); // the codes of the steps that did not pass

} // namespace elicense::crypto
