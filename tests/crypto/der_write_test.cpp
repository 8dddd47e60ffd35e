// SPDX-License-Identifier: Apache-2.0
#include "crypto/der.hpp"
#include "tests/support/bytes.hpp"

namespace elicense::crypto::der {
namespace {

using test::hex;

TEST(DerWriter, WritesIntegersInTheFewestOctets) {
  const std::pair<std::int64_t, const char*> cases[] = {
      {0, "020100"},
      {127, "02017f"},
      {128, "02020080"},
      {255, "020200ff"},
      {256, "02020100"},
      {-1, "0201ff"},
      {-128, "020180"},
      {-129, "0202ff7f"},
      {INT64_MAX, "02087fffffffffffffff"},
      {INT64_MIN, "02088000000000000000"},
  };
  for (const auto& [value, expected] : cases)
    EXPECT_EQ(to_hex(write_integer(value)), expected) << value;
}

TEST(DerWriter, ReadsBackEveryIntegerAroundAPowerOfTwo) {
  for (int shift = 0; shift < 63; ++shift)
    for (const std::int64_t near : {-1, 0, 1})
      for (const std::int64_t sign : {-1, 1}) {
        const std::int64_t value = sign * (std::int64_t{1} << shift) + near;
        const Bytes bytes = write_integer(value);
        EXPECT_EQ(Reader(bytes).small_integer().value(), value);
      }
}

TEST(DerWriter, WritesUnsignedNumbersWithoutPadding) {
  EXPECT_EQ(to_hex(write_unsigned({})), "020100");
  EXPECT_EQ(to_hex(write_unsigned(hex("0000"))), "020100");
  EXPECT_EQ(to_hex(write_unsigned(hex("007f"))), "02017f");
  EXPECT_EQ(to_hex(write_unsigned(hex("80"))), "02020080");
}

TEST(DerWriter, WritesObjectIdentifiers) {
  EXPECT_EQ(to_hex(write_oid("1.2.156.10197.1.501")), "06082a811ccf55018375");
  EXPECT_EQ(to_hex(write_oid("2.999")), "06028837");
  EXPECT_EQ(to_hex(write_oid("2.5.29.15")), "0603551d0f");
}

TEST(DerWriter, ThrowsOnWhatIsNoObjectIdentifier) {
  for (const char* text : {"", "1", "1.", ".1", "1..2", "3.1", "1.40", "1.a", "1.2 "})
    EXPECT_THROW(write_oid(text), std::invalid_argument) << text;
}

TEST(DerWriter, WritesStringsAndBooleans) {
  EXPECT_EQ(to_hex(write_octets(hex("aabb"))), "0402aabb");
  EXPECT_EQ(to_hex(write_bits(hex("aabb"))), "030300aabb");
  EXPECT_EQ(to_hex(write_text(ia5_string, "ES")), "16024553");
  EXPECT_EQ(to_hex(write_boolean(true)), "0101ff");
  EXPECT_EQ(to_hex(write_boolean(false)), "010100");
}

TEST(DerWriter, WritesTimes) {
  const Time time = from_rfc3339("2026-01-31T08:00:00Z").value();
  EXPECT_EQ(to_hex(write_generalized_time(time)), to_hex(write_text(generalized_time, "20260131080000Z")));
  EXPECT_EQ(to_hex(write_utc_time(time)), to_hex(write_text(utc_time, "260131080000Z")));
  EXPECT_THROW(write_utc_time(from_rfc3339("2050-01-01T00:00:00Z").value()), std::out_of_range);
  EXPECT_THROW(write_utc_time(from_rfc3339("1949-12-31T23:59:59Z").value()), std::out_of_range);
  EXPECT_NO_THROW(write_utc_time(from_rfc3339("1950-01-01T00:00:00Z").value()));
}

TEST(DerWriter, WrapsPartsInOrder) {
  EXPECT_EQ(to_hex(wrap(sequence, {write_integer(1), write_boolean(true)})), "30060201010101ff");
  EXPECT_EQ(to_hex(wrap(context(0), write_integer(1))), "a003020101");
  EXPECT_EQ(to_hex(concat({hex("01"), hex("0203")})), "010203");
}

} // namespace
} // namespace elicense::crypto::der
