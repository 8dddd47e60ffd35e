// SPDX-License-Identifier: Apache-2.0
#include "show/replay_memory.hpp"

#include "crypto/split.hpp"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace elicense::show {
namespace {

class OpenFile { // closing it gives the lock back
 public:
  explicit OpenFile(int descriptor) : descriptor_(descriptor) {}
  ~OpenFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  int get() const { return descriptor_; }

 private:
  const int descriptor_;
};

Error trouble(const char* what) {
  return fail(ErrorKind::unavailable, "SIGHTINGS_FILE", what);
}

Error system_trouble() {
  return trouble(std::strerror(errno));
}

Result<std::string> content_of(int file) {
  std::string content;
  char part[4096];
  for (;;) {
    const ssize_t size = ::read(file, part, sizeof part);
    if (size < 0) return system_trouble();
    if (size == 0) return content;
    content.append(part, static_cast<std::size_t>(size));
    if (content.size() > max_memory_file) return trouble("too large: upload it and begin another");
  }
}

std::optional<Sighting> sighting_in(std::string_view line) {
  const auto words = split(line, " ");
  if (words.size() != 3) return std::nullopt;
  std::int64_t seconds = 0;
  const auto [end, error] = std::from_chars(words[2].data(), words[2].data() + words[2].size(), seconds);
  if (error != std::errc() || end != words[2].data() + words[2].size()) return std::nullopt;
  return Sighting{std::string(words[0]), std::string(words[1]), Time(std::chrono::seconds(seconds))};
}

// A last line without its end was being written when the power went: it counts for nothing.
Result<std::vector<Sighting>> sightings_in(std::string_view content) {
  std::vector<Sighting> all;
  for (std::size_t end = content.find('\n'); end != std::string_view::npos; end = content.find('\n')) {
    auto sighting = sighting_in(content.substr(0, end));
    if (!sighting) return trouble("a line that is no sighting");
    all.push_back(*std::move(sighting));
    content.remove_prefix(end + 1);
  }
  return all;
}

Result<void> append(int file, std::string_view content, const Sighting& sighting) {
  const std::size_t whole = content.rfind('\n') + 1; // 0 where there is no line
  if (whole < content.size() && ::ftruncate(file, static_cast<off_t>(whole)) != 0) return system_trouble();
  const std::string line = sighting.code + ' ' + sighting.ticket + ' ' +
                           std::to_string(sighting.seen_at.time_since_epoch().count()) + '\n';
  if (::write(file, line.data(), line.size()) != static_cast<ssize_t>(line.size())) return system_trouble();
  if (::fsync(file) != 0) return system_trouble();
  return {};
}

} // namespace

Result<std::optional<Time>> MemoryOfProcess::see(const Sighting& sighting) {
  const std::lock_guard lock(mutex_);
  if (life_) std::erase_if(seen_, [&](const auto& one) { return sighting.seen_at - one.second > *life_; });
  const auto [place, is_new] = seen_.emplace(sighting.code, sighting.seen_at);
  return is_new ? std::nullopt : std::optional(place->second);
}

Result<std::vector<Sighting>> MemoryFile::read(const std::filesystem::path& file) {
  const OpenFile opened(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  if (opened.get() < 0) return system_trouble();
  const auto content = content_of(opened.get());
  if (!content) return content.error();
  return sightings_in(*content);
}

Result<std::optional<Time>> MemoryFile::see(const Sighting& sighting) {
  constexpr mode_t only_ours = 0600;
  const OpenFile opened(::open(file_.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, only_ours));
  if (opened.get() < 0 || ::flock(opened.get(), LOCK_EX) != 0) return system_trouble();
  const auto content = content_of(opened.get());
  if (!content) return content.error();
  const auto all = sightings_in(*content);
  if (!all) return all.error();
  const auto before = std::ranges::find(*all, sighting.code, &Sighting::code);
  if (before != all->end()) return std::optional(before->seen_at);
  if (auto kept = append(opened.get(), *content, sighting); !kept) return kept.error();
  return std::optional<Time>();
}

} // namespace elicense::show
