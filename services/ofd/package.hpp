// SPDX-License-Identifier: Apache-2.0
// An OFD file as a safe ZIP package: opened once, every entry inflated within limits, then only looked at.
#pragma once
#include "crypto/bytes.hpp"
#include "crypto/sm3.hpp"
#include <map>
#include <memory>

namespace elicense::ofd {

struct PackageLimits {
  std::size_t file_size = 32U << 20;
  std::size_t entries = 2000;
  std::size_t entry_size = 32U << 20;
  std::size_t total_size = 64U << 20;
  std::size_t ratio = 100; // inflated : stored, once more than ratio_floor was inflated
  std::size_t ratio_floor = 64U << 10;
  std::size_t name_size = 256;
};

struct PackageEntry {
  std::string name;
  Bytes content;
  bool store = false; // already compressed (fonts, PNG)
};

class Package {
 public:
  // ZIP_MALFORMED (not a ZIP, junk before, between or after, two ends, lying sizes or CRC), ZIP_TOO_LARGE,
  // ZIP_TOO_MANY_ENTRIES, ZIP_RATIO, ZIP_NAME (policy), ZIP_DUPLICATE_NAME (also by case), ZIP_ENCRYPTED,
  // ZIP_METHOD, ZIP_LOCAL_MISMATCH, ZIP_LINK. Nothing is inflated before names, sizes and offsets are
  // checked; `inflated` counts the bytes that were, also of a file that is then refused.
  static Result<Package> open(ByteView file, const PackageLimits& limits = {},
                              std::size_t* inflated = nullptr);
  static Package of(std::vector<PackageEntry> entries); // what write_package would pack

  // Names without a leading '/', as in the central directory; sorted.
  const std::map<std::string, Bytes, std::less<>>& entries() const { return entries_; }
  const Bytes* find(std::string_view name) const;     // nullptr when absent
  Result<ByteView> read(std::string_view name) const; // OFD_ENTRY_MISSING
  // SM3 of an entry, computed when it is first asked for, once however many signatures refer to it; nullptr
  // when absent. One thread at a time.
  const crypto::Sm3Digest* digest(std::string_view name) const;

  void set(std::string name, Bytes content); // a new entry, or in the place of one
  // The known digests of entries that have the same name and, byte for byte, the same content.
  void take_digests(const Package& other);

 private:
  std::map<std::string, Bytes, std::less<>> entries_;
  mutable std::map<std::string, crypto::Sm3Digest, std::less<>> digests_;
};

// ZIP writer: entries in the given order, deflate where it helps, fixed time stamps: equal input gives equal
// bytes.
Bytes write_package(const std::vector<PackageEntry>& entries);
Bytes write_package(const Package& package); // OFD.xml first, where there is one

// An ST_Loc found in `base` (a package name): '/' is the package root, else relative to base's folder; "."
// and ".." are resolved. OFD_PATH_ESCAPES, OFD_PATH (empty, a URL, a backslash, a control character, or not
// normal UTF-8).
Result<std::string> resolve(std::string_view base, std::string_view location);

} // namespace elicense::ofd
