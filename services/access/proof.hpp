// SPDX-License-Identifier: Apache-2.0
// Whether a signature was made with a credential's key.
#pragma once
#include "access/party.hpp"

namespace elicense::access {

Result<bool> is_proved(const Credential& credential, ByteView message, ByteView signature); // SM2_UNAVAILABLE

// A credential of this kind that nobody has: an unknown key costs as much as a wrong proof.
const Credential& nobodys_credential(KeyKind kind);

} // namespace elicense::access
