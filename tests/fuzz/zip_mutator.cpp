// SPDX-License-Identifier: Apache-2.0
// Mutates one entry of a package and packs it again, with right sizes and checksums, so that what is inside
// is reached.
#include "ofd/package.hpp"
#include <algorithm>
#include <random>

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);

namespace {

using namespace elicense;
using Random = std::minstd_rand;
using Entries = std::vector<ofd::PackageEntry>;

std::size_t below(Random& random, std::size_t bound) {
  return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random);
}

void mutate(Bytes& bytes) {
  const std::size_t size = bytes.size();
  bytes.resize(size + 256);
  bytes.resize(LLVMFuzzerMutate(bytes.data(), size, bytes.size()));
}

void mutate(std::string& name) {
  Bytes bytes = to_bytes(name);
  mutate(bytes);
  name = std::string(as_text(bytes));
}

void change(Entries& entries, Random& random) {
  const std::size_t chosen = below(random, entries.size()), other = below(random, entries.size());
  switch (below(random, 16)) {
  case 0:
    return mutate(entries[chosen].name);
  case 1:
    entries.erase(entries.begin() + static_cast<std::ptrdiff_t>(chosen));
    return;
  case 2:
    return std::swap(entries[chosen].content, entries[other].content);
  case 3:
    entries.push_back(entries[chosen]);
    return mutate(entries.back().name);
  default:
    return mutate(entries[chosen].content);
  }
}

} // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size,
                                               unsigned seed) {
  Random random(seed);
  const auto package = ofd::Package::open({data, size});
  if (!package || package->entries().empty() || below(random, 4) == 0)
    return LLVMFuzzerMutate(data, size, max_size);
  Entries entries;
  for (const auto& [name, content] : package->entries())
    entries.push_back({name, content});
  change(entries, random);
  const Bytes out = ofd::write_package(entries);
  if (out.size() > max_size) return LLVMFuzzerMutate(data, size, max_size);
  std::ranges::copy(out, data);
  return out.size();
}
