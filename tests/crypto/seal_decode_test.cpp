// SPDX-License-Identifier: Apache-2.0
// Real seals first (standards 1.9), then every version, departure and refusal of decode_seal.
#include "crypto/der.hpp"
#include "tests/support/files.hpp"
#include "tests/support/result_matchers.hpp"
#include "tests/support/seal_parts.hpp"

namespace elicense::crypto {
namespace {

using namespace elicense::test;
using testing::ElementsAre;
using testing::IsEmpty;

class SealDecode : public testing::TestWithParam<SealVersion> {};
INSTANTIATE_TEST_SUITE_P(Versions, SealDecode,
                         testing::Values(SealVersion::v1, SealVersion::v4, SealVersion::v5));

TEST(SealDecodeReal, ReadsTheV4SealOfAnotherProduct) {
  const std::optional<Bytes> file = read_shared("samples/seals/UserV4.esl");
  if (!file) GTEST_SKIP() << "the samples are not beside this checkout";
  const Seal seal = decode_seal(*file).value();
  EXPECT_EQ(seal.version, SealVersion::v4);
  EXPECT_EQ(seal.header_version, 4);
  EXPECT_EQ(seal.vendor, "OFDR&WTest");
  EXPECT_EQ(seal.id, "51f044b76510434e9bc67a1185c2fba5");
  EXPECT_EQ(seal.name, "OFD R&W 测试用印章");
  EXPECT_EQ(seal.type, 3);
  EXPECT_EQ(seal.signer_certificates.size(), 1u);
  EXPECT_EQ(to_rfc3339(seal.created), "2020-04-22T02:09:00Z");
  EXPECT_EQ(to_rfc3339(seal.valid_until), "2022-04-22T02:09:00Z");
  EXPECT_EQ(seal.picture.type, "PNG");
  EXPECT_EQ(seal.picture.data.size(), 15693u);
  EXPECT_EQ(seal.picture.width_mm, 40);
  EXPECT_EQ(seal.signature_algorithm, "1.2.156.10197.1.501");
  EXPECT_THAT(seal.deviations, IsEmpty());
  EXPECT_EQ(seal.der, *file);
}

TEST(SealDecodeReal, ReadsTheV1SealOfAnotherProduct) {
  const std::optional<Bytes> file = read_shared("samples/seals/UserV1.esl");
  if (!file) GTEST_SKIP() << "the samples are not beside this checkout";
  const Seal seal = decode_seal(*file).value();
  EXPECT_EQ(seal.version, SealVersion::v1);
  EXPECT_EQ(seal.header_version, 1);
  EXPECT_EQ(seal.name, "OFDRW测试用印章");
  EXPECT_EQ(to_rfc3339(seal.created), "2020-04-22T02:18:07Z");
  EXPECT_THAT(seal.deviations, IsEmpty());
}

TEST(SealDecodeReal, FindsTheMakersSignaturesRight) {
  for (const char* name : {"samples/seals/UserV1.esl", "samples/seals/UserV4.esl"}) {
    const std::optional<Bytes> file = read_shared(name);
    if (!file) GTEST_SKIP() << "the samples are not beside this checkout";
    const Seal seal = decode_seal(*file).value();
    const Certificate maker = Certificate::parse(seal.maker_certificate).value();
    EXPECT_EQ(maker.sm2_key()->check(seal.signed_bytes, seal.signature).value(), SignatureCheck::valid)
        << name;
  }
}

TEST_P(SealDecode, ReadsEveryField) {
  const SealParts parts(GetParam());
  const Seal seal = decode_seal(parts.sign()).value();
  EXPECT_EQ(seal.version, GetParam());
  EXPECT_EQ(seal.vendor, "ELICENSE");
  EXPECT_EQ(seal.id, "64010000000001");
  EXPECT_EQ(seal.name, "示例市行政审批局");
  EXPECT_EQ(seal.created, seal_made);
  EXPECT_EQ(seal.valid_until, seal_ends);
  EXPECT_THAT(seal.signer_certificates, ElementsAre(to_bytes(test_pki().signer.certificate.der())));
  EXPECT_EQ(seal.signed_bytes, parts.signed_bytes());
  EXPECT_EQ(seal.maker_certificate, to_bytes(test_pki().seal_maker.certificate.der()));
  EXPECT_FALSE(seal.timestamp);
  EXPECT_THAT(seal.deviations, IsEmpty());
}

TEST_P(SealDecode, RefusesEveryTruncationAndAnythingBehind) {
  const Bytes seal = SealParts(GetParam()).sign();
  for (std::size_t size = 0; size < seal.size(); ++size)
    ASSERT_THAT(decode_seal(ByteView(seal).first(size)), fails_with("SEAL_FORMAT")) << size;
  EXPECT_THAT(decode_seal(der::concat({seal, Bytes{0}})), fails_with("SEAL_FORMAT"));
}

TEST_P(SealDecode, RefusesAnElementTooManyAndOneTooFew) {
  Bytes SealParts::*const required[] = {
      &SealParts::identifier,  &SealParts::header_version, &SealParts::vendor,
      &SealParts::id,          &SealParts::type,           &SealParts::name,
      &SealParts::list,        &SealParts::created,        &SealParts::valid_from,
      &SealParts::valid_until, &SealParts::picture_type,   &SealParts::picture_data,
      &SealParts::width,       &SealParts::height,         &SealParts::maker_certificate,
      &SealParts::algorithm};
  for (std::size_t i = 0; i < std::size(required); ++i) {
    SealParts missing(GetParam()), doubled(GetParam()), other(GetParam());
    (missing.*required[i]).clear();
    EXPECT_THAT(decode_seal(missing.sign()), fails_with("SEAL_FORMAT")) << i;
    doubled.*required[i] = der::concat({doubled.*required[i], doubled.*required[i]});
    EXPECT_THAT(decode_seal(doubled.sign()), fails_with("SEAL_FORMAT")) << i;
    other.*required[i] = Bytes{0x05, 0x00};
    EXPECT_THAT(decode_seal(other.sign()), fails_with("SEAL_FORMAT")) << i;
  }
}

TEST_P(SealDecode, RefusesAVersionThatDoesNotFit) {
  for (const int number : {-1, 0, 2, 3, 6, 10, 12, 1, 11, 4, 5}) {
    SealParts parts(GetParam());
    parts.header_version = der::write_integer(number);
    const bool is_v1 = GetParam() == SealVersion::v1;
    const bool fits = is_v1 ? number == 1 || number == 11 : number == 4 || number == 5;
    EXPECT_EQ(decode_seal(parts.sign()).has_value(), fits) << number;
  }
}

TEST_P(SealDecode, RefusesBitsThatAreNotWholeOctets) {
  SealParts parts(GetParam());
  parts.signature = {0x03, 0x02, 0x01, 0xfe};
  EXPECT_THAT(decode_seal(parts.sign()), fails_with("SEAL_FORMAT"));
}

TEST_P(SealDecode, RefusesIndefiniteLength) {
  const Bytes seal = SealParts(GetParam()).sign();
  const Bytes content(seal.begin() + 4, seal.end());
  EXPECT_THAT(decode_seal(der::concat({Bytes{0x30, 0x80}, content, Bytes{0, 0}})), fails_with("SEAL_FORMAT"));
}

TEST_P(SealDecode, NamesTheOtherTimeType) {
  SealParts parts(GetParam());
  parts.created = parts.valid_from =
      GetParam() == SealVersion::v1 ? der::write_generalized_time(seal_made) : der::write_utc_time(seal_made);
  const Seal seal = decode_seal(parts.sign()).value();
  EXPECT_EQ(seal.created, seal_made);
  EXPECT_THAT(seal.deviations, ElementsAre("SEAL_TIME_TYPE")) << "named once";
}

Bytes seal_extension(ByteView critical) {
  return der::wrap(der::sequence, {der::wrap(der::sequence, {der::write_oid("1.2.156.10197.6.7.2.2.1.1.1"),
                                                             critical, der::write_octets(as_bytes("2.1"))})});
}

TEST_P(SealDecode, TakesExtensionsAsRealSealsCarryThem) {
  for (const Bytes& critical : {Bytes(), der::write_boolean(false)}) {
    SealParts parts(GetParam());
    parts.extensions = seal_extension(critical);
    EXPECT_THAT(decode_seal(parts.sign())->deviations, IsEmpty());
    parts.extensions = der::wrap(der::context(0), seal_extension(critical));
    EXPECT_THAT(decode_seal(parts.sign())->deviations, ElementsAre("SEAL_EXT_TAGGED"));
  }
  SealParts critical(GetParam());
  critical.extensions = seal_extension(der::write_boolean(true));
  EXPECT_THAT(decode_seal(critical.sign())->deviations, ElementsAre("SEAL_CRITICAL_EXTENSION"));
}

TEST_P(SealDecode, RefusesMalformedExtensions) {
  const Bytes good = seal_extension({});
  const Bytes refused[] = {der::concat({good, good}), der::wrap(der::context(1), good),
                           der::wrap(der::context(0), der::concat({good, good})),
                           der::wrap(der::sequence, der::write_integer(1)),
                           der::wrap(der::sequence, der::wrap(der::sequence, der::write_oid("1.2.3")))};
  for (const Bytes& extensions : refused) {
    SealParts parts(GetParam());
    parts.extensions = extensions;
    EXPECT_THAT(decode_seal(parts.sign()), fails_with("SEAL_FORMAT")) << to_hex(extensions);
  }
}

TEST_P(SealDecode, TakesOctetsForBitsInV1Only) {
  SealParts parts(GetParam());
  parts.signature = der::write_octets(as_bytes("a signature"));
  const Result<Seal> seal = decode_seal(parts.sign());
  if (GetParam() == SealVersion::v1) {
    EXPECT_THAT(seal->deviations, ElementsAre("SEAL_OCTETS_FOR_BITS"));
    EXPECT_EQ(as_text(seal->signature), "a signature");
  } else {
    EXPECT_THAT(seal, fails_with("SEAL_FORMAT"));
  }
}

TEST_P(SealDecode, KeepsPicturesWithinTheirLimit) {
  const auto with_width = [](std::int64_t width) {
    SealParts parts(GetParam());
    parts.width = der::write_integer(width);
    return decode_seal(parts.sign());
  };
  EXPECT_EQ(with_width(0)->picture.width_mm, 0);
  EXPECT_EQ(with_width(max_seal_picture_mm - 1)->picture.width_mm, max_seal_picture_mm - 1);
  EXPECT_EQ(with_width(max_seal_picture_mm)->picture.width_mm, max_seal_picture_mm);
  EXPECT_THAT(with_width(max_seal_picture_mm + 1), fails_with("SEAL_FORMAT"));
  EXPECT_THAT(with_width(-1), fails_with("SEAL_FORMAT"));
}

TEST(SealSize, IsLimited) {
  SealParts parts(SealVersion::v4);
  parts.signature = der::write_bits(Bytes(70, 0x41)); // of a size that does not vary with its numbers
  const std::size_t picture = max_seal_size - 4096;
  parts.picture_data = der::write_octets(Bytes(picture, 0x41));
  const std::size_t around = parts.sign().size() - picture;
  for (const std::size_t size : {max_seal_size - 1, max_seal_size, max_seal_size + 1}) {
    parts.picture_data = der::write_octets(Bytes(size - around, 0x41));
    ASSERT_EQ(parts.sign().size(), size);
    EXPECT_EQ(decode_seal(parts.sign()).has_value(), size <= max_seal_size) << size;
  }
}

TEST(SealV4AndV5, TakeCertificateDigests) {
  const Bytes digest(32, 0x5a);
  const Bytes entry =
      der::wrap(der::sequence, {der::write_text(der::printable_string, "SM3"), der::write_octets(digest)});
  for (const SealVersion version : {SealVersion::v4, SealVersion::v5}) {
    SealParts parts(version);
    parts.list_type = der::write_integer(2);
    EXPECT_THAT(decode_seal(parts.sign()), fails_with("SEAL_FORMAT"))
        << "certificates where digests are announced";
    parts.list = der::wrap(der::sequence, {entry, entry});
    const Seal seal = decode_seal(parts.sign()).value();
    ASSERT_EQ(seal.certificate_digests.size(), 2u);
    EXPECT_EQ(seal.certificate_digests[0].type, "SM3");
    EXPECT_EQ(seal.certificate_digests[0].value, digest);
    parts.list_type = der::write_integer(3);
    EXPECT_THAT(decode_seal(parts.sign()), fails_with("SEAL_FORMAT"));
    parts.list_type = der::write_integer(1);
    EXPECT_THAT(decode_seal(parts.sign()), fails_with("SEAL_FORMAT"));
  }
}

TEST(SealTimestamp, BelongsToV5) {
  const Bytes stamp = der::write_bits(as_bytes("a token"));
  SealParts v4(SealVersion::v4), v5(SealVersion::v5);
  v4.timestamp = v5.timestamp = der::wrap(der::context(0), stamp);
  EXPECT_THAT(decode_seal(v4.sign()), fails_with("SEAL_FORMAT"));
  EXPECT_EQ(as_text(*decode_seal(v5.sign())->timestamp), "a token");
  v5.timestamp = stamp;
  EXPECT_THAT(decode_seal(v5.sign())->deviations, ElementsAre("SEAL_TIMESTAMP_UNTAGGED"));
  for (const Bytes& other : {der::wrap(der::context(1), stamp), der::wrap(der::context(0), {stamp, stamp}),
                             der::wrap(der::context(0), der::write_octets({}))}) {
    v5.timestamp = other;
    EXPECT_THAT(decode_seal(v5.sign()), fails_with("SEAL_FORMAT"));
  }
}

TEST(SealIdentifier, IsES) {
  SealParts parts(SealVersion::v4);
  parts.identifier = der::write_text(der::ia5_string, "XX");
  const Result<Seal> seal = decode_seal(parts.sign());
  EXPECT_THAT(seal, fails_with("SEAL_FORMAT"));
  EXPECT_THAT(seal.error().detail, testing::HasSubstr("at byte"));
}

} // namespace
} // namespace elicense::crypto
