// SPDX-License-Identifier: Apache-2.0
// S-ZIP: every hostile archive is refused with its code before much of it is inflated; nothing but good ones
// survives.
#include "ofd/package.hpp"
#include "tests/support/hostile_packages.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::ofd {
namespace {

using namespace test;

constexpr std::size_t most_inflated = 1U << 20U;

std::vector<RawMember> good_members() {
  return {raw_member("OFD.xml", "<ofd>good</ofd>"), raw_member("Doc_0/a.xml", std::string(5000, 'a'), true)};
}

TEST(HostilePackages, AreRefusedWithTheirCode) {
  for (const PackageCase& each : hostile_packages()) {
    std::size_t inflated = 0;
    EXPECT_THAT(Package::open(each.around(good_members()), {}, &inflated), fails_with(each.code))
        << each.name;
    EXPECT_LT(inflated, most_inflated) << each.name;
  }
}

TEST(HostilePackages, HaveGoodOnesBesideThem) {
  for (const PackageCase& each : unusual_packages()) {
    const auto package = Package::open(each.around(good_members()));
    ASSERT_THAT(package, succeeds()) << each.name;
    EXPECT_EQ(package->entries().size(), 2U) << each.name;
    EXPECT_EQ(as_text(*package->find("OFD.xml")), "<ofd>good</ofd>") << each.name;
  }
}

// A bomb that its limits do not see is still no archive.
TEST(HostilePackages, AreRefusedWithoutTheRatioToo) {
  PackageLimits limits;
  limits.ratio = 5000;
  for (const Bytes& bomb : {overlapping_zip(10, 2U << 20U), quoting_zip(10, 2U << 20U)}) {
    std::size_t inflated = 0;
    EXPECT_THAT(Package::open(bomb, limits, &inflated), fails_with("ZIP_MALFORMED"));
    EXPECT_EQ(inflated, 0U);
  }
}

// Whatever byte of an archive is changed, either the entries are the same or there are none.
TEST(HostilePackages, NoChangedByteChangesAnEntry) {
  const Bytes good = raw_zip(good_members());
  const auto entries = Package::open(good)->entries();
  for (std::size_t at = 0; at < good.size(); ++at) {
    for (const int flip : {0x01, 0x20, 0x80, 0xFF}) {
      Bytes changed = good;
      changed[at] = static_cast<std::uint8_t>(changed[at] ^ flip);
      const auto package = Package::open(changed);
      EXPECT_TRUE(!package || package->entries() == entries) << at;
    }
  }
}

} // namespace
} // namespace elicense::ofd
