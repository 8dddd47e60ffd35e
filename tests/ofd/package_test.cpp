// SPDX-License-Identifier: Apache-2.0
// Hostile archives: all of the published parser-confusion and bomb shapes, each refused for its own reason.
#include "ofd/package.hpp"
#include "tests/support/hostile_zip.hpp"
#include "tests/support/result_matchers.hpp"
#include <array>
#include <functional>

namespace elicense::ofd {
namespace {

using namespace test;

Bytes raw(std::string_view text) {
  return to_bytes(text);
}
RawMember good() {
  return raw_member("OFD.xml", "<ofd>good</ofd>");
}
RawMember evil(std::string name) {
  return raw_member(std::move(name), "<ofd>EVIL</ofd>");
}

RawMember changed(const std::function<void(RawMember&)>& change, bool deflate = false) {
  RawMember member = raw_member("OFD.xml", "<ofd>good</ofd>", deflate);
  change(member);
  return member;
}

RawMember misplaced(const char* name, std::uint32_t offset) {
  RawMember member = raw_member(name);
  member.offset = offset;
  return member;
}

Bytes archive(const std::function<void(RawZip&)>& change) {
  RawZip zip;
  zip.members = {good()};
  change(zip);
  return write_raw_zip(zip);
}

Result<Package> opened(const std::function<void(RawMember&)>& change, bool deflate = false) {
  return Package::open(raw_zip({changed(change, deflate)}));
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

TEST(Package, OpensAnEmptyArchive) {
  EXPECT_TRUE(Package::open(raw_zip({}))->entries().empty());
}

TEST(Package, ToleratesFoldersAndDoesNotListThem) {
  RawMember folder = raw_member("Doc_0/", "");
  folder.attributes = 0x41ed0010;
  RawMember deflated = raw_member("Doc_0/Pages/", "", true);
  const auto package = Package::open(raw_zip({folder, deflated, raw_member("Doc_0/a.xml")}));
  ASSERT_THAT(package, succeeds());
  EXPECT_EQ(package->entries().size(), 1U);
}

TEST(Package, ReadsEmptyEntries) {
  const auto package = Package::open(raw_zip({raw_member("stored", ""), raw_member("deflated", "", true)}));
  ASSERT_THAT(package, succeeds());
  EXPECT_TRUE(package->find("deflated")->empty());
}

TEST(Package, AcceptsDataDescriptors) {
  for (const Descriptor form : {Descriptor::with_signature, Descriptor::without_signature}) {
    RawMember first = changed([&](RawMember& m) { m.descriptor = form; }, true);
    RawMember last = raw_member("b", "last", true);
    last.descriptor = form;
    const auto package = Package::open(raw_zip({first, last}));
    ASSERT_THAT(package, succeeds());
    EXPECT_EQ(as_text(*package->find("OFD.xml")), "<ofd>good</ofd>");
  }
}

TEST(Package, AcceptsHarmlessExtraFieldsAndFlags) {
  EXPECT_THAT(opened([](RawMember& m) {
                m.central.extra = extra_field(0x000a, 32), m.local.extra = extra_field(0x5455, 5);
              }),
              succeeds());
  EXPECT_THAT(opened([](RawMember& m) { m.local.flags = 0x800, m.central.flags = 0; }),
              succeeds()); // ASCII name
  EXPECT_THAT(opened([](RawMember& m) { m.flags = 0x806; }), succeeds());
}

TEST(Package, AcceptsUtf8Names) {
  EXPECT_THAT(Package::open(raw_zip({raw_member("附件/证照.xml")})), succeeds());
  RawMember flagged = raw_member("证照.xml");
  flagged.flags = 0x800;
  EXPECT_THAT(Package::open(raw_zip({flagged})), succeeds());
  flagged.local.flags = 0; // the two headers read as two names
  EXPECT_THAT(Package::open(raw_zip({flagged})), fails_with("ZIP_LOCAL_MISMATCH"));
}

TEST(Package, RefusesWhatIsNoArchive) {
  EXPECT_THAT(Package::open({}), fails_with("ZIP_MALFORMED"));
  EXPECT_THAT(Package::open(raw("%PDF-1.7 and nothing else in it")), fails_with("ZIP_MALFORMED"));
  const Bytes whole = raw_zip({good()});
  for (std::size_t size = 0; size < whole.size(); ++size)
    EXPECT_THAT(Package::open(ByteView(whole).first(size)), fails_with("ZIP_MALFORMED")) << size;
}

TEST(Package, RefusesDuplicateNames) {
  EXPECT_THAT(Package::open(raw_zip({good(), evil("OFD.xml")})), fails_with("ZIP_DUPLICATE_NAME"));
  EXPECT_THAT(Package::open(raw_zip({good(), evil("ofd.XML")})), fails_with("ZIP_DUPLICATE_NAME"));
  EXPECT_THAT(Package::open(raw_zip({raw_member("a/", ""), raw_member("A/", "")})),
              fails_with("ZIP_DUPLICATE_NAME"));
  EXPECT_THAT(Package::open(raw_zip({raw_member("a"), raw_member("a/", "")})),
              fails_with("ZIP_DUPLICATE_NAME"));
  EXPECT_THAT(Package::open(raw_zip({raw_member("a"), raw_member("A/b/c")})),
              fails_with("ZIP_DUPLICATE_NAME"));
}

TEST(Package, RefusesNamesThatCouldMeanAnother) {
  using namespace std::string_literals;
  for (const std::string& name :
       {"Doc_0//a.xml"s, "/Doc_0/a.xml"s, "Doc_0/./a.xml"s, "Doc_0\\a.xml"s, "../../etc/x"s, "OFD.xml\0.png"s,
        ""s, "/"s, "a//"s, "a\x01"s, "\xFFoo"s, "C:a"s})
    EXPECT_THAT(Package::open(raw_zip({evil(name)})), fails_with("ZIP_NAME")) << name;
}

TEST(Package, RefusesNameOverrides) {
  for (const std::uint16_t id : std::to_array<std::uint16_t>({0x7075, 0x6375})) {
    EXPECT_THAT(opened([&](RawMember& m) { m.central.extra = extra_field(id, 12); }), fails_with("ZIP_NAME"));
    EXPECT_THAT(opened([&](RawMember& m) { m.local.extra = extra_field(id, 12); }), fails_with("ZIP_NAME"));
  }
}

TEST(Package, RefusesBrokenExtraFields) {
  EXPECT_THAT(opened([](RawMember& m) { m.central.extra = {1, 2, 3}; }), fails_with("ZIP_MALFORMED"));
  EXPECT_THAT(opened([](RawMember& m) {
                m.local.extra = {0x55, 0x54, 9, 0, 1};
              }),
              fails_with("ZIP_MALFORMED"));
}

TEST(Package, RefusesZip64) {
  EXPECT_THAT(opened([](RawMember& m) { m.central.extra = extra_field(1, 16); }),
              fails_with("ZIP_MALFORMED"));
  EXPECT_THAT(opened([](RawMember& m) { m.central.size = m.central.packed_size = 0xFFFFFFFFU; }),
              fails_with("ZIP_TOO_LARGE"));
  EXPECT_THAT(Package::open(archive([](RawZip& z) { z.entries = z.entries_here = 0xFFFF; })),
              fails_with("ZIP_TOO_MANY_ENTRIES"));
  EXPECT_THAT(
      Package::open(archive([](RawZip& z) { z.before_end = raw("PK\x06\x07" + std::string(16, '\x01')); })),
      fails_with("ZIP_MALFORMED"));
}

TEST(Package, RefusesHeadersThatDisagree) {
  const std::vector<std::function<void(RawMember&)>> lies = {
      [](RawMember& m) { m.local.name = "EVIL.xm"; }, [](RawMember& m) { m.local.name = "OFD.xmlx"; },
      [](RawMember& m) { m.local.method = 8; },       [](RawMember& m) { m.local.crc = 1; },
      [](RawMember& m) { m.local.size = 1; },         [](RawMember& m) { m.local.packed_size = 1; },
      [](RawMember& m) { m.local.flags = 8; },        [](RawMember& m) { m.local.flags = 1; },
      [](RawMember& m) { m.local.size = 0; },
  };
  for (const auto& lie : lies)
    EXPECT_THAT(opened(lie), fails_with("ZIP_LOCAL_MISMATCH"));
}

TEST(Package, RefusesDescriptorsThatDisagree) {
  EXPECT_THAT(
      opened([](RawMember& m) { m.descriptor = Descriptor::with_signature, m.descriptor_size = 9; }, true),
      fails_with("ZIP_LOCAL_MISMATCH"));
  EXPECT_THAT(
      opened([](RawMember& m) { m.descriptor = Descriptor::without_signature, m.descriptor_size = 9; }, true),
      fails_with("ZIP_LOCAL_MISMATCH"));
  EXPECT_THAT(opened([](RawMember& m) { m.flags = 8; }, true), fails_with("ZIP_MALFORMED")); // none follows
}

TEST(Package, RefusesAStoredMemberOfUnknownLength) {
  EXPECT_THAT(opened([](RawMember& m) { m.descriptor = Descriptor::with_signature; }),
              fails_with("ZIP_MALFORMED"));
}

TEST(Package, RefusesBytesThatBelongToNoMember) {
  const std::vector<std::function<void(RawZip&)>> junk = {
      [](RawZip& z) { z.prefix = raw("MZ" + std::string(100, '\0')); },
      [](RawZip& z) { z.prefix = raw("x"), z.members[0].offset = 0; },
      [](RawZip& z) { z.suffix = raw("JUNKJUNK"); },
      [](RawZip& z) { z.gap = raw("HIDDEN"); },
      [](RawZip& z) { z.before_end = raw("HIDDEN"); },
      [](RawZip& z) { z.comment = raw("a comment"); },
      [](RawZip& z) { z.members[0].comment = "a comment"; },
      [](RawZip& z) { z.members.push_back(misplaced("b", 1)); },
      [](RawZip& z) { z.members.push_back(raw_member("b")), z.entries = z.entries_here = 1; },
      [](RawZip& z) { z.entries = z.entries_here = 2; },
      [](RawZip& z) { z.entries_here = 2; },
      [](RawZip& z) { z.disk = 1; },
      [](RawZip& z) { z.directory_offset = 0xFFFFFFFFU; },
      [](RawZip& z) { z.directory_size = 0xFFFFFFFFU; },
      [](RawZip& z) { z.directory_offset = 0; },
      [](RawZip& z) { z.members[0].offset = 0xFFFFFFF0U; },
      [](RawZip& z) { z.members[0].no_local = true; },
  };
  for (std::size_t i = 0; i < junk.size(); ++i)
    EXPECT_THAT(Package::open(archive(junk[i])), fails_with("ZIP_MALFORMED")) << i;
}

TEST(Package, RefusesTwoArchivesInOne) {
  const Bytes inner = raw_zip({good()});
  const Bytes end(inner.end() - 22, inner.end());
  RawZip zip;
  zip.members = {evil("OFD.xml")};
  zip.comment = end;
  EXPECT_THAT(Package::open(write_raw_zip(zip)), fails_with("ZIP_MALFORMED"));
  Bytes both = raw_zip({evil("OFD.xml")});
  both.insert(both.end(), inner.begin(), inner.end());
  EXPECT_THAT(Package::open(both), fails_with("ZIP_MALFORMED"));
}

TEST(Package, RefusesLyingSizesAndCrc) {
  const auto zeros = [](RawMember& m) { m.content.assign(std::size_t{1} << 20U, 0); };
  EXPECT_THAT(opened([](RawMember& m) { m.local.crc = m.central.crc = 1; }), fails_with("ZIP_MALFORMED"));
  EXPECT_THAT(opened([](RawMember& m) { m.local.size = m.central.size = 10; }), fails_with("ZIP_MALFORMED"));
  EXPECT_THAT(opened([&](RawMember& m) { zeros(m), m.local.size = m.central.size = 10; }, true),
              fails_with("ZIP_MALFORMED"));
  EXPECT_THAT(opened([](RawMember& m) { m.local.size = m.central.size = 16; }, true),
              fails_with("ZIP_MALFORMED"));
  EXPECT_THAT(opened([](RawMember& m) { m.local.method = m.central.method = 8; }),
              fails_with("ZIP_MALFORMED"));
  RawMember tail = raw_member("tail", "abc", true); // a byte after the deflate stream
  const std::uint32_t packed = 5 + 1;
  tail.local.packed_size = tail.central.packed_size = packed;
  RawZip zip;
  zip.members = {tail};
  zip.gap = raw("x");
  EXPECT_THAT(Package::open(write_raw_zip(zip)), fails_with("ZIP_MALFORMED"));
}

TEST(Package, RefusesFoldersWithContent) {
  EXPECT_THAT(Package::open(raw_zip({raw_member("a/", "x")})), fails_with("ZIP_MALFORMED"));
}

TEST(Package, RefusesEncryption) {
  for (const std::uint16_t flag : std::to_array<std::uint16_t>({1, 0x40, 0x2000}))
    EXPECT_THAT(opened([&](RawMember& m) { m.flags = flag; }), fails_with("ZIP_ENCRYPTED"));
  EXPECT_THAT(opened([](RawMember& m) { m.central.extra = extra_field(0x9901, 7); }),
              fails_with("ZIP_ENCRYPTED"));
}

TEST(Package, RefusesUnknownFlags) {
  EXPECT_THAT(opened([](RawMember& m) { m.flags = 0x20; }), fails_with("ZIP_MALFORMED"));
}

TEST(Package, RefusesOtherMethods) {
  for (const std::uint16_t method : std::to_array<std::uint16_t>({1, 9, 12, 14, 93, 99}))
    EXPECT_THAT(opened([&](RawMember& m) { m.local.method = m.central.method = method; }),
                fails_with("ZIP_METHOD"));
}

TEST(Package, RefusesLinksAndDevices) {
  for (const std::uint32_t type : {0120777U, 0020644U, 0060644U, 0010644U, 0140644U})
    EXPECT_THAT(opened([&](RawMember& m) { m.attributes = type << 16U; }), fails_with("ZIP_LINK"));
  EXPECT_THAT(opened([](RawMember& m) { m.attributes = 0100644U << 16U; }), succeeds());
  EXPECT_THAT(opened([](RawMember& m) { m.central.extra = extra_field(0x756E, 14); }),
              fails_with("ZIP_LINK"));
}

TEST(Package, RefusesBombsBeforeInflating) {
  constexpr std::uint32_t mib = 1U << 20U;
  const auto declaring = [](std::uint32_t size) {
    return opened([size](RawMember& m) { m.local.size = m.central.size = size; }, true);
  };
  EXPECT_THAT(declaring(200 * mib), fails_with("ZIP_TOO_LARGE"));
  EXPECT_THAT(declaring(20 * mib), fails_with("ZIP_RATIO"));
  PackageLimits no_ratio;
  no_ratio.ratio = 2000;
  EXPECT_THAT(Package::open(overlapping_zip(3, 2 * mib), no_ratio), fails_with("ZIP_MALFORMED"));
  EXPECT_THAT(Package::open(overlapping_zip(3, 2 * mib)), fails_with("ZIP_RATIO"));
  EXPECT_THAT(Package::open(overlapping_zip(3, 100)), fails_with("ZIP_MALFORMED"));
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
