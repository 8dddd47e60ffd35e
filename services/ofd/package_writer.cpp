// SPDX-License-Identifier: Apache-2.0
#include "ofd/package.hpp"
#include "ofd/zip_writer.hpp"

namespace elicense::ofd {
namespace {

constexpr std::string_view first_entry = "OFD.xml";

class PackedFile {
 public:
  void add(std::string_view name, ByteView content, bool store = false) {
    put(zip_.add(name, content, store));
  }
  Bytes finish() {
    put(zip_.finish());
    return std::move(bytes_);
  }

 private:
  void put(const Bytes& bytes) { bytes_.insert(bytes_.end(), bytes.begin(), bytes.end()); }
  ZipWriter zip_;
  Bytes bytes_;
};

} // namespace

Bytes write_package(const std::vector<PackageEntry>& entries) {
  PackedFile file;
  for (const PackageEntry& entry : entries)
    file.add(entry.name, entry.content, entry.store);
  return file.finish();
}

Bytes write_package(const Package& package) {
  PackedFile file;
  if (const Bytes* const first = package.find(first_entry)) file.add(first_entry, *first);
  for (const auto& [name, content] : package.entries())
    if (name != first_entry) file.add(name, content);
  return file.finish();
}

} // namespace elicense::ofd
