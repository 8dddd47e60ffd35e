// SPDX-License-Identifier: Apache-2.0
// Files by POSIX calls: the standard streams cannot say whether the bytes are on the disk.
#include "seal/files.hpp"

#include <cerrno>
#include <fcntl.h>
#include <fstream>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace elicense::seal {
namespace {

Error unreadable(const std::filesystem::path& path) {
  return fail(ErrorKind::unavailable, "SEAL_CABINET_UNREADABLE", path.string());
}

Error unwritable(const std::filesystem::path& path, int number) {
  return fail(ErrorKind::unavailable, "SEAL_CABINET_UNWRITABLE",
              path.string() + ": " + std::generic_category().message(number));
}

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  int number() const { return number_; }

 private:
  int number_;
};

bool write_all(int descriptor, ByteView content) {
  while (!content.empty()) {
    const ssize_t written = ::write(descriptor, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    content = content.subspan(static_cast<std::size_t>(written));
  }
  return true;
}

} // namespace

Result<Bytes> read_file(const std::filesystem::path& path, std::size_t limit) {
  std::error_code error;
  const auto size =
      std::filesystem::is_regular_file(path, error) ? std::filesystem::file_size(path, error) : 0;
  if (error || size == 0 || size > limit) return unreadable(path);
  Bytes content(static_cast<std::size_t>(size));
  std::ifstream stream(path, std::ios::binary);
  if (!stream.read(reinterpret_cast<char*>(content.data()), static_cast<std::streamsize>(size)))
    return unreadable(path);
  return content;
}

Result<void> write_file(const std::filesystem::path& path, ByteView content) {
  const Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR));
  if (file.number() < 0 || !write_all(file.number(), content) || ::fsync(file.number()) != 0)
    return unwritable(path, errno);
  return {};
}

Result<void> sync_folder(const std::filesystem::path& path) {
  const Descriptor folder(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder.number() < 0 || ::fsync(folder.number()) != 0) return unwritable(path, errno);
  return {};
}

} // namespace elicense::seal
