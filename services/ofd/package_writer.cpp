// SPDX-License-Identifier: Apache-2.0
#include "ofd/deflate.hpp"
#include "ofd/package.hpp"
#include "ofd/zip_format.hpp"
#include <limits>
#include <stdexcept>

namespace elicense::ofd {
namespace {

constexpr std::uint16_t version = 20;
constexpr std::uint16_t no_time = 0;
constexpr std::uint16_t first_day = 0x21; // 1980-01-01

class Output {
 public:
  void u16(std::uint16_t value) { number(value, 2); }
  void u32(std::uint32_t value) { number(value, 4); }
  void put(ByteView bytes) { bytes_.insert(bytes_.end(), bytes.begin(), bytes.end()); }
  std::uint32_t size() const {
    if (bytes_.size() > std::numeric_limits<std::uint32_t>::max())
      throw std::length_error("a package over 4 GiB");
    return static_cast<std::uint32_t>(bytes_.size());
  }
  Bytes finish() { return std::move(bytes_); }
  ByteView view() const { return bytes_; }

 private:
  void number(std::uint32_t value, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i)
      bytes_.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
  }
  Bytes bytes_;
};

struct Packed {
  std::uint16_t flags = 0, method = zip::method_stored;
  std::uint32_t crc = 0;
  Bytes data;
};

// Deflate where it saves a quarter: below that (fonts, signatures) every verifier would inflate for little.
// Never so well that our own reader would take it for a bomb.
bool worth_deflating(std::size_t content, std::size_t packed) {
  const PackageLimits limits;
  return packed < content - content / 4 &&
         (content <= limits.ratio_floor || content <= packed * limits.ratio);
}

Packed pack(const PackageEntry& entry) {
  Packed packed;
  packed.crc = crc32(entry.content);
  for (const char c : entry.name) {
    if (static_cast<signed char>(c) < 0) packed.flags = zip::flag_utf8;
  }
  if (!entry.store) packed.data = deflate(entry.content);
  if (!entry.store && worth_deflating(entry.content.size(), packed.data.size()))
    packed.method = zip::method_deflated;
  else
    packed.data = entry.content;
  return packed;
}

// The part that the local and the central header have in common.
void put_common(Output& output, const PackageEntry& entry, const Packed& packed) {
  output.u16(version);
  output.u16(packed.flags);
  output.u16(packed.method);
  output.u16(no_time);
  output.u16(first_day);
  output.u32(packed.crc);
  output.u32(static_cast<std::uint32_t>(packed.data.size()));
  output.u32(static_cast<std::uint32_t>(entry.content.size()));
  output.u16(static_cast<std::uint16_t>(entry.name.size()));
  output.u16(0); // extra fields
}

void put_central(Output& central, const PackageEntry& entry, const Packed& packed, std::uint32_t offset) {
  central.u32(zip::central_signature);
  central.u16(version);
  put_common(central, entry, packed);
  central.u16(0); // comment
  central.u16(0); // disk
  central.u16(0); // internal attributes
  central.u32(0); // external attributes
  central.u32(offset);
  central.put(as_bytes(entry.name));
}

void put_end(Output& output, std::uint16_t entries, ByteView central) {
  const std::uint32_t offset = output.size();
  output.put(central);
  output.u32(zip::end_signature);
  output.u16(0); // disk
  output.u16(0); // disk of the directory
  output.u16(entries);
  output.u16(entries);
  output.u32(static_cast<std::uint32_t>(central.size()));
  output.u32(offset);
  output.u16(0); // comment
}

} // namespace

Bytes write_package(const std::vector<PackageEntry>& entries) {
  if (entries.size() >= std::numeric_limits<std::uint16_t>::max())
    throw std::length_error("too many entries");
  Output output, central;
  for (const PackageEntry& entry : entries) {
    const Packed packed = pack(entry);
    put_central(central, entry, packed, output.size());
    output.u32(zip::local_signature);
    put_common(output, entry, packed);
    output.put(as_bytes(entry.name));
    output.put(packed.data);
  }
  put_end(output, static_cast<std::uint16_t>(entries.size()), central.view());
  return output.finish();
}

} // namespace elicense::ofd
