// SPDX-License-Identifier: Apache-2.0
#include "ofd/name.hpp"
#include "ofd/package.hpp"
#include "ofd/zip_writer.hpp"

namespace elicense::ofd {
namespace {

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
  void put(const Bytes& bytes) { append(bytes_, bytes); }
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
  if (const Bytes* const first = package.find(entry_point)) file.add(entry_point, *first);
  for (const auto& [name, content] : package.entries())
    if (name != entry_point) file.add(name, content);
  return file.finish();
}

} // namespace elicense::ofd
