// SPDX-License-Identifier: Apache-2.0
// Every form, departure and refusal of decode_signed_data.
#include "crypto/der.hpp"
#include "crypto/oid.hpp"
#include "crypto/signed_data.hpp"
#include "tests/support/certificate_recipe.hpp"
#include "tests/support/result_matchers.hpp"
#include "tests/support/signed_data_parts.hpp"

namespace elicense::crypto {
namespace {

using namespace elicense::test;
using testing::ElementsAre;
using testing::IsEmpty;

Bytes type_attribute() {
  return attribute(oid::content_type, der::write_oid(oid::gbt_35275_data));
}
Bytes digest_attribute() {
  return attribute(oid::message_digest, der::write_octets(sm3(sm3(as_bytes(signed_file)))));
}
Bytes time_attribute() {
  return attribute(oid::signing_time, der::write_utc_time(signed_at));
}

TEST(SignedDataDecode, ReadsEveryField) {
  SignedDataParts parts;
  parts.attributes = {type_attribute(), time_attribute(), digest_attribute()};
  parts.unsigned_attributes =
      der::wrap(der::context(1), {attribute(oid::timestamp_token, der::wrap(der::sequence, Bytes())),
                                  attribute("1.2.3", der::write_integer(1))});
  const SignedData data = decode_signed_data(parts.sign()).value();
  EXPECT_EQ(data.content_type, oid::gbt_35275_data);
  EXPECT_TRUE(equal(*data.content, sm3(as_bytes(signed_file))));
  EXPECT_THAT(data.certificates, ElementsAre(test_pki().signer.certificate));
  EXPECT_EQ(data.signer, test_pki().signer.certificate);
  EXPECT_EQ(data.digest_algorithm, oid::sm3);
  EXPECT_EQ(data.signature_algorithm, oid::sm2_sign);
  EXPECT_EQ(data.signed_attributes, parts.signed_bytes());
  EXPECT_TRUE(data.message_digest_attribute);
  EXPECT_EQ(data.content_type_attribute, oid::gbt_35275_data);
  EXPECT_EQ(data.signing_time, signed_at);
  EXPECT_THAT(data.unsigned_timestamps, ElementsAre(der::wrap(der::sequence, Bytes())));
  EXPECT_THAT(data.deviations, IsEmpty());
}

TEST(SignedDataDecode, ReadsItWithoutContentCertificatesAndAttributes) {
  SignedDataParts parts;
  parts.content.clear();
  parts.certificates.clear();
  const SignedData data = decode_signed_data(parts.sign()).value();
  EXPECT_FALSE(data.content);
  EXPECT_FALSE(data.signed_attributes);
  EXPECT_FALSE(data.signer);
}

TEST(SignedDataDecode, FindsTheSignerByIssuerAndSerialNumber) {
  const Identity& signer = test_pki().signer;
  const Identity same_number = make({.serial = to_bytes(signer.certificate.serial())}, test_pki().root);
  SignedDataParts parts;
  for (const Certificate& other : {test_pki().tsa.certificate, same_number.certificate}) {
    parts.certificates = der::wrap(der::context(0), other.der());
    EXPECT_FALSE(decode_signed_data(parts.sign())->signer) << other.subject();
  }
}

TEST(SignedDataDecode, ReadsTheCmsForm) {
  SignedDataParts parts;
  parts.outer_type = der::write_oid(oid::pkcs7_signed_data);
  parts.lists = der::wrap(der::context(1), der::wrap(der::sequence, Bytes()));
  for (const int version : {1, 3, 4, 5}) {
    parts.version = der::write_integer(version);
    EXPECT_THAT(decode_signed_data(parts.sign()), succeeds()) << version;
  }
}

TEST(SignedDataDecode, NamesAttributesInFileOrder) {
  SignedDataParts parts;
  parts.attributes = {digest_attribute(), time_attribute(), type_attribute()};
  const SignedData data = decode_signed_data(parts.sign()).value();
  EXPECT_EQ(data.signed_attributes, parts.signed_bytes());
  EXPECT_THAT(data.deviations, ElementsAre("SIGNED_DATA_ATTRIBUTES_UNSORTED"));
}

TEST(SignedDataDecode, RefusesEveryTruncationAndAnythingBehind) {
  SignedDataParts parts;
  parts.attributes = {type_attribute(), time_attribute(), digest_attribute()};
  const Bytes good = parts.sign();
  for (std::size_t size = 0; size < good.size(); ++size)
    ASSERT_THAT(decode_signed_data(ByteView(good).first(size)), fails_with("SIGNED_DATA_MALFORMED")) << size;
  EXPECT_THAT(decode_signed_data(der::concat({good, Bytes{0}})), fails_with("SIGNED_DATA_MALFORMED"));
}

TEST(SignedDataDecode, AnswersWhateverBitIsChanged) {
  SignedDataParts parts;
  parts.attributes = {type_attribute(), time_attribute(), digest_attribute()};
  const Bytes good = parts.sign();
  std::size_t answers = 0;
  for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
    Bytes changed = good;
    changed[bit / 8] = static_cast<std::uint8_t>(changed[bit / 8] ^ 1 << bit % 8);
    const Result<SignedData> data = decode_signed_data(changed);
    answers += data ? 1 : data.error().code.starts_with("SIGNED_DATA_") ? 1 : 0;
  }
  EXPECT_EQ(answers, good.size() * 8);
}

TEST(SignedDataDecode, SaysWhatItDoesNotSupport) {
  const Bytes cert = to_bytes(test_pki().signer.certificate.der());
  const std::function<void(SignedDataParts&)> change[] = {
      [](SignedDataParts& p) { p.outer_type = der::write_oid("1.2.156.10197.6.1.4.2.3"); },
      [](SignedDataParts& p) { p.version = der::write_integer(2); },
      [](SignedDataParts& p) { p.version = der::write_integer(6); },
      [](SignedDataParts& p) { p.signer_version = der::write_integer(3); },
      [](SignedDataParts& p) { p.signers = 0; },
      [](SignedDataParts& p) { p.signers = 2; },
      [&](SignedDataParts& p) {
        p.certificates = der::wrap(der::context(0), {cert, der::wrap(der::context(1), cert)});
      },
  };
  for (std::size_t i = 0; i < std::size(change); ++i) {
    SignedDataParts parts;
    change[i](parts);
    EXPECT_THAT(decode_signed_data(parts.sign()), fails_with("SIGNED_DATA_UNSUPPORTED")) << i;
  }
}

TEST(SignedDataDecode, DoesNotSupportASignerNamedByKeyIdentifier) {
  const Bytes key_identifier = der::wrap(der::context_primitive(0), Bytes(20, 0x41));
  const Bytes signer = der::wrap(der::sequence, {der::write_integer(3), key_identifier});
  SignedDataParts parts;
  const Bytes data =
      der::wrap(der::sequence, {der::write_integer(3), parts.digests,
                                der::wrap(der::sequence, parts.content_type), der::wrap(der::set, signer)});
  EXPECT_THAT(
      decode_signed_data(der::wrap(der::sequence, {parts.outer_type, der::wrap(der::context(0), data)})),
      fails_with("SIGNED_DATA_UNSUPPORTED"));
}

TEST(SignedDataDecode, RefusesWhatIsMalformed) {
  const std::function<void(SignedDataParts&)> spoil[] = {
      [](SignedDataParts& p) { p.content = der::write_integer(1); },
      [](SignedDataParts& p) {
        p.content = der::concat({p.content, p.content});
      },
      [](SignedDataParts& p) { p.digests = der::wrap(der::set, Bytes()); },
      [](SignedDataParts& p) {
        p.certificates = der::wrap(der::context(0), der::wrap(der::sequence, Bytes()));
      },
      [](SignedDataParts& p) { p.serial = der::write_octets({}); },
      [](SignedDataParts& p) { p.signature_algorithm.clear(); },
      [](SignedDataParts& p) { p.unsigned_attributes = der::wrap(der::context(2), Bytes()); },
      [](SignedDataParts& p) {
        p.attributes = {type_attribute(), type_attribute()};
      },
      [](SignedDataParts& p) {
        p.attributes = {attribute("1.2.3", {}), attribute("1.2.3", {})};
      },
      [](SignedDataParts& p) { p.attributes = {attribute(oid::message_digest, der::write_integer(1))}; },
      [](SignedDataParts& p) {
        const Bytes digest = der::write_octets(Bytes(32, 1));
        p.attributes = {attribute(oid::message_digest, der::concat({digest, digest}))};
      },
      [](SignedDataParts& p) { p.attributes = {der::write_integer(1)}; },
  };
  for (std::size_t i = 0; i < std::size(spoil); ++i) {
    SignedDataParts parts;
    spoil[i](parts);
    EXPECT_THAT(decode_signed_data(parts.sign()), fails_with("SIGNED_DATA_MALFORMED")) << i;
  }
}

TEST(SignedDataDecode, TakesSoManyCertificates) {
  const auto with = [](std::size_t count) {
    Bytes all;
    for (std::size_t i = 0; i < count; ++i)
      all = der::concat({all, test_pki().signer.certificate.der()});
    SignedDataParts parts;
    parts.certificates = der::wrap(der::context(0), all);
    return decode_signed_data(parts.sign());
  };
  EXPECT_THAT(with(max_signed_data_certificates - 1), succeeds());
  EXPECT_THAT(with(max_signed_data_certificates), succeeds());
  EXPECT_THAT(with(max_signed_data_certificates + 1), fails_with("SIGNED_DATA_UNSUPPORTED"));
}

TEST(SignedDataDecode, IsLimitedInSize) {
  SignedDataParts parts;
  parts.signature = Bytes(70, 0x41);
  const std::size_t most = max_signed_data_size - 4096;
  parts.content = der::write_octets(Bytes(most, 0x41));
  const std::size_t around = parts.sign().size() - most;
  for (const std::size_t size : {max_signed_data_size - 1, max_signed_data_size, max_signed_data_size + 1}) {
    parts.content = der::write_octets(Bytes(size - around, 0x41));
    ASSERT_EQ(parts.sign().size(), size);
    EXPECT_EQ(decode_signed_data(parts.sign()).has_value(), size <= max_signed_data_size) << size;
  }
}

} // namespace
} // namespace elicense::crypto
