// SPDX-License-Identifier: Apache-2.0
// A small document, a seal of the test PKI, and the one under the other.
#pragma once
#include "ofd/writer.hpp"
#include "seal/sealing.hpp"
#include "tests/support/pki.hpp"

namespace elicense::test {

inline constexpr const char* seal_name = "测试机构";

struct SealOptions {
  std::string id = "64000000000042";
  Identity signer = test_pki().signer;
  Identity maker = test_pki().seal_maker;
  Time created = test_pki().start, valid_from = test_pki().start, valid_until = test_pki().finish;
};

Bytes make_seal_of(const SealOptions& options = {}); // DER SESeal
seal::HeldSeal held_seal(const SealOptions& options = {});
const seal::HeldSeal& usual_seal(); // made once

// The key of an identity, for what wants to own one.
std::unique_ptr<crypto::Signer> signer_of(const Identity& identity);

// Stamps as of a fixed time by the test PKI's authority.
crypto::TimestampSource stamps_at(Time time, const Identity& authority = test_pki().tsa);

// One A4 page with two texts and an image, a font, an attachment, metadata and a tag.
ofd::NewDocument plain_draft();
Bytes plain_document();

struct Sealing {
  Time at = test_pki().now;
  bool stamped = true;
  bool last = false; // no further signature may follow
};
Bytes sealed(ByteView document, const seal::HeldSeal& seal = usual_seal(), const Sealing& sealing = {});
const Bytes& sealed_file(); // plain_document() under usual_seal(), made once

// A plain signature (@Type=Sign) by GB/T 35275.
struct PlainSigning {
  Identity signer = test_pki().signer;
  Time at = test_pki().now;
  bool attributes = true;
};
Bytes signed_plainly(ByteView document, const PlainSigning& signing = {});

} // namespace elicense::test
