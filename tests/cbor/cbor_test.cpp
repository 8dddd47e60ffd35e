// SPDX-License-Identifier: Apache-2.0
// Examples of RFC 8949, Appendix A, and what is not the one way to write a thing.
#include "cbor/cbor.hpp"
#include "tests/support/bytes.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::cbor {
namespace {

using test::fails_with;
using test::hex;
using test::succeeds;

const std::pair<std::int64_t, const char*> integers[] = {{0, "00"},
                                                         {10, "0a"},
                                                         {23, "17"},
                                                         {24, "1818"},
                                                         {100, "1864"},
                                                         {1000, "1903e8"},
                                                         {1000000, "1a000f4240"},
                                                         {1000000000000, "1b000000e8d4a51000"},
                                                         {-1, "20"},
                                                         {-10, "29"},
                                                         {-100, "3863"},
                                                         {-1000, "3903e7"},
                                                         {INT64_MAX, "1b7fffffffffffffff"},
                                                         {INT64_MIN, "3b7fffffffffffffff"}};

TEST(CborWriter, GivesTheExamplesOfTheStandard) {
  for (const auto& [value, encoded] : integers)
    EXPECT_EQ(to_hex(integer(value)), encoded) << value;
  EXPECT_EQ(to_hex(byte_string(hex("01020304"))), "4401020304");
  EXPECT_EQ(to_hex(text_string("IETF")), "6449455446");
  EXPECT_EQ(to_hex(text_string("\u6c34")), "63e6b0b4");
  EXPECT_EQ(to_hex(array({integer(1), array({integer(2), integer(3)})})), "8201820203");
  EXPECT_EQ(to_hex(map({{integer(3), integer(4)}, {integer(1), integer(2)}})), "a201020304");
  EXPECT_EQ(to_hex(tag(1, integer(1363896240))), "c11a514b67b0");
}

TEST(CborReader, ReadsWhatTheWriterWrites) {
  for (const auto& [value, encoded] : integers)
    EXPECT_EQ(Reader(hex(encoded)).integer().value(), value);
  const Bytes all = tag(18, array({byte_string(hex("00ff")), text_string("水"), integer(-70001)}));
  Reader reader(all);
  EXPECT_EQ(reader.tag().value(), 18U);
  EXPECT_EQ(reader.array().value(), 3U);
  EXPECT_EQ(to_hex(reader.byte_string().value()), "00ff");
  EXPECT_EQ(reader.text_string().value(), "水");
  EXPECT_EQ(reader.integer().value(), -70001);
  EXPECT_TRUE(reader.empty());
}

TEST(CborReader, ReadsMapsWithKeysOfBothKinds) {
  const Bytes bytes = map({{text_string("a"), array({integer(1)})}, {integer(-1), integer(7)}});
  const auto entries = Reader(bytes).map().value();
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_EQ(entries[0].number, -1);
  EXPECT_EQ(entries[1].text, "a");
  EXPECT_EQ(to_hex(entries[1].value), "8101");
}

TEST(CborReader, TakesKeysInAnyOrderAndOnce) {
  EXPECT_THAT(Reader(hex("a203040102")).map(), succeeds());
  EXPECT_THAT(Reader(hex("a201020103")).map(), fails_with("CBOR_MALFORMED"));
  EXPECT_THAT(Reader(hex("a1410102")).map(), fails_with("CBOR_MALFORMED")) << "a byte string as key";
}

TEST(CborReader, RefusesWhatIsNotWrittenShortest) {
  for (const char* longer : {"1800", "1817", "190010", "1900ff", "1a0000ffff", "1b00000000ffffffff", "3800"})
    EXPECT_THAT(Reader(hex(longer)).integer(), fails_with("CBOR_MALFORMED")) << longer;
  EXPECT_THAT(Reader(hex("580101")).byte_string(), fails_with("CBOR_MALFORMED"));
}

TEST(CborReader, RefusesWhatItDoesNotKnow) {
  for (const char* odd : {"1c", "1f", "5f4100ff", "9f01ff", "bf0102ff", "f93c00", "fb3ff199999999999a", "f7",
                          "f820", "e0", "ff"})
    EXPECT_THAT(Reader(hex(odd)).any(), fails_with("CBOR_MALFORMED")) << odd;
  for (const char* known : {"f4", "f5", "f6"})
    EXPECT_THAT(Reader(hex(known)).any(), succeeds()) << known;
  EXPECT_THAT(Reader(hex("1b8000000000000000")).integer(), fails_with("CBOR_MALFORMED"));
  EXPECT_THAT(Reader(hex("61ff")).text_string(), fails_with("CBOR_MALFORMED"));
}

TEST(CborReader, RefusesWhatIsCutShort) {
  const Bytes whole = map({{integer(1), text_string("text")}, {integer(2), array({tag(1, integer(1000))})}});
  for (std::size_t size = 0; size < whole.size(); ++size)
    EXPECT_THAT(Reader(ByteView(whole).first(size)).map(), fails_with("CBOR_MALFORMED")) << size;
  EXPECT_THAT(Reader(hex("9affffffff")).array(), fails_with("CBOR_MALFORMED")); // no memory for a promise
  EXPECT_THAT(Reader(hex("bb7fffffffffffffff")).map(), fails_with("CBOR_MALFORMED"));
  EXPECT_THAT(Reader(hex("5b7fffffffffffffff")).byte_string(), fails_with("CBOR_MALFORMED"));
}

TEST(CborReader, GoesOnlySoDeep) {
  Bytes nested = integer(1);
  for (std::size_t i = 0; i < max_depth; ++i)
    nested = array({nested});
  EXPECT_THAT(Reader(nested).any(), succeeds());
  EXPECT_THAT(Reader(array({nested})).any(), fails_with("CBOR_MALFORMED"));
}

TEST(CborReader, SaysWhenItIsAnotherType) {
  EXPECT_THAT(Reader(hex("40")).integer(), fails_with("CBOR_MALFORMED"));
  EXPECT_THAT(Reader(hex("00")).byte_string(), fails_with("CBOR_MALFORMED"));
  EXPECT_THAT(Reader(hex("00")).text_string(), fails_with("CBOR_MALFORMED"));
  EXPECT_THAT(Reader(hex("00")).array(), fails_with("CBOR_MALFORMED"));
  EXPECT_THAT(Reader(hex("00")).map(), fails_with("CBOR_MALFORMED"));
  EXPECT_THAT(Reader(hex("00")).tag(), fails_with("CBOR_MALFORMED"));
}

} // namespace
} // namespace elicense::cbor
