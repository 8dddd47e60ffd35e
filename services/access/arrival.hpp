// SPDX-License-Identifier: Apache-2.0
// A person whom the identity provider vouches for becomes a login.
#pragma once
#include "access/oidc_login.hpp"
#include "access/register.hpp"
#include "access/session.hpp"

namespace elicense::access {

// As operators are registered: SM3 of issuer, newline and subject, hex.
std::string subject_digest(std::string_view issuer, std::string_view subject);

// Of the operator registered under this subject; else of the holder with this identity code. Not kept yet.
// PERSON_UNKNOWN: neither, or an operator who was disabled. STORE_…
Result<NewSession> arrive(Register& people, const Person& person, Time now,
                          const crypto::RandomSource& random);

} // namespace elicense::access
