// SPDX-License-Identifier: Apache-2.0
// Opening, reading and creating files that hold keys.
#include "crypto/key_files.hpp"
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace elicense::crypto {
namespace {

constexpr mode_t others = 0077;

Error io_error(std::string_view step, const std::string& name) {
  return fail(ErrorKind::unavailable, "KEY_STORE_IO",
              std::string(step) + ' ' + name + ": " + std::generic_category().message(errno));
}

Error permissions(const std::string& name, std::string_view why) {
  return fail(ErrorKind::forbidden, "KEY_STORE_PERMISSIONS", name + ": " + std::string(why));
}

Result<void> expect_private(const struct stat& status, const std::string& name) {
  if (status.st_uid != geteuid()) return permissions(name, "belongs to somebody else");
  if ((status.st_mode & others) != 0) return permissions(name, "is open to others");
  return {};
}

Result<void> write_all(const Descriptor& file, ByteView content, const std::string& name) {
  while (!content.empty()) {
    const ssize_t written = write(file.number(), content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return io_error("write", name);
    content = content.subspan(static_cast<std::size_t>(written));
  }
  if (fsync(file.number()) != 0) return io_error("fsync", name);
  return {};
}

Result<void> write_new(const Descriptor& folder, const std::string& name, ByteView content) {
  const Descriptor file(
      openat(folder.number(), name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
  if (file.number() < 0) return io_error("create", name);
  return write_all(file, content, name);
}

// RENAME_NOREPLACE: of two writers of one name, one loses and is told so.
Result<void> give_name(const Descriptor& folder, const std::string& temporary, const std::string& name) {
  if (renameat2(folder.number(), temporary.c_str(), folder.number(), name.c_str(), RENAME_NOREPLACE) != 0) {
    if (errno == EEXIST) return fail(ErrorKind::conflict, "KEY_EXISTS", name);
    return io_error("rename", name);
  }
  if (fsync(folder.number()) != 0) return io_error("fsync folder of", name);
  return {};
}

Result<Descriptor> open_to_overwrite(const Descriptor& folder, const std::string& name) {
  Descriptor file(openat(folder.number(), name.c_str(), O_WRONLY | O_NOFOLLOW | O_CLOEXEC));
  if (file.number() >= 0) return file;
  if (errno == ENOENT) return fail(ErrorKind::not_found, "KEY_NOT_FOUND", name);
  return io_error("open", name);
}

// As far as the file system writes in place.
Result<void> overwrite(const Descriptor& file, const std::string& name) {
  struct stat status {};
  if (fstat(file.number(), &status) != 0) return io_error("stat", name);
  return write_all(file, Bytes(static_cast<std::size_t>(status.st_size)), name);
}

Result<SecretBytes> read_all(const Descriptor& file, std::size_t size, const std::string& name) {
  SecretBytes content(size);
  std::span<std::uint8_t> rest = content.span();
  while (!rest.empty()) {
    const ssize_t got = read(file.number(), rest.data(), rest.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return io_error("read", name);
    rest = rest.subspan(static_cast<std::size_t>(got));
  }
  return content;
}

} // namespace

Descriptor::~Descriptor() {
  if (number_ >= 0) close(number_);
}

Result<Descriptor> open_folder(const std::filesystem::path& folder) {
  Descriptor opened(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  if (opened.number() >= 0) return opened;
  if (errno == ENOENT) return fail(ErrorKind::not_found, "KEY_STORE_MISSING", folder.string());
  if (errno == ENOTDIR || errno == ELOOP) return permissions(folder.string(), "is not a folder itself");
  return io_error("open", folder.string());
}

Result<Descriptor> open_private_folder(const std::filesystem::path& folder) {
  Result<Descriptor> opened = open_folder(folder);
  if (!opened) return opened;
  struct stat status {};
  if (fstat(opened->number(), &status) != 0) return io_error("stat", folder.string());
  if (const Result<void> mine = expect_private(status, folder.string()); !mine) return mine.error();
  return opened;
}

Result<SecretBytes> read_private_file(const Descriptor& folder, const std::string& name,
                                      std::size_t max_size) {
  // O_NONBLOCK: a pipe of that name must not hold us up.
  const Descriptor file(
      openat(folder.number(), name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  if (file.number() < 0) {
    if (errno == ENOENT) return fail(ErrorKind::not_found, "KEY_NOT_FOUND", name);
    if (errno == ELOOP) return permissions(name, "is a symbolic link");
    return io_error("open", name);
  }
  struct stat status {};
  if (fstat(file.number(), &status) != 0) return io_error("stat", name);
  if (!S_ISREG(status.st_mode)) return permissions(name, "is not a plain file");
  if (const Result<void> mine = expect_private(status, name); !mine) return mine.error();
  const auto size = static_cast<std::size_t>(status.st_size);
  if (size > max_size) return fail(ErrorKind::malformed, "KEY_MALFORMED", name + " is too large for a key");
  return read_all(file, size, name);
}

Result<void> create_private_file(const Descriptor& folder, const std::string& name, ByteView content,
                                 const RandomSource& random) {
  const std::string temporary = '.' + name + '.' + to_hex(random_bytes(random, 8));
  Result<void> done = write_new(folder, temporary, content);
  if (done) done = give_name(folder, temporary, name);
  if (!done) unlinkat(folder.number(), temporary.c_str(), 0);
  return done;
}

Result<void> replace_private_file(const Descriptor& folder, const std::string& name, ByteView content,
                                  const RandomSource& random) {
  const Result<Descriptor> before = open_to_overwrite(folder, name);
  if (!before) return before.error();
  const std::string temporary = '.' + name + '.' + to_hex(random_bytes(random, 8));
  if (auto written = write_new(folder, temporary, content); !written) return written;
  if (renameat(folder.number(), temporary.c_str(), folder.number(), name.c_str()) != 0 ||
      fsync(folder.number()) != 0) {
    const Error failed = io_error("rename", name);
    unlinkat(folder.number(), temporary.c_str(), 0);
    return failed;
  }
  return overwrite(*before, name);
}

Result<void> erase_private_file(const Descriptor& folder, const std::string& name) {
  const Result<Descriptor> file = open_to_overwrite(folder, name);
  if (!file) return file.error();
  if (unlinkat(folder.number(), name.c_str(), 0) != 0 || fsync(folder.number()) != 0)
    return io_error("delete", name);
  return overwrite(*file, name); // after its name: a crash between leaves no file of zeros to be read
}

} // namespace elicense::crypto
