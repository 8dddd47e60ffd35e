// SPDX-License-Identifier: Apache-2.0
// Every step of checking SignedData, with the forms met in OFD files (standards 7.4).
#include "crypto/der.hpp"
#include "crypto/oid.hpp"
#include "crypto/signed_data.hpp"
#include "tests/support/seal_parts.hpp"
#include "tests/support/signed_data_parts.hpp"
#include "tests/support/steps.hpp"

namespace elicense::crypto {
namespace {

using namespace elicense::test;
using testing::ElementsAre;
using testing::IsEmpty;

SignedDataCheck check(const SignedDataParts& parts) {
  return check_signed_digest(decode_signed_data(parts.sign()).value(), as_bytes(signed_file));
}

void add_attributes(SignedDataParts& parts, ByteView content, std::string_view type = oid::gbt_35275_data) {
  parts.attributes = {attribute(oid::content_type, der::write_oid(type)),
                      attribute(oid::message_digest, der::write_octets(sm3(content)))};
}

TEST(SignedDataCheck, PassesWithTheDigestEnclosed) {
  const SignedDataCheck result = check(SignedDataParts());
  EXPECT_THAT(codes_of(result.steps), ElementsAre("SIGNED_DATA_SIGNER", "SIGNED_DATA_CONTENT",
                                                  "SIGNED_DATA_ATTRIBUTES", "SIGNED_DATA_SIGNATURE"));
  EXPECT_THAT(unmet_of(result.steps), IsEmpty());
  EXPECT_TRUE(is_silent(result.steps));
  EXPECT_THAT(result.deviations, IsEmpty());
}

TEST(SignedDataCheck, PassesWithAttributes) {
  SignedDataParts parts;
  add_attributes(parts, sm3(as_bytes(signed_file)));
  EXPECT_THAT(unmet_of(check(parts).steps), IsEmpty());
  EXPECT_THAT(check(parts).deviations, IsEmpty());
}

TEST(SignedDataCheck, TakesEveryOidOfSm2) {
  for (const std::string_view type : {oid::sm2_sign, oid::sm2_with_sm3, oid::ec_public_key}) {
    SignedDataParts parts;
    parts.signature_algorithm = der::wrap(der::sequence, {der::write_oid(type), Bytes{0x05, 0x00}});
    EXPECT_THAT(unmet_of(check(parts).steps), IsEmpty()) << type;
  }
}

TEST(SignedDataCheck, FailsOnOtherAlgorithms) {
  SignedDataParts rsa;
  rsa.signature_algorithm = der::wrap(der::sequence, der::write_oid("1.2.840.113549.1.1.11"));
  EXPECT_THAT(
      told_of(check(rsa).steps),
      ElementsAre("SIGNED_DATA_SIGNATURE failed (algorithms 1.2.156.10197.1.401, 1.2.840.113549.1.1.11)"));
  SignedDataParts sha256;
  sha256.digest_algorithm = der::wrap(der::sequence, der::write_oid("2.16.840.1.101.3.4.2.1"));
  sha256.digests = der::wrap(der::set, sha256.digest_algorithm);
  EXPECT_THAT(unmet_of(check(sha256).steps), ElementsAre("SIGNED_DATA_SIGNATURE"));
}

TEST(SignedDataCheck, DoesNotDecideWithoutTheCertificate) {
  SignedDataParts parts;
  parts.certificates = der::wrap(der::context(0), test_pki().tsa.certificate.der());
  EXPECT_THAT(told_of(check(parts).steps),
              ElementsAre("SIGNED_DATA_SIGNER undetermined (the signer's certificate is not enclosed)",
                          "SIGNED_DATA_SIGNATURE undetermined (no certificate)"));
}

TEST(SignedDataCheck, FailsOnOtherContent) {
  SignedDataParts parts;
  parts.content = der::write_octets(sm3(as_bytes("another file")));
  EXPECT_THAT(told_of(check(parts).steps),
              ElementsAre("SIGNED_DATA_CONTENT failed (something else is enclosed)"));
}

TEST(SignedDataCheck, FailsOnAttributesOfOtherContent) {
  SignedDataParts parts;
  add_attributes(parts, as_bytes("another file"));
  EXPECT_THAT(told_of(check(parts).steps),
              ElementsAre("SIGNED_DATA_ATTRIBUTES failed (messageDigest is of another content)"));
  parts.attributes.pop_back();
  EXPECT_THAT(unmet_of(check(parts).steps), ElementsAre("SIGNED_DATA_ATTRIBUTES")) << "no messageDigest";
  add_attributes(parts, sm3(as_bytes(signed_file)), oid::tst_info);
  EXPECT_THAT(told_of(check(parts).steps),
              ElementsAre("SIGNED_DATA_ATTRIBUTES failed (contentType is of another content)"));
  EXPECT_THAT(check(parts).deviations, IsEmpty());
  parts.attributes.erase(parts.attributes.begin());
  EXPECT_THAT(unmet_of(check(parts).steps), ElementsAre("SIGNED_DATA_ATTRIBUTES")) << "no contentType";
}

TEST(SignedDataCheck, FailsOnASignatureOfOtherBytes) {
  SignedDataParts parts;
  parts.signature = test_pki().signer.key->sign(as_bytes("other")).value();
  EXPECT_THAT(unmet_of(check(parts).steps), ElementsAre("SIGNED_DATA_SIGNATURE"));
  // with attributes the content alone is not what must be signed
  parts.signature = test_pki().signer.key->sign(sm3(as_bytes(signed_file))).value();
  add_attributes(parts, sm3(as_bytes(signed_file)));
  EXPECT_THAT(unmet_of(check(parts).steps), ElementsAre("SIGNED_DATA_SIGNATURE"));
}

TEST(SignedDataCheck, NamesEveryFormMet) {
  SignedDataParts raw;
  raw.signature = raw_form(test_pki().signer.key->sign(raw.signed_bytes()).value());
  EXPECT_THAT(unmet_of(check(raw).steps), IsEmpty());
  EXPECT_THAT(check(raw).deviations, ElementsAre("SIGNED_DATA_RAW_RS"));

  SignedDataParts base64;
  base64.content = der::write_octets(as_bytes(to_base64(sm3(as_bytes(signed_file)))));
  EXPECT_THAT(unmet_of(check(base64).steps), IsEmpty());
  EXPECT_THAT(check(base64).deviations, ElementsAre("SIGNED_DATA_DIGEST_BASE64"));

  SignedDataParts detached;
  detached.content.clear();
  EXPECT_THAT(unmet_of(check(detached).steps), IsEmpty());
  EXPECT_THAT(check(detached).deviations, ElementsAre("SIGNED_DATA_WHOLE_DOCUMENT"));

  add_attributes(detached, as_bytes(signed_file), oid::pkcs7_data);
  EXPECT_THAT(unmet_of(check(detached).steps), IsEmpty());
  EXPECT_THAT(check(detached).deviations,
              ElementsAre("SIGNED_DATA_WHOLE_DOCUMENT", "SIGNED_DATA_CONTENT_TYPE_MIXED"));
}

TEST(SignedDataCheck, FailsOnADetachedSignatureOfAnotherFile) {
  SignedDataParts parts;
  parts.content.clear();
  const SignedData data = decode_signed_data(parts.sign()).value();
  EXPECT_THAT(unmet_of(check_signed_digest(data, as_bytes("another file")).steps),
              ElementsAre("SIGNED_DATA_SIGNATURE"));
  add_attributes(parts, as_bytes(signed_file));
  const SignedData with_attributes = decode_signed_data(parts.sign()).value();
  EXPECT_THAT(unmet_of(check_signed_digest(with_attributes, as_bytes("another file")).steps),
              ElementsAre("SIGNED_DATA_ATTRIBUTES"));
}

TEST(SignedDataCheck, FailsWhereNothingSaysWhatWasSigned) {
  SignedDataParts parts;
  parts.content.clear();
  parts.attributes = {attribute(oid::content_type, der::write_oid(oid::gbt_35275_data))};
  EXPECT_THAT(unmet_of(check(parts).steps), ElementsAre("SIGNED_DATA_ATTRIBUTES"));
}

TEST(SignedDataCheck, FailsWhenOtherContentIsCalledData) {
  SignedDataParts parts;
  parts.content_type = der::write_oid(oid::tst_info);
  add_attributes(parts, sm3(as_bytes(signed_file)));
  EXPECT_THAT(unmet_of(check(parts).steps), ElementsAre("SIGNED_DATA_ATTRIBUTES"));
}

TEST(SignedDataCheck, TakesTheContentItselfAndNothingElseWhenAskedSo) {
  SignedDataParts parts;
  const SignedData data = decode_signed_data(parts.sign()).value();
  EXPECT_THAT(unmet_of(check_signed_data(data, sm3(as_bytes(signed_file))).steps), IsEmpty());
  EXPECT_THAT(unmet_of(check_signed_data(data, as_bytes(signed_file)).steps),
              ElementsAre("SIGNED_DATA_CONTENT"));
}

} // namespace
} // namespace elicense::crypto
