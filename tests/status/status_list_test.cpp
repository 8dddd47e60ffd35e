// SPDX-License-Identifier: Apache-2.0
#include "crypto/base64url.hpp"
#include "status/status_list.hpp"
#include "tests/support/result_matchers.hpp"

#include <zlib.h>

namespace elicense::status {
namespace {

using test::fails_with;
using test::succeeds;

// draft-ietf-oauth-status-list, 4.1 and 4.2: twelve entries of two bits
constexpr int example[] = {1, 2, 0, 3, 0, 1, 0, 1, 1, 2, 3, 3};
constexpr std::string_view example_text = "eNo76fITAAPfAgc";

TEST(StatusList, IsPackedAndCompressedAsInTheDraft) {
  StatusList list(std::size(example));
  for (std::size_t i = 0; i < std::size(example); ++i)
    list.set(i, static_cast<Status>(example[i]));
  EXPECT_EQ(to_hex(list.packed()), "c944f9");
  EXPECT_EQ(to_base64url(list.compressed()), example_text);
}

TEST(StatusList, IsReadAsInTheDraft) {
  const auto list = StatusList::from_compressed(from_base64url(example_text).value()).value();
  ASSERT_EQ(list.size(), std::size(example));
  for (std::size_t i = 0; i < std::size(example); ++i)
    EXPECT_EQ(list.at(i).value(), static_cast<Status>(example[i])) << i;
}

TEST(StatusList, SaysNothingBeyondItsEnd) {
  const StatusList list(4);
  EXPECT_THAT(list.at(3), succeeds());
  EXPECT_THAT(list.at(4), fails_with("STATUS_RANGE"));
  EXPECT_THAT(list.at(SIZE_MAX), fails_with("STATUS_RANGE"));
  StatusList written(4);
  EXPECT_THROW(written.set(4, Status::invalid), std::out_of_range);
}

TEST(StatusList, ChangesOneEntryAlone) {
  StatusList list(8);
  for (const Status status : {Status::replaced, Status::invalid, Status::suspended, Status::valid}) {
    list.set(5, status);
    for (std::size_t i = 0; i < list.size(); ++i)
      EXPECT_EQ(list.at(i).value(), i == 5 ? status : Status::valid);
  }
}

TEST(StatusList, HasALimit) {
  EXPECT_THROW(StatusList(max_entries + 4), std::invalid_argument);
  EXPECT_THROW(StatusList(3), std::invalid_argument);
  const StatusList largest(max_entries);
  EXPECT_EQ(StatusList::from_compressed(largest.compressed())->size(), max_entries);
  Bytes more(max_entries / 4 + 1), compressed(1 << 20);
  uLongf size = compressed.size();
  ASSERT_EQ(compress2(compressed.data(), &size, more.data(), more.size(), 9), Z_OK);
  compressed.resize(size);
  EXPECT_THAT(StatusList::from_compressed(compressed), fails_with("STATUS_LIST_TOO_LARGE"));
}

TEST(StatusList, RefusesWhatIsNone) {
  Bytes good = from_base64url(example_text).value();
  for (std::size_t size = 0; size < good.size(); ++size)
    EXPECT_THAT(StatusList::from_compressed(ByteView(good).first(size)), fails_with("STATUS_LIST_MALFORMED"));
  good.push_back(0);
  EXPECT_THAT(StatusList::from_compressed(good), fails_with("STATUS_LIST_MALFORMED"));
  good.pop_back();
  good.back() ^= 1U; // Adler-32
  EXPECT_THAT(StatusList::from_compressed(good), fails_with("STATUS_LIST_MALFORMED"));
}

} // namespace
} // namespace elicense::status
