// SPDX-License-Identifier: Apache-2.0
// ZIP files that lie: every field of the two headers of a member, and of the end record, can be set apart.
#pragma once
#include "crypto/bytes.hpp"
#include <optional>

namespace elicense::test {

enum class Descriptor { none, with_signature, without_signature };

struct RawHeader { // what is not set is told truly
  std::optional<std::string> name;
  std::optional<std::uint16_t> flags, method;
  std::optional<std::uint32_t> crc, packed_size, size;
  Bytes extra;
};

struct RawMember {
  std::string name;
  Bytes content;
  bool deflate = false;
  std::uint16_t flags = 0;
  Descriptor descriptor = Descriptor::none;
  RawHeader local, central;
  std::uint32_t attributes = 0;
  std::string comment;
  std::optional<std::uint32_t> offset;          // in the directory
  bool no_local = false;                        // only in the directory
  bool no_central = false;                      // not in the directory
  std::optional<std::uint32_t> descriptor_size; // the unpacked size it tells
  Bytes after;                                  // junk behind the member
};

struct RawZip {
  std::vector<RawMember> members;
  Bytes prefix, gap, before_end, comment, suffix; // gap: between the last member and the directory
  std::optional<std::uint16_t> entries, entries_here, disk;
  std::optional<std::uint32_t> directory_offset, directory_size;
};

Bytes write_raw_zip(const RawZip& zip);
RawMember raw_member(std::string name, std::string_view content = "content", bool deflate = false);
Bytes raw_zip(std::vector<RawMember> members);

// `count` directory entries that all share one member, which inflates to `size` zeros.
Bytes overlapping_zip(std::size_t count, std::size_t size);
// The same with names and local headers of their own: each member's deflate stream quotes the header of the
// next and goes on with its stream (Fifield 2019).
Bytes quoting_zip(std::size_t count, std::size_t size);

Bytes extra_field(std::uint16_t id, std::uint16_t size);

} // namespace elicense::test
