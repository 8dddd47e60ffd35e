// SPDX-License-Identifier: Apache-2.0
// The openssl program as another implementation to compare with, in a folder of its own.
#pragma once
#include "crypto/certificate.hpp"
#include "tests/support/temporary_folder.hpp"

namespace elicense::test {

class OpensslCommand {
 public:
  static bool is_installed(); // a test without it skips

  std::string run(const std::string& arguments) const; // its output; throws with it when the program fails
  void write(const std::string& name, std::string_view text) const;
  crypto::Certificate certificate(const std::string& name) const; // of a PEM file

 private:
  TemporaryFolder folder_;
};

} // namespace elicense::test
