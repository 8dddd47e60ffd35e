// SPDX-License-Identifier: Apache-2.0
// COSE_Sign1 (RFC 9052, 4.2), under its tag and with its content inside. What is signed is checked as it
// came: nothing is encoded again.
#pragma once
#include "cbor/entries.hpp"

namespace elicense::cbor {

enum CoseHeader : std::int64_t { cose_alg = 1, cose_kid = 4, cose_typ = 16 };

struct Sign1 {
  ByteView header; // protected, as it came; none of its labels stands in `unprotected` again
  Entries protected_header, unprotected;
  ByteView payload, signature;
  Bytes signed_bytes() const; // Sig_structure, 4.4
};

Bytes bytes_to_sign(ByteView header, ByteView payload);
// `header` and `unprotected` are maps, written.
Bytes write_sign1(ByteView header, ByteView unprotected, ByteView payload, ByteView signature);
Result<Sign1> read_sign1(ByteView bytes); // views into `bytes`. CBOR_MALFORMED

} // namespace elicense::cbor
