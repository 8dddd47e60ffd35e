// SPDX-License-Identifier: Apache-2.0
#include "hostile_zip.hpp"
#include <algorithm>
#include <stdexcept>
#include <zlib.h>

namespace elicense::test {
namespace {

class Output {
 public:
  void u16(std::size_t value) { number(value, 2); }
  void u32(std::size_t value) { number(value, 4); }
  void put(ByteView part) { bytes.insert(bytes.end(), part.begin(), part.end()); }
  void put(std::string_view part) { put(as_bytes(part)); }
  Bytes bytes;

 private:
  void number(std::size_t value, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i)
      bytes.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
  }
};

Bytes deflated(ByteView content) {
  z_stream stream{};
  if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) != Z_OK)
    throw std::runtime_error("deflateInit2");
  Bytes packed(deflateBound(&stream, static_cast<uLong>(content.size())));
  stream.next_in = const_cast<Bytef*>(content.data());
  stream.avail_in = static_cast<uInt>(content.size());
  stream.next_out = packed.data();
  stream.avail_out = static_cast<uInt>(packed.size());
  deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

struct Truth {
  std::uint32_t crc, packed_size, size;
};

void put_header(Output& output, const RawMember& member, const RawHeader& header, const Truth& truth) {
  const std::uint16_t described = member.descriptor == Descriptor::none ? 0 : 8;
  output.u16(20);
  output.u16(header.flags.value_or(member.flags | described));
  output.u16(header.method.value_or(member.deflate ? 8 : 0));
  output.u32(0x00210000); // 1980-01-01
  output.u32(header.crc.value_or(truth.crc));
  output.u32(header.packed_size.value_or(truth.packed_size));
  output.u32(header.size.value_or(truth.size));
  output.u16(header.name.value_or(member.name).size());
  output.u16(header.extra.size());
}

void put_local(Output& output, const RawMember& member, const Truth& truth, ByteView packed) {
  const bool described = member.descriptor != Descriptor::none;
  output.u32(0x04034b50);
  put_header(output, member, member.local, described ? Truth{} : truth);
  output.put(member.local.name.value_or(member.name));
  output.put(member.local.extra);
  output.put(packed);
  if (!described) return;
  if (member.descriptor == Descriptor::with_signature) output.u32(0x08074b50);
  output.u32(truth.crc);
  output.u32(truth.packed_size);
  output.u32(member.descriptor_size.value_or(truth.size));
}

void put_central(Output& output, const RawMember& member, const Truth& truth, std::size_t offset) {
  output.u32(0x02014b50);
  output.u16(0x031e);
  put_header(output, member, member.central, truth);
  output.u16(member.comment.size());
  output.u16(0); // disk
  output.u16(0); // internal attributes
  output.u32(member.attributes);
  output.u32(member.offset.value_or(static_cast<std::uint32_t>(offset)));
  output.put(member.central.name.value_or(member.name));
  output.put(member.central.extra);
  output.put(member.comment);
}

Truth truth_of(const RawMember& member, ByteView packed) {
  return {.crc = static_cast<std::uint32_t>(crc32_z(0, member.content.data(), member.content.size())),
          .packed_size = static_cast<std::uint32_t>(packed.size()),
          .size = static_cast<std::uint32_t>(member.content.size())};
}

} // namespace

Bytes write_raw_zip(const RawZip& zip) {
  Output output, directory;
  output.put(zip.prefix);
  for (const RawMember& member : zip.members) {
    const Bytes packed = member.deflate ? deflated(member.content) : member.content;
    const Truth truth = truth_of(member, packed);
    if (!member.no_central) put_central(directory, member, truth, output.bytes.size());
    if (!member.no_local) put_local(output, member, truth, packed);
    output.put(member.after);
  }
  output.put(zip.gap);
  const std::size_t offset = output.bytes.size();
  output.put(directory.bytes);
  output.put(zip.before_end);
  output.u32(0x06054b50);
  output.u16(zip.disk.value_or(0));
  output.u16(zip.disk.value_or(0));
  const auto listed = std::ranges::count(zip.members, false, &RawMember::no_central);
  output.u16(zip.entries_here.value_or(static_cast<std::uint16_t>(listed)));
  output.u16(zip.entries.value_or(static_cast<std::uint16_t>(listed)));
  output.u32(zip.directory_size.value_or(static_cast<std::uint32_t>(directory.bytes.size())));
  output.u32(zip.directory_offset.value_or(static_cast<std::uint32_t>(offset)));
  output.u16(zip.comment.size());
  output.put(zip.comment);
  output.put(zip.suffix);
  return output.bytes;
}

RawMember raw_member(std::string name, std::string_view content, bool deflate) {
  RawMember member;
  member.name = std::move(name);
  member.content = to_bytes(content);
  member.deflate = deflate;
  return member;
}

Bytes raw_zip(std::vector<RawMember> members) {
  RawZip zip;
  zip.members = std::move(members);
  return write_raw_zip(zip);
}

Bytes overlapping_zip(std::size_t count, std::size_t size) {
  RawZip zip;
  for (std::size_t i = 0; i < count; ++i) {
    RawMember member;
    member.name = std::to_string(i);
    member.content.assign(size, 0);
    member.deflate = true;
    member.no_local = i != 0;
    member.offset = 0;
    zip.members.push_back(std::move(member));
  }
  return write_raw_zip(zip);
}

namespace {

// A stored block that is not the last one, around `quoted`.
Bytes quoting_block(ByteView quoted) {
  Output block;
  block.bytes.push_back(0);
  block.u16(quoted.size());
  block.u16(~quoted.size());
  block.put(quoted);
  return block.bytes;
}

} // namespace

Bytes quoting_zip(std::size_t count, std::size_t size) {
  Output body, directory; // built from the last member to the first
  Bytes content(size, 0), stream = deflated(content);
  std::vector<std::pair<RawMember, Truth>> members;
  for (std::size_t i = count; i-- > 0;) {
    RawMember member = raw_member(std::to_string(i), as_text(content), true);
    const Truth truth = truth_of(member, stream);
    Output header;
    put_local(header, member, truth, {});
    content.insert(content.begin(), header.bytes.begin(), header.bytes.end());
    body.bytes = header.bytes;
    body.put(stream);
    const Bytes block = quoting_block(header.bytes);
    stream.insert(stream.begin(), block.begin(), block.end());
    members.emplace_back(std::move(member), truth);
  }
  for (const auto& [member, truth] : members)
    put_central(directory, member, truth, body.bytes.size() - truth.packed_size - 30 - member.name.size());
  RawZip zip;
  zip.prefix = body.bytes;
  zip.gap = directory.bytes;
  zip.entries = zip.entries_here = static_cast<std::uint16_t>(count);
  zip.directory_offset = static_cast<std::uint32_t>(body.bytes.size());
  zip.directory_size = static_cast<std::uint32_t>(directory.bytes.size());
  return write_raw_zip(zip);
}

Bytes extra_field(std::uint16_t id, std::uint16_t size) {
  Bytes field(std::size_t{size} + 4, 'x');
  field[0] = static_cast<std::uint8_t>(id);
  field[1] = static_cast<std::uint8_t>(id >> 8U);
  field[2] = static_cast<std::uint8_t>(size);
  field[3] = static_cast<std::uint8_t>(size >> 8U);
  return field;
}

} // namespace elicense::test
