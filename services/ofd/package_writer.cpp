// SPDX-License-Identifier: Apache-2.0
#include "ofd/package.hpp"
#include "ofd/zip_writer.hpp"

namespace elicense::ofd {

Bytes write_package(const std::vector<PackageEntry>& entries) {
  ZipWriter zip;
  Bytes package;
  const auto put = [&](const Bytes& bytes) { package.insert(package.end(), bytes.begin(), bytes.end()); };
  for (const PackageEntry& entry : entries)
    put(zip.add(entry.name, entry.content, entry.store));
  put(zip.finish());
  return package;
}

} // namespace elicense::ofd
