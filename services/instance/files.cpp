// SPDX-License-Identifier: Apache-2.0
// Whole files, read and replaced.
#include "instance/files.hpp"

#include <fcntl.h>
#include <fstream>
#include <unistd.h>

namespace elicense::instance {
namespace {

Error unusable(const std::filesystem::path& path, const char* what) {
  return fail(ErrorKind::unavailable, "INSTANCE_FOLDER", path.string() + ": " + what);
}

bool sync(const std::filesystem::path& path) { // a file or a folder
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return false;
  const bool synced = ::fsync(descriptor) == 0;
  ::close(descriptor);
  return synced;
}

} // namespace

Result<Bytes> read_file(const std::filesystem::path& path) {
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  if (error) return unusable(path, error.message().c_str());
  if (size > max_file) return unusable(path, "larger than 32 MiB");
  std::ifstream in(path, std::ios::binary);
  Bytes content(size);
  if (!in.read(reinterpret_cast<char*>(content.data()), static_cast<std::streamsize>(size)) && size > 0)
    return unusable(path, "cannot be read");
  return content;
}

Result<void> write_file(const std::filesystem::path& path, ByteView content) {
  std::error_code error;
  if (path.has_parent_path()) std::filesystem::create_directories(path.parent_path(), error);
  if (error) return unusable(path, error.message().c_str());
  auto part = path;
  part += ".part";
  {
    std::ofstream out(part, std::ios::binary | std::ios::trunc);
    out.write(reinterpret_cast<const char*>(content.data()), static_cast<std::streamsize>(content.size()));
    if (!out.flush()) return unusable(part, "cannot be written");
  }
  std::filesystem::rename(part, path, error);
  if (error) return unusable(path, error.message().c_str());
  return {};
}

Result<void> write_durable_file(const std::filesystem::path& path, ByteView content) {
  auto part = path;
  part += ".part";
  if (auto written = write_file(part, content); !written) return written;
  if (!sync(part)) return unusable(part, "cannot be synced");
  std::error_code error;
  std::filesystem::rename(part, path, error);
  if (error) return unusable(path, error.message().c_str());
  if (!sync(path.has_parent_path() ? path.parent_path() : "."))
    return unusable(path, "its folder cannot be synced");
  return {};
}

Result<crypto::Certificate> read_certificate(const std::filesystem::path& path) {
  const auto content = read_file(path);
  if (!content) return content.error();
  auto certificates = crypto::Certificate::parse_pem(as_text(*content));
  if (!certificates) return certificates.error();
  if (certificates->empty()) return unusable(path, "holds no certificate");
  return certificates->front();
}

} // namespace elicense::instance
