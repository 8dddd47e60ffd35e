// SPDX-License-Identifier: Apache-2.0
// flock(2): gone with the process, however it ends.
#include "store/sqlite/file_lock.hpp"
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace elicense::store {

Result<FileLock> FileLock::take(const std::filesystem::path& file) {
  const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (descriptor < 0) return fail(ErrorKind::unavailable, "STORE_UNAVAILABLE", file.string());
  FileLock lock(descriptor);
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0)
    return fail(ErrorKind::conflict, "STORE_LOCKED", file.string());
  return lock;
}

FileLock::FileLock(FileLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

FileLock::~FileLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

} // namespace elicense::store
