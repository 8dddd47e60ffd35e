// SPDX-License-Identifier: Apache-2.0
// Every version, departure and refusal of decode_seal_signature.
#include "crypto/der.hpp"
#include "tests/support/result_matchers.hpp"
#include "tests/support/seal_parts.hpp"

namespace elicense::crypto {
namespace {

using namespace elicense::test;
using testing::ElementsAre;
using testing::IsEmpty;

class SealSignatureDecode : public testing::TestWithParam<SealVersion> {};
INSTANTIATE_TEST_SUITE_P(Versions, SealSignatureDecode,
                         testing::Values(SealVersion::v1, SealVersion::v4, SealVersion::v5));

TEST_P(SealSignatureDecode, ReadsEveryField) {
  const SignatureParts parts(GetParam());
  const Bytes der = parts.sign();
  const SealSignature signature = decode_seal_signature(der).value();
  EXPECT_EQ(signature.version, GetParam());
  EXPECT_EQ(signature.der, der);
  EXPECT_EQ(signature.seal.der, parts.seal);
  EXPECT_EQ(signature.claimed_time, sealed_at);
  EXPECT_TRUE(equal(signature.data_hash, sm3(as_bytes(sealed_document))));
  EXPECT_EQ(signature.property_info, sealed_path);
  EXPECT_EQ(signature.signed_bytes, parts.tbs());
  EXPECT_EQ(signature.signer_certificate, to_bytes(test_pki().signer.certificate.der()));
  EXPECT_EQ(signature.signature_algorithm, "1.2.156.10197.1.501");
  EXPECT_FALSE(signature.timestamp);
  EXPECT_THAT(signature.deviations, IsEmpty());
}

TEST_P(SealSignatureDecode, RefusesEveryTruncationAndAnythingBehind) {
  const Bytes signature = SignatureParts(GetParam()).sign();
  for (std::size_t size = 0; size < signature.size(); ++size)
    ASSERT_THAT(decode_seal_signature(ByteView(signature).first(size)), fails_with("SIG_FORMAT")) << size;
  EXPECT_THAT(decode_seal_signature(der::concat({signature, Bytes{0}})), fails_with("SIG_FORMAT"));
}

TEST_P(SealSignatureDecode, RefusesAnElementTooManyAndOneTooFew) {
  Bytes SignatureParts::*const required[] = {
      &SignatureParts::tbs_version, &SignatureParts::seal,          &SignatureParts::time,
      &SignatureParts::data_hash,   &SignatureParts::property_info, &SignatureParts::signer_certificate,
      &SignatureParts::algorithm};
  for (std::size_t i = 0; i < std::size(required); ++i) {
    SignatureParts missing(GetParam()), doubled(GetParam()), other(GetParam());
    (missing.*required[i]).clear();
    EXPECT_THAT(decode_seal_signature(missing.sign()), fails_with("SIG_FORMAT")) << i;
    doubled.*required[i] = der::concat({doubled.*required[i], doubled.*required[i]});
    EXPECT_THAT(decode_seal_signature(doubled.sign()), fails_with("SIG_FORMAT")) << i;
    other.*required[i] = Bytes{0x05, 0x00};
    EXPECT_THAT(decode_seal_signature(other.sign()), fails_with("SIG_FORMAT")) << i;
  }
}

TEST_P(SealSignatureDecode, RefusesAVersionOtherThanTheSeals) {
  for (const int number : {-1, 0, 1, 4, 5, 11}) {
    SignatureParts parts(GetParam());
    parts.tbs_version = der::write_integer(number);
    const bool fits = GetParam() == SealVersion::v1   ? number == 1 || number == 11
                      : GetParam() == SealVersion::v4 ? number == 4
                                                      : number == 5;
    EXPECT_EQ(decode_seal_signature(parts.sign()).has_value(), fits) << number;
  }
}

TEST_P(SealSignatureDecode, RefusesASealOfAnotherVersion) {
  for (const SealVersion other : {SealVersion::v1, SealVersion::v4, SealVersion::v5}) {
    SignatureParts parts(GetParam());
    parts.seal = SealParts(other).sign();
    EXPECT_EQ(decode_seal_signature(parts.sign()).has_value(), other == GetParam());
  }
}

TEST_P(SealSignatureDecode, TakesATimestampExceptInV1) {
  const Bytes stamp = der::write_bits(as_bytes("a token"));
  SignatureParts parts(GetParam());
  parts.timestamp = der::wrap(der::context(0), stamp);
  if (GetParam() == SealVersion::v1) {
    const Bytes three = der::wrap(der::sequence, {parts.tbs(), parts.signature_value(), parts.timestamp});
    EXPECT_THAT(decode_seal_signature(three), fails_with("SIG_FORMAT"));
    return;
  }
  const SealSignature tagged = decode_seal_signature(parts.sign()).value();
  EXPECT_EQ(as_text(*tagged.timestamp), "a token");
  EXPECT_THAT(tagged.deviations, IsEmpty());
  parts.timestamp = stamp;
  EXPECT_THAT(decode_seal_signature(parts.sign())->deviations, ElementsAre("SIG_TIMESTAMP_UNTAGGED"));
  parts.timestamp = der::wrap(der::context(1), stamp);
  EXPECT_THAT(decode_seal_signature(parts.sign()), fails_with("SIG_FORMAT"));
}

Bytes extensions(bool critical) {
  return der::wrap(der::sequence,
                   {der::wrap(der::sequence, {der::write_oid("1.3.6.1.5.5.7.1.4"),
                                              der::write_boolean(critical), der::write_octets({})})});
}

TEST_P(SealSignatureDecode, TakesExtensionsExceptInV1) {
  SignatureParts parts(GetParam());
  if (GetParam() == SealVersion::v1) {
    const Bytes eight =
        der::wrap(der::sequence,
                  {parts.tbs_version, parts.seal, parts.time, parts.data_hash, parts.property_info,
                   parts.signer_certificate, parts.algorithm, der::wrap(der::context(0), extensions(false))});
    EXPECT_THAT(decode_seal_signature(der::wrap(der::sequence, {eight, parts.signature_value()})),
                fails_with("SIG_FORMAT"));
    return;
  }
  parts.extensions = der::wrap(der::context(0), extensions(false));
  EXPECT_THAT(decode_seal_signature(parts.sign())->deviations, IsEmpty());
  parts.extensions = der::wrap(der::context(0), extensions(true));
  EXPECT_THAT(decode_seal_signature(parts.sign())->deviations, ElementsAre("SEAL_CRITICAL_EXTENSION"));
  parts.extensions = extensions(false);
  EXPECT_THAT(decode_seal_signature(parts.sign())->deviations, ElementsAre("SIG_EXT_UNTAGGED"));
  parts.extensions = der::wrap(der::context(1), extensions(false));
  EXPECT_THAT(decode_seal_signature(parts.sign()), fails_with("SIG_FORMAT"));
}

TEST_P(SealSignatureDecode, TakesOctetsForBitsInV1Only) {
  SignatureParts parts(GetParam());
  parts.data_hash = der::write_octets(sm3(as_bytes(sealed_document)));
  const Result<SealSignature> signature = decode_seal_signature(parts.sign());
  if (GetParam() == SealVersion::v1)
    EXPECT_THAT(signature->deviations, ElementsAre("SIG_OCTETS_FOR_BITS"));
  else
    EXPECT_THAT(signature, fails_with("SIG_FORMAT"));
}

TEST_P(SealSignatureDecode, NamesTheOtherTimeType) {
  SignatureParts parts(GetParam());
  parts.time =
      GetParam() == SealVersion::v1 ? der::write_generalized_time(sealed_at) : der::write_utc_time(sealed_at);
  const SealSignature signature = decode_seal_signature(parts.sign()).value();
  EXPECT_EQ(signature.claimed_time, sealed_at);
  EXPECT_THAT(signature.deviations, ElementsAre("SIG_TIME_TYPE"));
}

TEST_P(SealSignatureDecode, TakesTheTimeInBitsInV1Only) {
  SignatureParts parts(GetParam());
  parts.time = der::write_bits(der::write_utc_time(sealed_at));
  EXPECT_EQ(decode_seal_signature(parts.sign()).has_value(), GetParam() == SealVersion::v1);
}

TEST_P(SealSignatureDecode, SaysWhatIsWrongWithTheSeal) {
  SealParts seal(GetParam());
  seal.identifier = der::write_text(der::ia5_string, "XX");
  SignatureParts parts(GetParam());
  parts.seal = seal.sign();
  EXPECT_THAT(decode_seal_signature(parts.sign()).error().detail,
              testing::EndsWith("the enclosed seal, " + decode_seal(parts.seal).error().detail));
}

SealSignature v1_with_time(ByteView value) {
  SignatureParts parts(SealVersion::v1);
  parts.time = der::write_bits(value);
  return decode_seal_signature(parts.sign()).value();
}

TEST(SealSignatureV1Time, MayStandOutsideBits) {
  SignatureParts parts(SealVersion::v1);
  parts.time = der::write_utc_time(sealed_at);
  const SealSignature signature = decode_seal_signature(parts.sign()).value();
  EXPECT_EQ(signature.claimed_time, sealed_at);
  EXPECT_THAT(signature.deviations, IsEmpty());
}

TEST(SealSignatureV1Time, IsReadFromTextInChineseTime) {
  const SealSignature signature = v1_with_time(as_bytes("2026-06-10 16:00:00"));
  EXPECT_EQ(signature.claimed_time, sealed_at);
  EXPECT_THAT(signature.deviations, ElementsAre("SIG_V1_TIME_TEXT"));
}

TEST(SealSignatureV1Time, IsAClaimWhenItIsATimestamp) {
  const Bytes token = make_timestamp(as_bytes("anything"), sealed_at, test_pki().tsa.certificate,
                                     *test_pki().tsa.key, system_random)
                          .value();
  const SealSignature signature = v1_with_time(token);
  EXPECT_EQ(signature.claimed_time, sealed_at);
  EXPECT_FALSE(signature.timestamp);
  EXPECT_THAT(signature.deviations, ElementsAre("SIG_V1_TIME_TOKEN"));
}

TEST(SealSignatureV1Time, MayBeUnreadable) {
  for (const char* text :
       {"", "yesterday", "2026-06-10T16:00:00", "2026-06-31 16:00:00", "2026-06-10 16:00:00 "}) {
    const SealSignature signature = v1_with_time(as_bytes(text));
    EXPECT_FALSE(signature.claimed_time) << text;
    EXPECT_THAT(signature.deviations, ElementsAre("SIG_V1_TIME_UNREADABLE")) << text;
  }
}

TEST(SealSignatureSize, IsLimited) {
  SignatureParts parts(SealVersion::v4);
  parts.signature = der::write_bits(Bytes(70, 0x41));
  const std::size_t path = 1000;
  for (const std::size_t size :
       {max_seal_signature_size - 1, max_seal_signature_size, max_seal_signature_size + 1}) {
    // the seal alone may not be that large: the path fills the rest
    parts.property_info = der::write_text(der::ia5_string, std::string(max_seal_size + path, 'p'));
    const std::size_t rest = size - parts.sign().size();
    parts.property_info = der::write_text(der::ia5_string, std::string(max_seal_size + path + rest, 'p'));
    ASSERT_EQ(parts.sign().size(), size);
    EXPECT_EQ(decode_seal_signature(parts.sign()).has_value(), size <= max_seal_signature_size) << size;
  }
}

} // namespace
} // namespace elicense::crypto
