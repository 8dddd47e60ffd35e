// SPDX-License-Identifier: Apache-2.0
// What a certificate and key must fulfil before they sign. Private to the encoders.
#pragma once
#include "crypto/certificate.hpp"
#include "crypto/signer.hpp"

namespace elicense::crypto {

bool may_sign(const Certificate& certificate); // SM2, with digitalSignature or nonRepudiation (GB/T 20518)
bool is_valid_at(const Certificate& certificate, Time time);
bool fits(const Certificate& certificate, const Signer& key);
bool is_signed(const Certificate& certificate, ByteView message, ByteView signature); // DER {r, s} only

} // namespace elicense::crypto
