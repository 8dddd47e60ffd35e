// SPDX-License-Identifier: Apache-2.0
// The shapes of parser confusion, bombs and lies about ZIP files (PKWARE APPNOTE 6.3.10).
#include "tests/support/hostile_packages.hpp"

namespace elicense::test {
namespace {

using namespace std::string_literals;
constexpr std::uint32_t mib = 1U << 20U, all_ones = 0xFFFFFFFFU;
constexpr bool packed = true;

PackageCase of_archive(std::string name, std::string code, std::function<void(RawZip&)> change) {
  return {std::move(name), std::move(code), [change = std::move(change)](std::vector<RawMember> good) {
            RawZip zip;
            zip.members = std::move(good);
            change(zip);
            return write_raw_zip(zip);
          }};
}

// One member more, after the good ones.
PackageCase with(std::string name, std::string code, RawMember member) {
  return of_archive(std::move(name), std::move(code),
                    [member = std::move(member)](RawZip& zip) { zip.members.push_back(member); });
}

PackageCase of_member(std::string name, std::string code, const std::function<void(RawMember&)>& change,
                      bool deflate = false) {
  RawMember member = raw_member("more.xml", "<ofd>more</ofd>", deflate);
  change(member);
  return with(std::move(name), std::move(code), std::move(member));
}

PackageCase of_bytes(std::string name, std::string code, std::function<Bytes(Bytes)> change) {
  return {std::move(name), std::move(code), [change = std::move(change)](std::vector<RawMember> good) {
            return change(raw_zip(std::move(good)));
          }};
}

// An archive whose shape leaves no room for others: it stands in front of the good members.
PackageCase instead(std::string name, std::string code, Bytes archive) {
  return {std::move(name), std::move(code),
          [archive = std::move(archive)](std::vector<RawMember>) { return archive; }};
}

Bytes operator+(Bytes first, ByteView second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

std::vector<PackageCase> names() {
  std::vector<PackageCase> cases;
  const std::pair<const char*, std::string> refused[] = {{"two slashes", "Doc_0//more.xml"},
                                                         {"a leading slash", "/Doc_0/more.xml"},
                                                         {"a dot", "Doc_0/./more.xml"},
                                                         {"two dots", "../../etc/x"},
                                                         {"dots inside", "Doc_0/../OFD.xml"},
                                                         {"a backslash", "Doc_0\\more.xml"},
                                                         {"a drive", "C:more.xml"},
                                                         {"a stream", "OFD.xml:more"},
                                                         {"NUL", "OFD.xml\0.png"s},
                                                         {"no name", ""},
                                                         {"only a slash", "/"},
                                                         {"a folder with two slashes", "more//"},
                                                         {"a control", "more\x01"},
                                                         {"delete", "more\x7F"},
                                                         {"no UTF-8", "\xFFmore"},
                                                         {"GBK", "\xD6\xA4\xD5\xD5.xml"},
                                                         {"overlong UTF-8", "\xC0\xAE\xC0\xAE/x"},
                                                         {"a surrogate", "\xED\xA0\x80.xml"},
                                                         {"NFD", "cafe\u0301.xml"},
                                                         {"NFC of another script", "caf\u00E9.xml"},
                                                         {"the Kelvin sign", "\u212A.xml"},
                                                         {"a fullwidth letter", "\uFF2F\uFF26\uFF24.xml"},
                                                         {"a compatibility ideograph", "\uF900.xml"},
                                                         {"zero width", "OFD\u200B.xml"},
                                                         {"right to left", "\u202Elmx.DFO"},
                                                         {"a no-break space", "OFD\u00A0.xml"},
                                                         {"a byte order mark", "\uFEFFOFD.xml"},
                                                         {"257 bytes", std::string(257, 'n')}};
  for (const auto& [what, name] : refused)
    cases.push_back(with("name: "s + what, "ZIP_NAME", raw_member(name)));
  for (const auto& [what, id] : {std::pair("Unicode path", 0x7075), std::pair("Unicode comment", 0x6375)}) {
    const Bytes field = extra_field(static_cast<std::uint16_t>(id), 12);
    cases.push_back(of_member("another name in the directory: "s + what, "ZIP_NAME",
                              [&](RawMember& m) { m.central.extra = field; }));
    cases.push_back(of_member("another name in the header: "s + what, "ZIP_NAME",
                              [&](RawMember& m) { m.local.extra = field; }));
  }
  return cases;
}

std::vector<PackageCase> twins() {
  const auto two = [](std::string name, std::string first, std::string second) {
    return of_archive("twins: " + name, "ZIP_DUPLICATE_NAME", [=](RawZip& zip) {
      for (const std::string& each : {first, second})
        zip.members.push_back(raw_member(each, each.ends_with('/') ? "" : "evil"));
    });
  };
  return {two("one name", "more.xml", "more.xml"),
          two("case", "more.xml", "MORE.xml"),
          two("folders in two cases", "more/", "MORE/"),
          two("a file and a folder", "more", "more/"),
          two("a file where another has a folder", "more", "MORE/b/c"),
          of_archive("twins: of a good member, first", "ZIP_DUPLICATE_NAME",
                     [](RawZip& zip) {
                       zip.members.insert(zip.members.begin(), raw_member(zip.members[0].name, "evil"));
                     }),
          of_archive("twins: of a good member, last", "ZIP_DUPLICATE_NAME",
                     [](RawZip& zip) { zip.members.push_back(raw_member(zip.members[0].name, "evil")); })};
}

std::vector<PackageCase> header_lies() {
  std::vector<PackageCase> cases;
  const std::pair<const char*, std::function<void(RawMember&)>> lies[] = {
      {"name", [](RawMember& m) { m.local.name = "evil.xml"; }},
      {"longer name", [](RawMember& m) { m.local.name = "more.xmlx"; }},
      {"case of the name", [](RawMember& m) { m.local.name = "MORE.xml"; }},
      {"folder", [](RawMember& m) { m.local.name = "more.xml/"; }},
      {"method", [](RawMember& m) { m.local.method = 8; }},
      {"CRC", [](RawMember& m) { m.local.crc = 1; }},
      {"size", [](RawMember& m) { m.local.size = 1; }},
      {"no size", [](RawMember& m) { m.local.size = 0; }},
      {"packed size", [](RawMember& m) { m.local.packed_size = 1; }},
      {"descriptor flag", [](RawMember& m) { m.local.flags = 8; }},
      {"encryption flag", [](RawMember& m) { m.local.flags = 1; }},
      {"UTF-8 flag, the name not ASCII",
       [](RawMember& m) { m.name = "\u8BC1\u7167.xml", m.central.flags = 0x800, m.local.flags = 0; }}};
  for (const auto& [what, lie] : lies)
    cases.push_back(of_member("the headers disagree: "s + what, "ZIP_LOCAL_MISMATCH", lie));
  return cases;
}

std::vector<PackageCase> descriptors() {
  const auto described = [](Descriptor form, std::uint32_t size) {
    return [=](RawMember& m) { m.descriptor = form, m.descriptor_size = size; };
  };
  return {of_member("a descriptor with another size", "ZIP_LOCAL_MISMATCH",
                    described(Descriptor::with_signature, 9), packed),
          of_member("the same without signature", "ZIP_LOCAL_MISMATCH",
                    described(Descriptor::without_signature, 9), packed),
          of_member(
              "no descriptor though announced", "ZIP_MALFORMED", [](RawMember& m) { m.flags = 8; }, packed),
          of_member("a stored member with a descriptor", "ZIP_MALFORMED",
                    described(Descriptor::with_signature, 15)),
          of_member(
              "a descriptor with 64-bit sizes", "ZIP_LOCAL_MISMATCH",
              [](RawMember& m) { m.descriptor = Descriptor::with_signature, m.after = Bytes(8, 0); }, packed),
          of_member(
              "a descriptor that is none", "ZIP_LOCAL_MISMATCH",
              [](RawMember& m) { m.flags = 8, m.after = Bytes(16, 'x'); }, packed)};
}

std::vector<PackageCase> zip64() {
  const Bytes sizes = extra_field(1, 16);
  const Bytes locator = to_bytes("PK\x06\x07" + std::string(16, '\x01'));
  const Bytes record = to_bytes("PK\x06\x06" + std::string(52, '\x01'));
  return {
      of_member("ZIP64 sizes in the directory", "ZIP_MALFORMED",
                [&](RawMember& m) { m.central.extra = sizes; }),
      of_member("ZIP64 sizes in the header", "ZIP_MALFORMED", [&](RawMember& m) { m.local.extra = sizes; }),
      of_member(
          "ZIP64 sizes instead of the plain ones", "ZIP_MALFORMED",
          [&](RawMember& m) { m.central.extra = sizes, m.central.size = m.central.packed_size = all_ones; }),
      of_member("sizes that only ZIP64 could tell", "ZIP_TOO_LARGE",
                [](RawMember& m) { m.central.size = m.central.packed_size = all_ones; }),
      of_archive("a count that only ZIP64 could tell", "ZIP_TOO_MANY_ENTRIES",
                 [](RawZip& z) { z.entries = z.entries_here = 0xFFFF; }),
      of_archive("a directory that only ZIP64 could find", "ZIP_MALFORMED",
                 [](RawZip& z) { z.directory_offset = all_ones; }),
      of_archive("a directory of 4 GiB", "ZIP_MALFORMED", [](RawZip& z) { z.directory_size = all_ones; }),
      of_archive("a ZIP64 locator", "ZIP_MALFORMED", [=](RawZip& z) { z.before_end = locator; }),
      of_archive("a ZIP64 end record and its locator", "ZIP_MALFORMED",
                 [=](RawZip& z) { z.before_end = record + locator; })};
}

std::vector<PackageCase> kinds() {
  std::vector<PackageCase> cases;
  for (const int flag : {1, 0x40, 0x2000})
    cases.push_back(of_member("encrypted, flag " + std::to_string(flag), "ZIP_ENCRYPTED",
                              [=](RawMember& m) { m.flags = static_cast<std::uint16_t>(flag); }));
  for (const int id : {0x9901, 0x0017})
    cases.push_back(
        of_member("encrypted, extra field " + std::to_string(id), "ZIP_ENCRYPTED",
                  [=](RawMember& m) { m.central.extra = extra_field(static_cast<std::uint16_t>(id), 7); }));
  for (const int method : {1, 6, 9, 12, 14, 93, 95, 98, 99})
    cases.push_back(of_member("method " + std::to_string(method), "ZIP_METHOD", [=](RawMember& m) {
      m.local.method = m.central.method = static_cast<std::uint16_t>(method);
    }));
  for (const auto& [what, type] : {std::pair("a symbolic link", 0120777U), std::pair("a device", 0020644U),
                                   std::pair("a block device", 0060644U), std::pair("a pipe", 0010644U),
                                   std::pair("a socket", 0140644U)})
    cases.push_back(of_member(what, "ZIP_LINK", [type = type](RawMember& m) { m.attributes = type << 16U; }));
  cases.push_back(of_member("a link in an extra field", "ZIP_LINK",
                            [](RawMember& m) { m.central.extra = extra_field(0x756E, 14); }));
  cases.push_back(of_member("unknown flags", "ZIP_MALFORMED", [](RawMember& m) { m.flags = 0x20; }));
  cases.push_back(with("a folder with content", "ZIP_MALFORMED", raw_member("more/", "x")));
  return cases;
}

std::vector<PackageCase> layout() {
  const auto misplaced = [](std::uint32_t offset) { return [=](RawMember& m) { m.offset = offset; }; };
  return {
      of_archive("a prefix", "ZIP_MALFORMED",
                 [](RawZip& z) { z.prefix = to_bytes("MZ" + std::string(100, '\0')); }),
      of_archive("a prefix that the offsets leave out", "ZIP_MALFORMED",
                 [](RawZip& z) { z.prefix = to_bytes("x"), z.members[0].offset = 0; }),
      of_archive("a suffix", "ZIP_MALFORMED", [](RawZip& z) { z.suffix = to_bytes("JUNKJUNK"); }),
      of_archive("a gap between members", "ZIP_MALFORMED",
                 [](RawZip& z) {
                   z.members[0].after = to_bytes("HIDDEN"), z.members.push_back(raw_member("more"));
                 }),
      of_archive("a gap before the directory", "ZIP_MALFORMED",
                 [](RawZip& z) { z.gap = to_bytes("HIDDEN"); }),
      of_archive("a gap before the end record", "ZIP_MALFORMED",
                 [](RawZip& z) { z.before_end = to_bytes("HIDDEN"); }),
      of_archive("a comment", "ZIP_MALFORMED", [](RawZip& z) { z.comment = to_bytes("a comment"); }),
      of_member("a comment on a member", "ZIP_MALFORMED", [](RawMember& m) { m.comment = "a comment"; }),
      of_member("a member only in the directory", "ZIP_MALFORMED", [](RawMember& m) { m.no_local = true; }),
      of_member("a hidden member", "ZIP_MALFORMED", [](RawMember& m) { m.no_central = true; }),
      of_member("an offset into another member", "ZIP_MALFORMED", misplaced(1)),
      of_member("an offset shared with another member", "ZIP_MALFORMED", misplaced(0)),
      of_member("an offset behind the file", "ZIP_MALFORMED", misplaced(0xFFFFFFF0U)),
      of_archive(
          "a count too small", "ZIP_MALFORMED",
          [](RawZip& z) { z.entries = z.entries_here = static_cast<std::uint16_t>(z.members.size() - 1); }),
      of_archive(
          "a count too large", "ZIP_MALFORMED",
          [](RawZip& z) { z.entries = z.entries_here = static_cast<std::uint16_t>(z.members.size() + 1); }),
      of_archive("two counts", "ZIP_MALFORMED",
                 [](RawZip& z) { z.entries_here = static_cast<std::uint16_t>(z.members.size() + 1); }),
      of_archive("several disks", "ZIP_MALFORMED", [](RawZip& z) { z.disk = 1; }),
      of_archive("the directory at the front", "ZIP_MALFORMED", [](RawZip& z) { z.directory_offset = 0; }),
      of_member("a broken extra field", "ZIP_MALFORMED",
                [](RawMember& m) {
                  m.central.extra = {1, 2, 3};
                }),
      of_member("an extra field longer than its room", "ZIP_MALFORMED", [](RawMember& m) {
        m.local.extra = {0x55, 0x54, 9, 0, 1};
      })};
}

std::vector<PackageCase> several_archives() {
  const Bytes evil = raw_zip({raw_member("OFD.xml", "<ofd>EVIL</ofd>")});
  RawZip nested; // the file ends with the end record of an archive that a member holds
  return {
      of_bytes("nothing", "ZIP_MALFORMED", [](const Bytes&) { return Bytes(); }),
      of_bytes("another kind of file", "ZIP_MALFORMED",
               [](const Bytes&) { return to_bytes("%PDF-1.7 and nothing else in it"); }),
      of_bytes("cut short", "ZIP_MALFORMED", [](Bytes file) { return file.resize(file.size() - 30), file; }),
      of_bytes("without its first byte", "ZIP_MALFORMED",
               [](Bytes file) { return file.erase(file.begin()), file; }),
      of_bytes("an archive after another", "ZIP_MALFORMED", [=](const Bytes& file) { return evil + file; }),
      of_bytes("an archive before another", "ZIP_MALFORMED", [=](const Bytes& file) { return file + evil; }),
      of_bytes("two end records", "ZIP_MALFORMED",
               [](const Bytes& file) { return file + ByteView(file).last(22); }),
      of_archive("an end record as comment", "ZIP_MALFORMED",
                 [=](RawZip& z) { z.comment = Bytes(evil.end() - 22, evil.end()); }),
      of_bytes("a nested archive that ends the file", "ZIP_MALFORMED", [](const Bytes& file) {
        Bytes outer = raw_zip({raw_member("nested.zip", as_text(file))});
        outer.resize(40 + file.size()); // local header, name, content; no directory
        return outer;
      })};
}

std::vector<PackageCase> lies_and_bombs() {
  const auto zeros = [](RawMember& m) { m.content.assign(std::size_t{2} * mib, 0); };
  const auto declaring = [](std::uint32_t size) {
    return [=](RawMember& m) { m.local.size = m.central.size = size; };
  };
  std::vector<RawMember> crowd;
  for (int i = 0; i < 0xFFFF; ++i)
    crowd.push_back(raw_member(std::to_string(i), ""));
  return {
      of_member("a wrong CRC", "ZIP_MALFORMED", [](RawMember& m) { m.local.crc = m.central.crc = 1; }),
      of_member(
          "a wrong CRC, packed", "ZIP_MALFORMED", [](RawMember& m) { m.local.crc = m.central.crc = 1; },
          packed),
      of_member("stored with two sizes", "ZIP_MALFORMED", declaring(10)),
      of_member(
          "2 MiB that declare 10 bytes", "ZIP_MALFORMED", [=](RawMember& m) { zeros(m), declaring(10)(m); },
          packed),
      of_member("a byte less than declared", "ZIP_MALFORMED", declaring(16), packed),
      of_member("no deflate stream", "ZIP_MALFORMED",
                [](RawMember& m) { m.local.method = m.central.method = 8; }),
      of_member(
          "a byte after the deflate stream", "ZIP_MALFORMED",
          [](RawMember& m) {
            m.content = to_bytes("abc"), m.local.packed_size = m.central.packed_size = 6,
            m.after = to_bytes("x");
          },
          packed),
      of_member("200 MiB declared", "ZIP_TOO_LARGE", declaring(200 * mib), packed),
      of_member("20 MiB declared", "ZIP_RATIO", declaring(20 * mib), packed),
      of_member("2 MiB of zeros", "ZIP_RATIO", zeros, packed),
      instead("65,535 entries", "ZIP_TOO_MANY_ENTRIES", raw_zip(std::move(crowd))),
      instead("names that share one member", "ZIP_LOCAL_MISMATCH", overlapping_zip(100, 60'000)),
      instead("names that share one bomb", "ZIP_RATIO", overlapping_zip(100, std::size_t{2} * mib)),
      instead("members that quote each other", "ZIP_MALFORMED", quoting_zip(100, 60'000)),
      instead("a bomb of members that quote each other", "ZIP_RATIO", quoting_zip(10, std::size_t{2} * mib))};
}

std::vector<PackageCase> joined(std::initializer_list<std::vector<PackageCase>> parts) {
  std::vector<PackageCase> all;
  for (const auto& part : parts)
    all.insert(all.end(), part.begin(), part.end());
  return all;
}

RawMember folder(std::string name, bool deflate) {
  RawMember member = raw_member(std::move(name), "", deflate);
  member.attributes = 0x41ed0010;
  return member;
}

void for_each_member(RawZip& zip, const std::function<void(RawMember&)>& change) {
  for (RawMember& member : zip.members)
    change(member);
}

} // namespace

const std::vector<PackageCase>& hostile_packages() {
  static const std::vector<PackageCase> all =
      joined({names(), twins(), header_lies(), descriptors(), zip64(), kinds(), layout(), several_archives(),
              lies_and_bombs()});
  return all;
}

const std::vector<PackageCase>& unusual_packages() {
  const auto described = [](Descriptor form) {
    return [=](RawZip& zip) {
      for_each_member(zip, [=](RawMember& m) { m.deflate = true, m.descriptor = form; });
    };
  };
  static const std::vector<PackageCase> all = {
      of_archive("plain", "", [](RawZip&) {}),
      of_archive("deflated", "",
                 [](RawZip& z) { for_each_member(z, [](RawMember& m) { m.deflate = true; }); }),
      of_archive("descriptors", "", described(Descriptor::with_signature)),
      of_archive("descriptors without signature", "", described(Descriptor::without_signature)),
      of_archive("extra fields of times and padding", "",
                 [](RawZip& z) {
                   for_each_member(z, [](RawMember& m) {
                     m.central.extra = extra_field(0x000a, 32), m.local.extra = extra_field(0x5455, 5);
                   });
                 }),
      of_archive("an UTF-8 flag in one header", "",
                 [](RawZip& z) {
                   for_each_member(z, [](RawMember& m) { m.local.flags = 0x800, m.central.flags = 0; });
                 }),
      of_archive("flags of the packer's effort", "",
                 [](RawZip& z) { for_each_member(z, [](RawMember& m) { m.flags = 0x806; }); }),
      of_archive("modes of Unix files", "",
                 [](RawZip& z) { for_each_member(z, [](RawMember& m) { m.attributes = 0100644U << 16U; }); }),
      of_archive("folders", "", [](RawZip& z) {
        z.members.push_back(folder("more/", false)), z.members.push_back(folder("more/and/", true));
      })};
  return all;
}

} // namespace elicense::test
