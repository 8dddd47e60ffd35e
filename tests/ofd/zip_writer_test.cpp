// SPDX-License-Identifier: Apache-2.0
#include "ofd/package.hpp"
#include "ofd/zip_writer.hpp"
#include <gtest/gtest.h>

namespace elicense::ofd {
namespace {

TEST(ZipWriter, ItsPiecesAreOneFile) {
  ZipWriter zip;
  Bytes all;
  std::string numbers; // pack well, but no bomb
  for (int i = 0; i < 20'000; ++i)
    numbers += std::to_string(i);
  const Bytes large = to_bytes(numbers);
  append(all, zip.add("a.txt", as_bytes("hello")));
  append(all, zip.add("目录/b.bin", large));
  append(all, zip.add("c.png", as_bytes("stored"), true));
  append(all, zip.finish());
  const auto package = Package::open(all);
  ASSERT_TRUE(package) << package.error().code;
  EXPECT_EQ(package->entries().size(), 3U);
  EXPECT_EQ(*package->find("目录/b.bin"), large);
  EXPECT_LT(all.size(), large.size());
}

TEST(ZipWriter, IsWhatAPackageIsWrittenWith) {
  ZipWriter zip;
  Bytes all = zip.add("a", as_bytes("1"));
  append(all, zip.add("b", as_bytes("2"), true));
  append(all, zip.finish());
  EXPECT_EQ(all, write_package({{"a", to_bytes("1")}, {"b", to_bytes("2"), true}}));
}

TEST(ZipWriter, KeepsWithinWhatEveryReaderKnows) {
  ZipWriter zip;
  EXPECT_TRUE(zip.has_room("a", 0));
  EXPECT_FALSE(zip.has_room(std::string(65'536, 'a'), 0));
  const std::size_t overhead = 30 + 46 + 22 + 2; // headers, end, the name twice
  EXPECT_TRUE(zip.has_room("a", max_zip_size - overhead));
  EXPECT_FALSE(zip.has_room("a", max_zip_size - overhead + 1));
  zip.add("a", as_bytes("x"), true);
  EXPECT_FALSE(zip.has_room("b", max_zip_size - overhead));
}

TEST(ZipWriter, CountsItsEntries) {
  ZipWriter zip;
  for (std::size_t i = 0; i < max_zip_entries; ++i)
    zip.add(std::to_string(i), {}, true);
  EXPECT_FALSE(zip.has_room("more", 0));
  EXPECT_THROW(zip.add("more", {}), std::length_error);
}

} // namespace
} // namespace elicense::ofd
