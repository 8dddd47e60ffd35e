// SPDX-License-Identifier: Apache-2.0
// Copies every mapping aside by process_vm_readv, which fails where a plain read would crash.
#include "tests/support/memory_scan.hpp"
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <stdexcept>
#include <string>
#include <sys/mman.h>
#include <sys/uio.h>
#include <unistd.h>

namespace elicense::test {
namespace {

constexpr std::uint8_t mask = 0x5a;

struct Mapping {
  std::uintptr_t start = 0, end = 0;
};

std::vector<Mapping> readable_mappings() {
  std::vector<Mapping> mappings;
  std::ifstream maps("/proc/self/maps");
  if (!maps) throw std::runtime_error("no /proc/self/maps");
  std::string range, mode, rest;
  while (maps >> range >> mode && std::getline(maps, rest)) {
    if (!mode.starts_with('r')) continue;
    char* dash = nullptr;
    const auto start = std::strtoul(range.c_str(), &dash, 16);
    mappings.push_back({start, std::strtoul(dash + 1, nullptr, 16)});
  }
  return mappings;
}

// The copy lives in a mapping of its own, wiped before the next: the scan must not find its own leavings.
class Copy {
 public:
  explicit Copy(const Mapping& mapping) : size_(mapping.end - mapping.start) {
    void* memory = mmap(nullptr, size_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) throw std::bad_alloc();
    data_ = static_cast<std::uint8_t*>(memory);
    iovec local{data_, size_};
    iovec remote{reinterpret_cast<void*>(mapping.start), size_}; // NOLINT(performance-no-int-to-ptr)
    const ssize_t got = process_vm_readv(getpid(), &local, 1, &remote, 1, 0);
    filled_ = got > 0 ? static_cast<std::size_t>(got) : 0;
  }
  Copy(const Copy&) = delete;
  Copy& operator=(const Copy&) = delete;
  ~Copy() { munmap(data_, size_); }
  ByteView bytes() const { return {data_, filled_}; }

 private:
  std::uint8_t* data_ = nullptr;
  std::size_t size_ = 0, filled_ = 0;
};

std::size_t count(ByteView haystack, const Needle& needle) {
  std::size_t found = 0;
  for (std::size_t at = 0; at + needle.size() <= haystack.size(); ++at) {
    if (needle.is_at(haystack.data() + at)) ++found;
  }
  return found;
}

} // namespace

Needle::Needle(ByteView secret) {
  for (const std::uint8_t byte : secret)
    masked_.push_back(byte ^ mask);
}

bool Needle::is_at(const std::uint8_t* place) const {
  const std::size_t size = masked_.size();
  std::size_t forward = 0, backward = 0;
  while (forward < size && (place[forward] ^ mask) == masked_[forward])
    ++forward;
  while (backward < size && (place[backward] ^ mask) == masked_[size - 1 - backward])
    ++backward;
  return forward == size || backward == size;
}

std::size_t copies_in_memory(const Needle& needle) {
  std::size_t found = 0;
  for (const Mapping& mapping : readable_mappings())
    found += count(Copy(mapping).bytes(), needle);
  return found;
}

} // namespace elicense::test
