// SPDX-License-Identifier: Apache-2.0
// The bytes of entries, as docs/ledger.md says them.
#include "ledger/entry.hpp"
#include "tests/support/ledger_parts.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::ledger {
namespace {

using namespace test;

template <class Change> auto encoded_with(const Change& change) {
  Entry entry = small_entry();
  change(entry);
  return encode_entry(entry);
}

TEST(EncodeEntry, KnownBytes) {
  EXPECT_EQ(to_hex(encode_entry(small_entry()).value()), "01"
                                                         "0001"
                                                         "0000000000000000"
                                                         "00"
                                                         "00"
                                                         "00"
                                                         "00");
  Entry entry = small_entry();
  entry.kind = EntryKind::license_transition;
  entry.at = Time(std::chrono::seconds(0x6a000001));
  entry.digests = {{DigestRole::state_before, Hash{0xaa}}, {DigestRole::state_after, Hash{0xbb}}};
  entry.references = {{ReferenceRole::license, Hash{0xcc}}};
  entry.word = "suspended";
  entry.number = 7;
  const std::string rest(62, '0');
  EXPECT_EQ(to_hex(encode_entry(entry).value()), "01"
                                                 "0002"
                                                 "000000006a000001"
                                                 "02"
                                                 "03aa" +
                                                     rest + "04bb" + rest +
                                                     "01"
                                                     "01cc" +
                                                     rest +
                                                     "09"
                                                     "73757370656e646564"
                                                     "01"
                                                     "00000007");
}

TEST(EncodeEntry, IsNeverLongerThanTheLimit) {
  EXPECT_EQ(encode_entry(full_entry())->size(), max_entry_size);
}

TEST(EncodeEntry, RefusesWhatIsNoEntry) {
  const auto refused = fails_with("LEDGER_ENTRY_MALFORMED");
  const Hash one{1};
  EXPECT_THAT(encoded_with([](Entry& entry) { entry.kind = static_cast<EntryKind>(0); }), refused);
  EXPECT_THAT(encoded_with([](Entry& entry) { entry.at = Time(std::chrono::seconds(-1)); }), refused);
  EXPECT_THAT(encoded_with([](Entry& entry) { entry.at = latest_entry_time + std::chrono::seconds(1); }),
              refused);
  EXPECT_THAT(encoded_with([](Entry& entry) { entry.at = latest_entry_time; }), succeeds());
  EXPECT_THAT(encoded_with([](Entry& entry) { entry.word = "Zhang San"; }), refused);
  const auto digests = [&](std::initializer_list<int> roles) {
    return encoded_with([&](Entry& entry) {
      for (const int role : roles)
        entry.digests.push_back({static_cast<DigestRole>(role), one});
    });
  };
  EXPECT_THAT(digests({1, 10}), succeeds());
  for (const auto& roles : {std::initializer_list<int>{0}, {11}, {1, 1}, {2, 1}, {1, 3, 2}})
    EXPECT_THAT(digests(roles), refused);
  EXPECT_THAT(encoded_with([&](Entry& entry) {
                entry.references = {{ReferenceRole::holder, one}, {ReferenceRole::holder, one}};
              }),
              refused);
}

} // namespace
} // namespace elicense::ledger
