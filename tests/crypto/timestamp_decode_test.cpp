// SPDX-License-Identifier: Apache-2.0
// Every form, departure and refusal of decode_timestamp.
#include "crypto/der.hpp"
#include "crypto/oid.hpp"
#include "crypto/timestamp.hpp"
#include "tests/support/result_matchers.hpp"
#include "tests/support/timestamp_parts.hpp"

namespace elicense::crypto {
namespace {

using namespace elicense::test;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(TimestampDecode, ReadsEveryField) {
  const Bytes der = TimestampParts().sign();
  const TimestampToken token = decode_timestamp(der).value();
  EXPECT_EQ(token.der, der);
  EXPECT_EQ(token.time, stamped_at);
  EXPECT_EQ(token.imprint_algorithm, oid::sm3);
  EXPECT_TRUE(equal(token.imprint, sm3(as_bytes(stamped_bytes))));
  EXPECT_EQ(token.serial, Bytes{7});
  EXPECT_EQ(token.authority, test_pki().tsa.certificate);
  EXPECT_THAT(token.deviations, IsEmpty());
}

TEST(TimestampDecode, TakesTheOuterOidOfGbt35275) {
  TimestampParts parts;
  parts.shape.outer_type = oid::gbt_35275_signed_data;
  parts.shape.version = 1;
  EXPECT_THAT(decode_timestamp(parts.sign()), succeeds());
}

TEST(TimestampDecode, NamesVersionTwo) {
  TimestampParts parts;
  parts.version = der::write_integer(2);
  EXPECT_THAT(decode_timestamp(parts.sign())->deviations, ElementsAre("TIMESTAMP_VERSION_2"));
}

Bytes other_extension(std::optional<bool> critical) {
  const Bytes flag = critical ? der::write_boolean(*critical) : Bytes();
  const Bytes one = der::wrap(der::sequence, {der::write_oid("1.2.3"), flag, der::write_octets({})});
  return der::wrap(der::context(1), one);
}

TEST(TimestampDecode, TakesWhatMayFollow) {
  const Bytes accuracy = der::wrap(der::sequence, der::write_integer(1)), ordering = der::write_boolean(true),
              nonce = der::write_unsigned(Bytes(32, 0x7f)), tsa = der::wrap(der::context(0), Bytes());
  TimestampParts parts;
  for (const Bytes& options : {accuracy, ordering, nonce, tsa, other_extension(false), other_extension({}),
                               der::concat({accuracy, ordering, nonce, tsa, other_extension(false)})}) {
    parts.options = options;
    EXPECT_THAT(decode_timestamp(parts.sign()), succeeds()) << to_hex(options);
  }
}

TEST(TimestampDecode, RefusesWhatIsMalformed) {
  const std::function<void(TimestampParts&)> spoil[] = {
      [](TimestampParts& p) { p.version = der::write_integer(0); },
      [](TimestampParts& p) { p.version = der::write_integer(3); },
      [](TimestampParts& p) { p.policy.clear(); },
      [](TimestampParts& p) { p.imprint = der::wrap(der::sequence, Bytes()); },
      [](TimestampParts& p) { p.serial = der::write_integer(-1); },
      [](TimestampParts& p) { p.time = der::write_utc_time(stamped_at); },
      [](TimestampParts& p) { p.time = der::write_text(der::generalized_time, "20260610080000+0800"); },
      [](TimestampParts& p) { p.options = other_extension(true); },
      [](TimestampParts& p) {
        p.options = der::concat({der::write_boolean(true), der::wrap(der::sequence, Bytes())});
      },
      [](TimestampParts& p) { p.options = der::wrap(der::context(2), Bytes()); },
  };
  for (std::size_t i = 0; i < std::size(spoil); ++i) {
    TimestampParts parts;
    spoil[i](parts);
    EXPECT_THAT(decode_timestamp(parts.sign()), fails_with("TIMESTAMP_MALFORMED")) << i;
  }
}

TEST(TimestampDecode, LimitsTheSerialNumber) {
  const auto with_size = [](std::size_t size) {
    TimestampParts parts;
    parts.serial = der::write_unsigned(Bytes(size, 0x41));
    return decode_timestamp(parts.sign());
  };
  EXPECT_THAT(with_size(max_timestamp_serial - 1), succeeds());
  EXPECT_THAT(with_size(max_timestamp_serial), succeeds());
  EXPECT_THAT(with_size(max_timestamp_serial + 1), fails_with("TIMESTAMP_MALFORMED"));
}

TEST(TimestampDecode, SaysWhatItDoesNotSupport) {
  TimestampParts data;
  data.shape.content_type = oid::pkcs7_data;
  EXPECT_THAT(decode_timestamp(data.sign()), fails_with("TIMESTAMP_UNSUPPORTED"));
  TimestampParts detached;
  detached.shape.enclose_content = false;
  EXPECT_THAT(decode_timestamp(detached.sign()), fails_with("TIMESTAMP_UNSUPPORTED"));
  TimestampParts other;
  other.shape.outer_type = "1.2.840.113549.1.7.3";
  EXPECT_THAT(decode_timestamp(other.sign()), fails_with("TIMESTAMP_UNSUPPORTED"));
}

TEST(TimestampDecode, RefusesEveryTruncationAndAnythingBehind) {
  const Bytes good = TimestampParts().sign();
  for (std::size_t size = 0; size < good.size(); ++size)
    ASSERT_THAT(decode_timestamp(ByteView(good).first(size)), fails_with("TIMESTAMP_MALFORMED")) << size;
  EXPECT_THAT(decode_timestamp(der::concat({good, Bytes{0}})), fails_with("TIMESTAMP_MALFORMED"));
}

} // namespace
} // namespace elicense::crypto
