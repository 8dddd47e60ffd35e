// SPDX-License-Identifier: Apache-2.0
#include "ofd/package.hpp"
#include "ofd/deflate.hpp"
#include "ofd/zip_directory.hpp"
#include "ofd/zip_format.hpp"

namespace elicense::ofd {
namespace {

Result<Bytes> read_member(ByteView file, const zip::Member& member, std::size_t& inflated) {
  const ByteView packed = file.subspan(member.data, member.packed_size);
  Bytes content;
  if (member.method == zip::method_stored) {
    content = to_bytes(packed);
  } else {
    content.resize(member.size);
    inflated += content.size();
    if (!inflate_exactly(packed, content))
      return fail(ErrorKind::malformed, "ZIP_MALFORMED", "does not inflate to its size: " + member.name);
  }
  if (crc32(content) != member.crc)
    return fail(ErrorKind::malformed, "ZIP_MALFORMED", "another CRC: " + member.name);
  return content;
}

} // namespace

Result<Package> Package::open(ByteView file, const PackageLimits& limits, std::size_t* inflated) {
  std::size_t uncounted = 0;
  const auto members = zip::read_directory(file, limits);
  if (!members) return members.error();
  Package package;
  for (const zip::Member& member : *members) {
    auto content = read_member(file, member, inflated != nullptr ? *inflated : uncounted);
    if (!content) return content.error();
    if (!member.folder) package.set(member.name, std::move(*content));
  }
  return package;
}

Package Package::of(std::vector<PackageEntry> entries) {
  Package package;
  for (PackageEntry& entry : entries)
    package.set(std::move(entry.name), std::move(entry.content));
  return package;
}

void Package::set(std::string name, Bytes content) {
  digests_.erase(name);
  entries_.insert_or_assign(std::move(name), std::move(content));
}

void Package::take_digests(const Package& other) {
  for (const auto& [name, digest] : other.digests_) {
    const Bytes* const content = find(name);
    if (content != nullptr && *content == *other.find(name)) digests_.emplace(name, digest);
  }
}

const Bytes* Package::find(std::string_view name) const {
  const auto found = entries_.find(name);
  return found == entries_.end() ? nullptr : &found->second;
}

const crypto::Sm3Digest* Package::digest(std::string_view name) const {
  if (const auto known = digests_.find(name); known != digests_.end()) return &known->second;
  const Bytes* const content = find(name);
  if (content == nullptr) return nullptr;
  return &digests_.emplace(name, crypto::sm3(*content)).first->second;
}

Result<ByteView> Package::read(std::string_view name) const {
  if (const Bytes* content = find(name)) return ByteView(*content);
  return fail(ErrorKind::malformed, "OFD_ENTRY_MISSING", std::string(name.substr(0, 200)));
}

} // namespace elicense::ofd
