// SPDX-License-Identifier: Apache-2.0
#include "ofd/package.hpp"
#include "tests/support/hostile_zip.hpp"
#include "tests/support/result_matchers.hpp"
#include <functional>

namespace elicense::ofd {
namespace {

using namespace test;

RawMember good() {
  return raw_member("OFD.xml", "<ofd>good</ofd>");
}

Bytes archive(const std::function<void(RawZip&)>& change) {
  RawZip zip;
  zip.members = {good()};
  change(zip);
  return write_raw_zip(zip);
}

TEST(Package, OpensAnOrdinaryArchive) {
  const auto package =
      Package::open(raw_zip({good(), raw_member("Doc_0/a.xml", std::string(5000, 'a'), true)}));
  ASSERT_THAT(package, succeeds());
  EXPECT_EQ(package->entries().size(), 2U);
  EXPECT_EQ(as_text(*package->find("OFD.xml")), "<ofd>good</ofd>");
  EXPECT_EQ(package->read("Doc_0/a.xml")->size(), 5000U);
  EXPECT_EQ(*package->digest("OFD.xml"), crypto::sm3(as_bytes("<ofd>good</ofd>")));
}

TEST(Package, SaysWhatIsMissing) {
  const auto package = Package::open(raw_zip({good()}));
  EXPECT_EQ(package->find("ofd.xml"), nullptr);
  EXPECT_EQ(package->digest("ofd.xml"), nullptr);
  EXPECT_THAT(package->read("ofd.xml"), fails_with("OFD_ENTRY_MISSING"));
}

TEST(Package, ForgetsADigestWithItsContent) {
  Package package = Package::of({{"a", to_bytes("1"), false}});
  EXPECT_EQ(*package.digest("a"), crypto::sm3(as_bytes("1")));
  package.set("a", to_bytes("2"));
  package.set("b", to_bytes("3"));
  EXPECT_EQ(*package.digest("a"), crypto::sm3(as_bytes("2")));
  EXPECT_EQ(*package.digest("b"), crypto::sm3(as_bytes("3")));
}

// The one place where a digest is not computed from the bytes it is asked of.
TEST(Package, TakesNoDigestOfOtherBytes) {
  Package known = Package::of({{"same", to_bytes("1"), false},
                               {"other", to_bytes("22"), false},
                               {"longer", to_bytes("33"), false},
                               {"missing", to_bytes("4"), false}});
  for (const auto& [name, content] : known.entries())
    (void)known.digest(name);
  Package package = Package::of({{"same", to_bytes("1"), false},
                                 {"other", to_bytes("23"), false},
                                 {"longer", to_bytes("333"), false},
                                 {"new", to_bytes("5"), false}});
  package.take_digests(known);
  for (const auto& [name, content] : package.entries())
    EXPECT_EQ(*package.digest(name), crypto::sm3(content)) << name;
  EXPECT_EQ(package.digest("missing"), nullptr);
}

TEST(Package, OpensAnEmptyArchive) {
  EXPECT_TRUE(Package::open(raw_zip({}))->entries().empty());
}

TEST(Package, DoesNotListFolders) {
  const auto package = Package::open(raw_zip({raw_member("Doc_0/", ""), raw_member("Doc_0/a.xml")}));
  ASSERT_THAT(package, succeeds());
  EXPECT_EQ(package->entries().size(), 1U);
}

TEST(Package, ReadsEmptyEntries) {
  const auto package = Package::open(raw_zip({raw_member("stored", ""), raw_member("deflated", "", true)}));
  ASSERT_THAT(package, succeeds());
  EXPECT_TRUE(package->find("deflated")->empty());
}

TEST(Package, AcceptsChineseNames) {
  for (const bool flagged : {false, true}) {
    RawMember member = raw_member("附件/证照（副本）·1.xml");
    member.flags = flagged ? 0x800 : 0;
    EXPECT_THAT(Package::open(raw_zip({member})), succeeds()) << flagged;
  }
}

TEST(Package, RefusesEveryBeginningOfAnArchive) {
  const Bytes whole = raw_zip({good()});
  for (std::size_t size = 0; size < whole.size(); ++size)
    EXPECT_THAT(Package::open(ByteView(whole).first(size)), fails_with("ZIP_MALFORMED")) << size;
}

TEST(Package, CountsWhatItInflates) {
  std::size_t inflated = 0;
  const Bytes file =
      raw_zip({good(), raw_member("a", std::string(5000, 'a'), true), raw_member("b", "b", true)});
  EXPECT_THAT(Package::open(file, {}, &inflated), succeeds());
  EXPECT_EQ(inflated, 5001U); // a stored member is not inflated
}

// --- each limit below, at and above ---

TEST(PackageLimit, FileSize) {
  const Bytes file = raw_zip({good()});
  PackageLimits limits;
  limits.file_size = file.size() + 1;
  EXPECT_THAT(Package::open(file, limits), succeeds());
  limits.file_size = file.size();
  EXPECT_THAT(Package::open(file, limits), succeeds());
  limits.file_size = file.size() - 1;
  EXPECT_THAT(Package::open(file, limits), fails_with("ZIP_TOO_LARGE"));
}

Bytes many(std::size_t count) {
  std::vector<RawMember> members;
  for (std::size_t i = 0; i < count; ++i)
    members.push_back(raw_member(std::to_string(i), ""));
  return raw_zip(std::move(members));
}

TEST(PackageLimit, Entries) {
  EXPECT_THAT(Package::open(many(1999)), succeeds());
  EXPECT_THAT(Package::open(many(2000)), succeeds());
  EXPECT_THAT(Package::open(many(2001)), fails_with("ZIP_TOO_MANY_ENTRIES"));
  EXPECT_THAT(Package::open(archive([](RawZip& z) { z.entries = z.entries_here = 65000; })),
              fails_with("ZIP_TOO_MANY_ENTRIES"));
}

TEST(PackageLimit, EntrySize) {
  PackageLimits limits;
  limits.entry_size = 100;
  const auto open = [&](std::size_t size) {
    return Package::open(raw_zip({raw_member("a", std::string(size, 'a'))}), limits);
  };
  EXPECT_THAT(open(99), succeeds());
  EXPECT_THAT(open(100), succeeds());
  EXPECT_THAT(open(101), fails_with("ZIP_TOO_LARGE"));
}

TEST(PackageLimit, TotalSize) {
  PackageLimits limits;
  limits.total_size = 100;
  const auto open = [&](std::size_t size) {
    return Package::open(
        raw_zip({raw_member("a", std::string(50, 'a')), raw_member("b", std::string(size, 'a'))}), limits);
  };
  EXPECT_THAT(open(49), succeeds());
  EXPECT_THAT(open(50), succeeds());
  EXPECT_THAT(open(51), fails_with("ZIP_TOO_LARGE"));
}

TEST(PackageLimit, RatioAboveItsFloor) {
  const std::string zeros(10'000, '\0');
  const Bytes file = raw_zip({raw_member("a", zeros, true)});
  const auto packed = file.size() - raw_zip({raw_member("a", "")}).size();
  PackageLimits limits;
  limits.ratio_floor = zeros.size() - 1;
  limits.ratio = (zeros.size() + packed - 1) / packed;
  EXPECT_THAT(Package::open(file, limits), succeeds());
  limits.ratio -= 1;
  EXPECT_THAT(Package::open(file, limits), fails_with("ZIP_RATIO"));
  limits.ratio_floor = zeros.size();
  EXPECT_THAT(Package::open(file, limits), succeeds());
}

TEST(PackageLimit, NameSize) {
  const auto open = [](std::size_t size) {
    return Package::open(raw_zip({raw_member(std::string(size, 'n'))}));
  };
  EXPECT_THAT(open(255), succeeds());
  EXPECT_THAT(open(256), succeeds());
  EXPECT_THAT(open(257), fails_with("ZIP_NAME"));
}

} // namespace
} // namespace elicense::ofd
