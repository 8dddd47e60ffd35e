// SPDX-License-Identifier: Apache-2.0
// Runs in the folder, so that arguments are plain file names.
#include "tests/support/openssl_command.hpp"
#include "tests/support/files.hpp"
#include <cstdlib>

namespace elicense::test {

bool OpensslCommand::is_installed() {
  return std::system("openssl version >/dev/null 2>&1") == 0;
}

std::string OpensslCommand::run(const std::string& arguments) const {
  const std::string line = "cd '" + folder_.path().string() + "' && openssl " + arguments + " >output 2>&1";
  const bool succeeded = std::system(line.c_str()) == 0;
  std::string output(as_text(read_file(folder_.path() / "output")));
  if (!succeeded) throw std::runtime_error("openssl " + arguments + ": " + output);
  return output;
}

void OpensslCommand::write(const std::string& name, std::string_view text) const {
  write_file(folder_.path() / name, as_bytes(text));
}

crypto::Certificate OpensslCommand::certificate(const std::string& name) const {
  const Bytes pem = read_file(folder_.path() / name);
  return crypto::Certificate::parse_pem(as_text(pem)).value().at(0);
}

} // namespace elicense::test
