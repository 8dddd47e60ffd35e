// SPDX-License-Identifier: Apache-2.0
// Reading and writing whole files.
#include "tests/support/files.hpp"
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace elicense::test {

Bytes read_file(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + file.string());
  const std::string content{std::istreambuf_iterator<char>(in), {}};
  return to_bytes(content);
}

void write_file(const std::filesystem::path& file, ByteView content) {
  std::ofstream out(file, std::ios::binary | std::ios::trunc);
  out << as_text(content) << std::flush;
  if (!out) throw std::runtime_error("cannot write " + file.string());
}

std::filesystem::path source_folder() {
  return ELICENSE_SOURCE_DIR;
}

std::filesystem::path shared_folder() {
  return source_folder().parent_path() / "shared";
}

std::optional<Bytes> read_shared(const std::filesystem::path& below) {
  const std::filesystem::path file = shared_folder() / below;
  if (!std::filesystem::exists(file)) return std::nullopt;
  return read_file(file);
}

} // namespace elicense::test
