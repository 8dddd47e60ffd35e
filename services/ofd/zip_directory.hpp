// SPDX-License-Identifier: Apache-2.0
// The member list of a ZIP file, complete and unambiguous: every byte of the file belongs to exactly one
// member or to the one central directory, and both descriptions of a member agree. Nothing is inflated here.
#pragma once
#include "ofd/package.hpp"

namespace elicense::ofd::zip {

struct Member {
  std::string name; // without the '/' that ends a folder's name
  bool folder = false;
  std::uint16_t flags = 0, method = 0;
  std::uint32_t crc = 0, packed_size = 0, size = 0;
  std::size_t offset = 0; // of the local header
  std::size_t data = 0;   // of the packed bytes
};

// The errors of Package::open, all but those that only inflating can find.
Result<std::vector<Member>> read_directory(ByteView file, const PackageLimits& limits);

} // namespace elicense::ofd::zip
