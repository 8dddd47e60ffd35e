// SPDX-License-Identifier: Apache-2.0
#include "ofd/zip_writer.hpp"
#include "ofd/deflate.hpp"
#include "ofd/package.hpp"
#include "ofd/zip_format.hpp"
#include <stdexcept>

namespace elicense::ofd {
namespace {

constexpr std::uint16_t version = 20;
constexpr std::uint16_t no_time = 0;
constexpr std::uint16_t first_day = 0x21; // 1980-01-01
constexpr std::size_t sample_size = 1024;

class Output {
 public:
  explicit Output(Bytes& bytes) : bytes_(bytes) {}
  void u16(std::size_t value) { number(value, 2); }
  void u32(std::uint64_t value) { number(value, 4); }
  void put(ByteView bytes) { append(bytes_, bytes); }

 private:
  void number(std::uint64_t value, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i)
      bytes_.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
  }
  Bytes& bytes_;
};

struct Packed {
  std::uint16_t flags = 0, method = zip::method_stored;
  std::uint32_t crc = 0;
  Bytes deflated; // empty when stored
};

// Deflate where it saves a quarter: below that (fonts, signatures) every verifier would inflate for little.
// Never so well that our own reader would take it for a bomb.
bool worth_deflating(std::size_t content, std::size_t packed) {
  const PackageLimits limits;
  return packed < content - content / 4 &&
         (content <= limits.ratio_floor || content <= packed * limits.ratio);
}

// Tried in the middle of a large content first: a font or a picture is the same all over.
bool may_be_worth_deflating(ByteView content) {
  if (content.size() < 4 * sample_size) return true;
  const ByteView sample = content.subspan(content.size() / 2, sample_size);
  return worth_deflating(sample.size(), deflate(sample).size());
}

Packed pack(std::string_view name, ByteView content, bool store) {
  Packed packed;
  packed.crc = crc32(content);
  for (const char c : name) {
    if (static_cast<signed char>(c) < 0) packed.flags = zip::flag_utf8;
  }
  if (store || !may_be_worth_deflating(content)) return packed;
  packed.deflated = deflate(content);
  if (worth_deflating(content.size(), packed.deflated.size()))
    packed.method = zip::method_deflated;
  else
    packed.deflated = {};
  return packed;
}

ByteView stored_bytes(const Packed& packed, ByteView content) {
  return packed.method == zip::method_deflated ? ByteView(packed.deflated) : content;
}

// The part that the local and the central header have in common.
void put_common(Output& output, std::string_view name, ByteView content, const Packed& packed) {
  output.u16(version);
  output.u16(packed.flags);
  output.u16(packed.method);
  output.u16(no_time);
  output.u16(first_day);
  output.u32(packed.crc);
  output.u32(stored_bytes(packed, content).size());
  output.u32(content.size());
  output.u16(name.size());
  output.u16(0); // extra fields
}

} // namespace

bool ZipWriter::has_room(std::string_view name, std::size_t content) const {
  const std::uint64_t added = zip::local_size + zip::central_size + 2 * name.size() + content;
  return entries_ < max_zip_entries && name.size() <= 0xffff &&
         size_ + directory_.size() + zip::end_size + added <= max_zip_size;
}

Bytes ZipWriter::add(std::string_view name, ByteView content, bool store) {
  if (!has_room(name, content.size())) throw std::length_error("more than a ZIP holds");
  const Packed packed = pack(name, content, store);
  Output central(directory_);
  central.u32(zip::central_signature);
  central.u16(version);
  put_common(central, name, content, packed);
  central.u16(0); // comment
  central.u16(0); // disk
  central.u16(0); // internal attributes
  central.u32(0); // external attributes
  central.u32(size_);
  central.put(as_bytes(name));
  Bytes bytes;
  Output local(bytes);
  local.u32(zip::local_signature);
  put_common(local, name, content, packed);
  local.put(as_bytes(name));
  local.put(stored_bytes(packed, content));
  size_ += bytes.size();
  ++entries_;
  return bytes;
}

Bytes ZipWriter::finish() {
  Bytes bytes = std::move(directory_);
  const std::size_t directory = bytes.size();
  Output end(bytes);
  end.u32(zip::end_signature);
  end.u16(0); // disk
  end.u16(0); // disk of the directory
  end.u16(entries_);
  end.u16(entries_);
  end.u32(directory);
  end.u32(size_);
  end.u16(0); // comment
  return bytes;
}

} // namespace elicense::ofd
