// SPDX-License-Identifier: Apache-2.0
#include "crypto/der.hpp"
#include "tests/support/bytes.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::crypto::der {
namespace {

using test::code_of;
using test::hex;

template <class Read> auto read(std::string_view text, Read what) {
  const Bytes bytes = hex(text);
  Reader reader(bytes);
  return what(reader);
}

auto small(std::string_view text) {
  return read(text, [](Reader& r) { return r.small_integer(); });
}
auto dotted(std::string_view text) {
  return read(text, [](Reader& r) { return r.object_identifier(); });
}
auto time_of(std::uint8_t tag, std::string_view text) {
  const Bytes bytes = write_text(tag, text);
  return Reader(bytes).time();
}
auto utf8(std::string_view content) {
  const Bytes bytes = wrap(utf8_string, hex(content));
  return Reader(bytes).text(utf8_string);
}

TEST(DerReader, TakesElementsOneAfterAnother) {
  const Bytes bytes = hex("3003020105040141");
  Reader reader(bytes);
  const Element first = reader.any().value();
  EXPECT_EQ(first.tag, sequence);
  EXPECT_TRUE(equal(first.content, hex("020105")));
  EXPECT_TRUE(equal(first.whole, hex("3003020105")));
  EXPECT_TRUE(reader.next_is(octet_string));
  EXPECT_TRUE(reader.octets().has_value());
  EXPECT_TRUE(reader.empty());
  EXPECT_TRUE(reader.end().has_value());
  EXPECT_EQ(code_of(reader.any()), "DER_MALFORMED");
}

TEST(DerReader, LeavesTheElementInPlaceWhenItIsAnother) {
  const Bytes bytes = hex("020105");
  Reader reader(bytes);
  EXPECT_EQ(code_of(reader.octets()), "DER_TAG");
  EXPECT_EQ(code_of(reader.enter(sequence)), "DER_TAG");
  EXPECT_EQ(reader.small_integer().value(), 5);
}

TEST(DerReader, RefusesBerLengths) {
  const std::string content(2 * 128, 'a'); // of 128 octets
  for (const std::string& text :
       {std::string("3080"), std::string("30800000"), std::string("30810102"), std::string("3082000101"),
        std::string("308180"), std::string("30850000000001"), std::string("30ff"), std::string("30"),
        std::string("3001"), std::string(), "30820080" + content, "3089010000000000000080" + content})
    EXPECT_EQ(code_of(read(text, [](Reader& r) { return r.any(); })), "DER_MALFORMED") << text;
}

TEST(DerReader, TakesEveryLengthForm) {
  for (const std::size_t size : {0u, 1u, 127u, 128u, 255u, 256u, 65535u, 65536u, 1u << 24}) {
    const Bytes content(size, 0x41);
    const Bytes bytes = write_octets(content);
    EXPECT_TRUE(equal(Reader(bytes).octets().value(), content)) << size;
    const ByteView cut = ByteView(bytes).first(bytes.size() - 1);
    EXPECT_EQ(code_of(Reader(cut).octets()), "DER_MALFORMED") << size;
  }
}

TEST(DerReader, RefusesTagsThatDerDoesNotHave) {
  for (const char* text :
       {"0000", "1000", "1100", "2200", "2400", "2c00", "3f8100", "1f8100", "bf8100", "df1f00"})
    EXPECT_EQ(code_of(read(text, [](Reader& r) { return r.any(); })), "DER_MALFORMED") << text;
  for (const char* text : {"a000", "8000", "3000", "3100", "be00"})
    EXPECT_EQ(code_of(read(text, [](Reader& r) { return r.any(); })), "") << text;
}

TEST(DerReader, GoesTenThousandLevelsDownWithoutRecursion) {
  Bytes bytes = write_integer(7);
  for (int i = 0; i < 10'000; ++i)
    bytes = wrap(sequence, bytes);
  Reader reader(bytes);
  for (int i = 0; i < 10'000; ++i)
    reader = reader.enter(sequence).value();
  EXPECT_EQ(reader.small_integer().value(), 7);
}

TEST(DerReader, OpensOneWholeStructureOnly) {
  EXPECT_EQ(open(hex("3003020105"), sequence)->small_integer().value(), 5);
  EXPECT_EQ(code_of(open(hex("300302010500"), sequence)), "DER_MALFORMED");
  EXPECT_EQ(code_of(open(hex("3103020105"), sequence)), "DER_TAG");
  EXPECT_EQ(code_of(open({}, sequence)), "DER_MALFORMED");
  EXPECT_EQ(code_of(open(hex("3003020105"), sequence)->end()), "DER_MALFORMED");
}

TEST(DerReader, OpensWhatIsDerAtEveryDepthOnly) {
  EXPECT_EQ(code_of(open(hex("3007a0053003040100"), sequence)), "");
  for (const char* inside :
       {"3004a0020401", "3006a10430020480", "3006300424020400", "30043002ff00", "3003b10105"})
    EXPECT_EQ(code_of(open(hex(inside), sequence)), "DER_MALFORMED") << inside;
}

TEST(DerReader, OpensUpToItsDepth) {
  const auto nested = [](std::size_t depth) {
    Bytes bytes;
    for (std::size_t i = 0; i < depth; ++i)
      bytes = wrap(sequence, bytes);
    return bytes;
  };
  EXPECT_EQ(code_of(open(nested(max_depth - 1), sequence)), "");
  EXPECT_EQ(code_of(open(nested(max_depth), sequence)), "");
  EXPECT_EQ(code_of(open(nested(max_depth + 1), sequence)), "DER_MALFORMED");
  EXPECT_EQ(code_of(open(nested(10'000), sequence)), "DER_MALFORMED");
}

TEST(DerReader, ReadsSmallIntegers) {
  EXPECT_EQ(small("020100").value(), 0);
  EXPECT_EQ(small("02017f").value(), 127);
  EXPECT_EQ(small("02020080").value(), 128);
  EXPECT_EQ(small("020180").value(), -128);
  EXPECT_EQ(small("0202ff7f").value(), -129);
  EXPECT_EQ(small("02087fffffffffffffff").value(), INT64_MAX);
  EXPECT_EQ(small("02088000000000000000").value(), INT64_MIN);
}

TEST(DerReader, RefusesIntegersThatAreNotMinimalOrTooLarge) {
  for (const char* text : {"0200", "02020001", "0202ff80", "0209008000000000000000"})
    EXPECT_EQ(code_of(small(text)), "DER_MALFORMED") << text;
}

TEST(DerReader, ReadsUnsignedIntegersUpToTheSizeAsked) {
  const auto two_octets = [](std::string_view text) {
    return read(text, [](Reader& r) { return r.unsigned_integer(2); });
  };
  EXPECT_EQ(two_octets("020100").value(), hex("00"));
  EXPECT_EQ(two_octets("020107").value(), hex("07"));
  EXPECT_EQ(two_octets("020300ffff").value(), hex("ffff"));
  for (const char* text : {"0203010000", "0204000100ff", "0200", "020180", "02020001", "0202ffff"})
    EXPECT_EQ(code_of(two_octets(text)), "DER_MALFORMED") << text;
}

TEST(DerReader, ReadsBooleansOfDerOnly) {
  const auto value = [](std::string_view text) {
    return read(text, [](Reader& r) { return r.boolean_value(); });
  };
  EXPECT_TRUE(value("0101ff").value());
  EXPECT_FALSE(value("010100").value());
  EXPECT_EQ(code_of(value("020100")), "DER_TAG");
  for (const char* text : {"010101", "0100", "01020000"})
    EXPECT_EQ(code_of(value(text)), "DER_MALFORMED") << text;
}

TEST(DerReader, ReadsObjectIdentifiers) {
  EXPECT_EQ(dotted("06082a811ccf55018375").value(), "1.2.156.10197.1.501");
  EXPECT_EQ(dotted("0603550403").value(), "2.5.4.3");
  EXPECT_EQ(dotted("060100").value(), "0.0");
  EXPECT_EQ(dotted("060127").value(), "0.39");
  EXPECT_EQ(dotted("060128").value(), "1.0");
  EXPECT_EQ(dotted("06014f").value(), "1.39");
  EXPECT_EQ(dotted("060150").value(), "2.0");
  EXPECT_EQ(dotted("06042a818001").value(), "1.2.16385");
  EXPECT_EQ(dotted("06028837").value(), "2.999");
  EXPECT_EQ(dotted("060a2a81ffffffffffffff7f").value(), "1.2.144115188075855871");
}

TEST(DerReader, RefusesObjectIdentifiersThatAreNotDer) {
  for (const char* text : {"0600", "060180", "06022a81", "06032a8001", "060b2a83ffffffffffffffff7f"})
    EXPECT_EQ(code_of(dotted(text)), "DER_MALFORMED") << text;
}

TEST(DerReader, ReadsBitsOfWholeOctets) {
  const auto bits = [](std::string_view text) {
    return read(text, [](Reader& r) { return r.bits().has_value() ? Result<bool>(true) : r.bits().error(); });
  };
  EXPECT_EQ(code_of(bits("030100")), "");
  EXPECT_EQ(code_of(bits("030200aa")), "");
  for (const char* text : {"0300", "030101", "030207aa"})
    EXPECT_EQ(code_of(bits(text)), "DER_MALFORMED") << text;
}

TEST(DerReader, ReadsTextOfItsCharacterSet) {
  EXPECT_EQ(utf8("e58db0e7aba0").value(), "印章");
  EXPECT_EQ(utf8("f09f98807f").value(), "😀\x7f");
  EXPECT_EQ(utf8("c280").value(), "\u0080");
  EXPECT_EQ(utf8("dfbf").value(), "\u07ff");
  EXPECT_EQ(utf8("e0a080ed9fbfee8080").value(), "\u0800\ud7ff\ue000");
  EXPECT_EQ(utf8("f0908080f48fbfbf").value(), "\U00010000\U0010ffff");
  for (const char* text : {"80", "c0af", "c1bf", "e08080", "e09fbf", "eda080", "f0808080", "f08fbfbf",
                           "f4908080", "f5808080", "e58d", "c3", "e58d41"})
    EXPECT_EQ(code_of(utf8(text)), "DER_MALFORMED") << text;
  const Bytes ia5 = write_text(ia5_string, "ES");
  EXPECT_EQ(Reader(ia5).text(ia5_string).value(), "ES");
  for (const char* high : {"80", "c3a9" /* é in UTF-8 */}) {
    const Bytes bytes = wrap(ia5_string, hex(high));
    EXPECT_EQ(code_of(Reader(bytes).text(ia5_string)), "DER_MALFORMED") << high;
  }
}

TEST(DerReader, ReadsBothKindsOfTime) {
  EXPECT_EQ(to_rfc3339(time_of(utc_time, "191011000000Z").value()), "2019-10-11T00:00:00Z");
  EXPECT_EQ(to_rfc3339(time_of(generalized_time, "20191024160000Z").value()), "2019-10-24T16:00:00Z");
  EXPECT_EQ(to_rfc3339(time_of(generalized_time, "20191024160000.5Z").value()), "2019-10-24T16:00:00Z");
}

TEST(DerReader, RefusesTimesThatAreNotDer) {
  for (const char* text : {"1910110000Z", "191011000000+0800", "191011000000", "191311000000Z", ""})
    EXPECT_EQ(code_of(time_of(utc_time, text)), "DER_MALFORMED") << text;
  for (const char* text :
       {"201910110000Z", "20191011000000+0811", "20191011000000", "20191011000000.Z", "20191011000000.50Z",
        "20191011000000,5Z", "20190230000000Z", "20191011000000.5", "20191011000000.55", ""})
    EXPECT_EQ(code_of(time_of(generalized_time, text)), "DER_MALFORMED") << text;
  EXPECT_EQ(code_of(time_of(ia5_string, "20191011000000Z")), "DER_TAG");
}

} // namespace
} // namespace elicense::crypto::der
