// SPDX-License-Identifier: Apache-2.0
// Reading entries: each has one encoding, and nothing else is one.
#include "ledger/entry.hpp"
#include "tests/support/ledger_parts.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::ledger {
namespace {

using namespace test;

Bytes bytes_of(const std::string& hex) {
  return from_hex(hex).value();
}

const std::string start = "01"
                          "0001"
                          "0000000000000000";
const std::string zeros(64, '0');

TEST(DecodeEntry, ReadsBackWhatIsWritten) {
  for (const Entry& entry : {small_entry(), full_entry()})
    EXPECT_EQ(decode_entry(encode_entry(entry).value()).value(), entry);
}

TEST(DecodeEntry, CutShortOrLongerIsRefused) {
  for (const Entry& entry : {small_entry(), full_entry()}) {
    Bytes good = encode_entry(entry).value();
    for (std::size_t size = 0; size < good.size(); ++size)
      EXPECT_THAT(decode_entry(ByteView(good).first(size)), fails_with("LEDGER_ENTRY_MALFORMED")) << size;
    good.push_back(0);
    EXPECT_THAT(decode_entry(good), fails_with("LEDGER_ENTRY_MALFORMED"));
  }
}

TEST(DecodeEntry, EveryChangedByteIsRefusedOrAnotherEntry) {
  for (const Entry& entry : {small_entry(), full_entry()}) {
    const Bytes good = encode_entry(entry).value();
    for (std::size_t at = 0; at < good.size(); ++at)
      for (unsigned byte = 0; byte < 256; ++byte) {
        Bytes bytes = good;
        bytes[at] = static_cast<std::uint8_t>(byte);
        const auto decoded = decode_entry(bytes);
        if (decoded) {
          ASSERT_EQ(encode_entry(*decoded).value(), bytes) << at;
        }
      }
  }
}

TEST(DecodeEntry, TellsWhatItDoesNotKnow) {
  for (const char* hex : {"02"
                          "0001"
                          "0000000000000000"
                          "00000000",
                          "00"
                          "0001"
                          "0000000000000000"
                          "00000000",
                          "01"
                          "0000"
                          "0000000000000000"
                          "00000000",
                          "01"
                          "ffff"
                          "0000000000000000"
                          "00000000"})
    EXPECT_THAT(decode_entry(bytes_of(hex)), fails_with("LEDGER_ENTRY_UNKNOWN")) << hex;
  EXPECT_THAT(decode_entry(bytes_of(start + "0100" + zeros + "000000")), fails_with("LEDGER_ENTRY_UNKNOWN"));
  EXPECT_THAT(decode_entry(bytes_of(start + "010b" + zeros + "000000")), fails_with("LEDGER_ENTRY_UNKNOWN"));
  EXPECT_THAT(decode_entry(bytes_of(start + "00010b" + zeros + "0000")), fails_with("LEDGER_ENTRY_UNKNOWN"));
}

TEST(DecodeEntry, HasOneOrderAndOneFormOnly) {
  const std::string one = "01" + zeros, two = "02" + zeros;
  EXPECT_THAT(decode_entry(bytes_of(start + "02" + one + two + "000000")), succeeds());
  for (const std::string& hex : {start + "02" + two + one + "000000", start + "02" + one + one + "000000",
                                 start + "0002" + two + one + "0000",
                                 start + "0000"
                                         "0141"
                                         "00",
                                 start + "0000"
                                         "02612d"
                                         "00",
                                 start + "000000"
                                         "02",
                                 start + "000000"
                                         "0100",
                                 start + "000000"
                                         "0000000001",
                                 std::string("01"
                                             "0001"
                                             "ffffffffffffffff"
                                             "00000000"),
                                 std::string("01"
                                             "0001"
                                             "0000003afff44180"
                                             "00000000")})
    EXPECT_THAT(decode_entry(bytes_of(hex)), fails_with("LEDGER_ENTRY_MALFORMED")) << hex;
}

TEST(DecodeEntry, TakesTimesUpToTheYear9999) {
  EXPECT_EQ(decode_entry(bytes_of("01"
                                  "0001"
                                  "0000003afff4417f"
                                  "00000000"))
                ->at,
            latest_entry_time);
  EXPECT_EQ(to_rfc3339(latest_entry_time), "9999-12-31T23:59:59Z");
}

TEST(DecodeEntry, TakesWordsUpToTheLimit) {
  const auto with = [](std::size_t size) {
    Bytes bytes = bytes_of(start + "0000");
    bytes.push_back(static_cast<std::uint8_t>(size));
    bytes.resize(bytes.size() + size, 'a');
    bytes.push_back(0);
    return decode_entry(bytes);
  };
  EXPECT_EQ(with(max_entry_word)->word.size(), max_entry_word);
  EXPECT_THAT(with(max_entry_word + 1), fails_with("LEDGER_ENTRY_MALFORMED"));
}

} // namespace
} // namespace elicense::ledger
