// SPDX-License-Identifier: Apache-2.0
#include "ofd/package.hpp"
#include "tests/support/result_matchers.hpp"
#include <algorithm>

namespace elicense::ofd {
namespace {

using namespace test;

const std::vector<PackageEntry> entries = {
    {.name = "OFD.xml", .content = to_bytes(std::string(500, 'a'))},
    {.name = "Doc_0/证照.xml", .content = to_bytes("b")},
    {.name = "Doc_0/image.png", .content = Bytes(400, 7), .store = true},
    {.name = "Doc_0/empty", .content = {}}};

TEST(PackageWriter, IsReadBack) {
  const auto package = Package::open(write_package(entries));
  ASSERT_THAT(package, succeeds());
  ASSERT_EQ(package->entries().size(), entries.size());
  for (const PackageEntry& entry : entries)
    EXPECT_EQ(*package->find(entry.name), entry.content);
}

TEST(PackageWriter, EqualInputGivesEqualBytes) {
  EXPECT_EQ(write_package(entries), write_package(entries));
}

TEST(PackageWriter, KeepsTheOrder) {
  const Bytes file = write_package(entries);
  const std::string_view text = as_text(file);
  EXPECT_EQ(text.find("OFD.xml"), 30U);
  EXPECT_LT(text.find("Doc_0/image.png"), text.find("Doc_0/empty"));
}

TEST(PackageWriter, DeflatesWhereItHelps) {
  const Bytes content(10'000, 'x');
  EXPECT_LT(write_package({{.name = "a", .content = content}}).size(), 300U);
  EXPECT_GT(write_package({{.name = "a", .content = content, .store = true}}).size(), content.size());
}

// By a sample from its middle, so that a large font is not deflated for nothing.
TEST(PackageWriter, StoresALargeContentWhoseMiddleDoesNotDeflate) {
  Bytes noise;
  for (std::uint32_t state = 1; noise.size() < 20'000; state = state * 1664525 + 1013904223)
    noise.push_back(static_cast<std::uint8_t>(state >> 24U));
  Bytes mixed = noise;
  mixed.insert(mixed.end(), 30'000, 'x'); // the middle is within these
  EXPECT_GT(write_package({{.name = "a", .content = noise}}).size(), noise.size());
  EXPECT_LT(write_package({{.name = "a", .content = mixed}}).size(), noise.size() + 1000);
  std::ranges::reverse(mixed);
  mixed.insert(mixed.end(), noise.begin(), noise.end()); // noise, where the middle is
  EXPECT_GT(write_package({{.name = "a", .content = mixed}}).size(), mixed.size());
}

TEST(PackageWriter, PutsTheEntryPointFirst) {
  Package package = Package::of(entries);
  package.set("A.xml", to_bytes("a"));
  const Bytes file = write_package(package);
  EXPECT_EQ(as_text(file).find("OFD.xml"), 30U);
  EXPECT_EQ(Package::open(file)->entries(), package.entries());
  EXPECT_EQ(Package::open(write_package(Package()))->entries().size(), 0U);
}

TEST(PackageWriter, NeverWritesWhatOurReaderTakesForABomb) {
  EXPECT_THAT(Package::open(write_package({{.name = "a", .content = Bytes(std::size_t{2} << 20U, 0)}})),
              succeeds());
}

TEST(PackageWriter, AnOpenPackageIsTheSameAsItsEntries) {
  EXPECT_EQ(Package::of(entries).entries(), Package::open(write_package(entries))->entries());
  EXPECT_EQ(*Package::of(entries).digest("Doc_0/image.png"), crypto::sm3(entries[2].content));
}

TEST(PackageWriter, RefusesMoreEntriesThanTheFormatCounts) {
  EXPECT_THROW(write_package(std::vector<PackageEntry>(65535, {.name = "a", .content = {}})),
               std::length_error);
}

} // namespace
} // namespace elicense::ofd
