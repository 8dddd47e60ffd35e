// SPDX-License-Identifier: Apache-2.0
#include "ofd/zip_directory.hpp"
#include "ofd/name.hpp"
#include "ofd/zip_format.hpp"
#include <algorithm>
#include <set>

namespace elicense::ofd::zip {
namespace {

using Fault = std::optional<Error>;

Error malformed(std::string detail) {
  return fail(ErrorKind::malformed, "ZIP_MALFORMED", std::move(detail));
}
Error mismatch(std::string detail) {
  return fail(ErrorKind::malformed, "ZIP_LOCAL_MISMATCH", std::move(detail));
}
Error bad_name(std::string detail) {
  return fail(ErrorKind::malformed, "ZIP_NAME", std::move(detail));
}

struct End {
  std::uint16_t entries = 0;
  std::uint32_t directory_size = 0, directory_offset = 0;
};

// The end record must be the last bytes of the file and its directory must reach up to it: a comment, a
// second end record, a ZIP64 locator or junk would have to stand between.
Result<End> read_end(ByteView file) {
  if (file.size() < end_size) return malformed("shorter than an end record");
  Cursor cursor(file.last(end_size));
  if (cursor.u32() != end_signature) return malformed("no end record at the end");
  const std::uint16_t disk = cursor.u16(), directory_disk = cursor.u16(), here = cursor.u16();
  End end{.entries = cursor.u16(), .directory_size = cursor.u32(), .directory_offset = cursor.u32()};
  const std::uint16_t comment = cursor.u16();
  if (disk != 0 || directory_disk != 0 || here != end.entries) return malformed("several disks");
  if (comment != 0) return malformed("a comment at the end");
  if (std::uint64_t{end.directory_offset} + end.directory_size != file.size() - end_size)
    return malformed("bytes around the directory");
  return end;
}

// Extra fields that would give a member another name, size, key or target than its header says.
Fault check_extra(ByteView extra) {
  Cursor cursor(extra);
  while (!cursor.rest().empty()) {
    const std::uint16_t id = cursor.u16();
    cursor.take(cursor.u16());
    if (cursor.failed()) return malformed("broken extra field");
    if (id == 0x0001) return malformed("ZIP64 sizes");
    if (id == 0x7075 || id == 0x6375) return bad_name("another name in an extra field");
    if (id == 0x9901 || id == 0x0017)
      return fail(ErrorKind::unsupported, "ZIP_ENCRYPTED", "by an extra field");
    if (id == 0x756E) return fail(ErrorKind::malformed, "ZIP_LINK", "by an extra field");
  }
  return std::nullopt;
}

Fault check_flags(std::uint16_t flags) {
  if ((flags & (flag_encrypted | flag_strong_encryption | flag_masked_directory)) != 0)
    return fail(ErrorKind::unsupported, "ZIP_ENCRYPTED");
  if ((flags & ~(flag_level | flag_descriptor | flag_utf8)) != 0) return malformed("unknown flags");
  return std::nullopt;
}

Fault check_method(const Member& member) {
  if (member.method != method_stored && member.method != method_deflated)
    return fail(ErrorKind::unsupported, "ZIP_METHOD", std::to_string(member.method));
  if (member.method == method_stored && member.packed_size != member.size)
    return malformed("stored with two sizes: " + member.name);
  // A reader of local headers could not tell where a stored member ends.
  if (member.method == method_stored && (member.flags & flag_descriptor) != 0 && member.size != 0)
    return malformed("stored with a data descriptor: " + member.name);
  return std::nullopt;
}

// The Unix file type, which other readers may obey: a file or a folder, or nothing said.
Fault check_type(const Member& member, std::uint32_t attributes) {
  const std::uint32_t type = attributes >> 28U;
  if (type != 0 && type != 4 && type != 8) return fail(ErrorKind::malformed, "ZIP_LINK", member.name);
  if (member.folder && member.size != 0) return malformed("a folder with content: " + member.name);
  return std::nullopt;
}

Fault set_name(Member& member, std::string_view name, const PackageLimits& limits) {
  if (name.size() > limits.name_size) return bad_name("longer than " + std::to_string(limits.name_size));
  member.folder = name.ends_with('/');
  if (member.folder) name.remove_suffix(1);
  if (auto fault = name_fault(name)) return bad_name(*fault);
  member.name = name;
  return std::nullopt;
}

Result<Member> read_central(Cursor& cursor, const PackageLimits& limits) {
  Member member;
  const bool signed_right = cursor.u32() == central_signature;
  cursor.take(4); // versions
  member.flags = cursor.u16();
  member.method = cursor.u16();
  cursor.take(4); // time and date
  member.crc = cursor.u32();
  member.packed_size = cursor.u32();
  member.size = cursor.u32();
  const std::uint16_t name_size = cursor.u16(), extra_size = cursor.u16(), comment_size = cursor.u16();
  const std::uint16_t disk = cursor.u16();
  cursor.take(2); // internal attributes
  const std::uint32_t attributes = cursor.u32();
  member.offset = cursor.u32();
  const std::string_view name = as_text(cursor.take(name_size));
  const ByteView extra = cursor.take(extra_size);
  if (cursor.failed() || !signed_right) return malformed("broken directory");
  if (comment_size != 0 || disk != 0) return malformed("a comment or a disk number in the directory");
  if (auto fault = check_flags(member.flags)) return *fault;
  if (auto fault = set_name(member, name, limits)) return *fault;
  if (auto fault = check_extra(extra)) return *fault;
  if (auto fault = check_method(member)) return *fault;
  if (auto fault = check_type(member, attributes)) return *fault;
  return member;
}

Result<std::vector<Member>> read_members(ByteView file, const End& end, const PackageLimits& limits) {
  if (end.entries > limits.entries)
    return fail(ErrorKind::too_large, "ZIP_TOO_MANY_ENTRIES", std::to_string(end.entries));
  Cursor cursor(file.subspan(end.directory_offset, end.directory_size));
  std::vector<Member> members;
  for (std::size_t i = 0; i < end.entries; ++i) {
    auto member = read_central(cursor, limits);
    if (!member) return member.error();
    members.push_back(std::move(*member));
  }
  if (!cursor.rest().empty()) return malformed("bytes after the directory");
  return members;
}

// One file per name, whatever the case of its letters, and no file where another has a folder.
Fault check_twins(const std::vector<Member>& members) {
  std::set<std::string, std::less<>> names, files;
  for (const Member& member : members) {
    std::string folded = fold_case(member.name);
    if (!member.folder) files.insert(folded);
    if (!names.insert(std::move(folded)).second)
      return fail(ErrorKind::malformed, "ZIP_DUPLICATE_NAME", member.name);
  }
  for (const std::string& name : names) {
    for (std::string_view folder = folder_of(name); !folder.empty(); folder = folder_of(folder)) {
      if (files.contains(folder)) return fail(ErrorKind::malformed, "ZIP_DUPLICATE_NAME", name);
    }
  }
  return std::nullopt;
}

Fault check_sizes(const std::vector<Member>& members, const PackageLimits& limits) {
  std::uint64_t total = 0;
  for (const Member& member : members) {
    total += member.size;
    if (member.size > limits.entry_size || total > limits.total_size)
      return fail(ErrorKind::too_large, "ZIP_TOO_LARGE", member.name);
    if (member.size > limits.ratio_floor && member.size > std::uint64_t{member.packed_size} * limits.ratio)
      return fail(ErrorKind::too_large, "ZIP_RATIO", member.name);
  }
  return std::nullopt;
}

// Real packers set the UTF-8 flag in one header only; for ASCII names it says nothing.
bool same_flags(std::uint16_t local, const Member& member) {
  const bool ascii =
      std::ranges::all_of(member.name, [](char c) { return static_cast<signed char>(c) >= 0; });
  const int ignored = flag_level | (ascii ? flag_utf8 : 0);
  return ((local ^ member.flags) & ~ignored) == 0;
}

struct Sizes {
  std::uint32_t crc = 0, packed_size = 0, size = 0;
  friend bool operator==(const Sizes&, const Sizes&) = default;
};

// The local header repeats the central one; with a data descriptor it may leave crc and sizes zero.
Fault read_local(ByteView file, Member& member) {
  Cursor cursor(file.subspan(std::min(member.offset, file.size())));
  const bool signed_right = cursor.u32() == local_signature;
  cursor.take(2); // version
  const std::uint16_t flags = cursor.u16(), method = cursor.u16();
  cursor.take(4); // time and date
  const Sizes sizes{.crc = cursor.u32(), .packed_size = cursor.u32(), .size = cursor.u32()};
  const std::uint16_t name_size = cursor.u16(), extra_size = cursor.u16();
  const std::string_view name = as_text(cursor.take(name_size));
  const ByteView extra = cursor.take(extra_size);
  if (cursor.failed() || !signed_right) return malformed("no local header: " + member.name);
  if (name != member.name + (member.folder ? "/" : "") || method != member.method ||
      !same_flags(flags, member))
    return mismatch(member.name);
  if (auto fault = check_extra(extra)) return fault;
  const bool deferred = (member.flags & flag_descriptor) != 0 && sizes == Sizes{};
  if (!deferred && sizes != Sizes{member.crc, member.packed_size, member.size}) return mismatch(member.name);
  member.data = member.offset + local_size + name_size + extra_size;
  return std::nullopt;
}

// Where the next member must begin; `next` is where it does begin.
Result<std::uint64_t> end_of(ByteView file, const Member& member, std::uint64_t next) {
  const std::uint64_t end = std::uint64_t{member.data} + member.packed_size;
  if ((member.flags & flag_descriptor) == 0) return end;
  if (next <= end || next > file.size()) return malformed("no data descriptor: " + member.name);
  Cursor cursor(file.subspan(static_cast<std::size_t>(end), static_cast<std::size_t>(next - end)));
  const bool has_signature = next - end == descriptor_size + 4;
  if (has_signature && cursor.u32() != descriptor_signature) return mismatch(member.name);
  const Sizes sizes{.crc = cursor.u32(), .packed_size = cursor.u32(), .size = cursor.u32()};
  if (cursor.failed() || sizes != Sizes{member.crc, member.packed_size, member.size})
    return mismatch(member.name);
  return end + descriptor_size + (has_signature ? 4 : 0);
}

// Members follow each other from the first byte to the directory: no prefix, gap or overlap.
Fault check_layout(ByteView file, std::vector<Member>& members, std::uint64_t directory) {
  std::ranges::sort(members, {}, &Member::offset);
  std::uint64_t expected = 0;
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (members[i].offset != expected) return malformed("a gap or an overlap before " + members[i].name);
    if (auto fault = read_local(file, members[i])) return fault;
    const auto end = end_of(file, members[i], i + 1 < members.size() ? members[i + 1].offset : directory);
    if (!end) return end.error();
    expected = *end;
  }
  if (expected != directory) return malformed("bytes before the directory");
  return std::nullopt;
}

} // namespace

Result<std::vector<Member>> read_directory(ByteView file, const PackageLimits& limits) {
  if (file.size() > limits.file_size) return fail(ErrorKind::too_large, "ZIP_TOO_LARGE", "the file");
  const auto end = read_end(file);
  if (!end) return end.error();
  auto members = read_members(file, *end, limits);
  if (!members) return members;
  if (auto fault = check_twins(*members)) return *fault;
  if (auto fault = check_sizes(*members, limits)) return *fault;
  if (auto fault = check_layout(file, *members, end->directory_offset)) return *fault;
  return members;
}

} // namespace elicense::ofd::zip
