// SPDX-License-Identifier: Apache-2.0
// The codes one verifier has seen: a second sight of one is a repeat, found at once.
#pragma once
#include "crypto/bytes.hpp"
#include "crypto/time.hpp"
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <vector>

namespace elicense::show {

inline constexpr std::size_t code_id_size = 16; // bytes

struct Sighting {
  std::string code, ticket; // ids, in hexadecimal
  Time seen_at{};
  friend bool operator==(const Sighting&, const Sighting&) = default;
};

class ReplayMemory {
 public:
  virtual ~ReplayMemory() = default;
  // When it was seen before; nothing: for the first time, and remembered now.
  virtual Result<std::optional<Time>> see(const Sighting& sighting) = 0;
};

class MemoryOfProcess final : public ReplayMemory { // for many threads
 public:
  MemoryOfProcess() = default; // remembers for ever
  // Forgets what was first seen longer ago than this: to be chosen so that the code is refused by its age.
  explicit MemoryOfProcess(std::chrono::seconds life) : life_(life) {}
  Result<std::optional<Time>> see(const Sighting& sighting) override;

 private:
  const std::optional<std::chrono::seconds> life_;
  std::mutex mutex_;
  std::map<std::string, Time, std::less<>> seen_;
};

inline constexpr std::size_t max_memory_file = 64 * MiB;

// A file with one sighting a line: "CODE TICKET SECONDS". Two processes may share it.
class MemoryFile final : public ReplayMemory {
 public:
  explicit MemoryFile(std::filesystem::path file) : file_(std::move(file)) {}
  // SIGHTINGS_FILE: it cannot be read or written, is too large, or has a line that is none. On the disk when
  // it answers
  Result<std::optional<Time>> see(const Sighting& sighting) override;
  static Result<std::vector<Sighting>> read(const std::filesystem::path& file);

 private:
  const std::filesystem::path file_;
};

} // namespace elicense::show
