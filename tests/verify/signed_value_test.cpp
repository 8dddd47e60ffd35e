// SPDX-License-Identifier: Apache-2.0
// Telling signature values apart by their bytes.
#include "tests/support/result_matchers.hpp"
#include "tests/support/seal_parts.hpp"
#include "verify/signed_value.hpp"

namespace elicense::verify {
namespace {

using ofd::SignatureKind;
using test::fails_with;

Bytes bare() {
  return test::test_pki().signer.key->sign(as_bytes("x")).value();
}

std::string_view format(ByteView content, SignatureKind kind = SignatureKind::seal) {
  const auto value = decode_signed_value(content, kind);
  return value ? format_of(*value) : "";
}

TEST(SignedValue, KnowsSealSignaturesOfEveryVersion) {
  EXPECT_EQ(format(test::SignatureParts(crypto::SealVersion::v1).sign()), "SES-V1");
  EXPECT_EQ(format(test::SignatureParts(crypto::SealVersion::v4).sign()), "SES-V4");
  EXPECT_EQ(format(test::SignatureParts(crypto::SealVersion::v5).sign()), "SES-V5");
}

TEST(SignedValue, KnowsPlainAndBareSignaturesUnderEitherType) {
  const auto& signer = test::test_pki().signer;
  const Bytes plain = crypto::make_signed_data(as_bytes("x"), {.signing_time = test::test_pki().now},
                                               signer.certificate, *signer.key)
                          .value();
  for (const auto kind : {SignatureKind::seal, SignatureKind::sign}) {
    EXPECT_EQ(format(plain, kind), "GBT-35275");
    EXPECT_EQ(format(bare(), kind), "SM2-bare");
    EXPECT_EQ(format(test::raw_form(bare()), kind), "SM2-bare");
  }
}

TEST(SignedValue, ABareValueIsExactlyTwoNumbersOrSixtyFourBytes) {
  Bytes longer = bare();
  longer.push_back(0);
  EXPECT_EQ(format(longer), "");
  EXPECT_EQ(format(Bytes(63, 1)), "");
  EXPECT_EQ(format(Bytes(65, 1)), "");
  EXPECT_EQ(format(from_hex("3003020101").value()), "");
  EXPECT_EQ(format(from_hex("3009020101020101020101").value()), "");
}

TEST(SignedValue, WhatIsNoneFailsAsTheKindThatWasPromised) {
  EXPECT_THAT(decode_signed_value(as_bytes("none"), SignatureKind::seal), fails_with("SIG_FORMAT"));
  EXPECT_THAT(decode_signed_value(as_bytes("none"), SignatureKind::sign),
              fails_with("SIGNED_DATA_MALFORMED"));
  EXPECT_THAT(decode_signed_value({}, SignatureKind::seal), fails_with("SIG_FORMAT"));
}

TEST(SignedValue, OnlySealSignaturesFitTheTypeSeal) {
  const auto seal =
      decode_signed_value(test::SignatureParts(crypto::SealVersion::v4).sign(), SignatureKind::seal);
  const auto value = decode_signed_value(bare(), SignatureKind::sign);
  EXPECT_TRUE(fits(*seal, SignatureKind::seal));
  EXPECT_FALSE(fits(*seal, SignatureKind::sign));
  EXPECT_FALSE(fits(*value, SignatureKind::seal));
  EXPECT_TRUE(fits(*value, SignatureKind::sign));
}

} // namespace
} // namespace elicense::verify
