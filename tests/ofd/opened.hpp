// SPDX-License-Identifier: Apache-2.0
// Documents as read, and what their signatures cover.
#pragma once
#include "ofd/coverage.hpp"
#include "tests/support/ofd_builder.hpp"

namespace elicense::test {

// Of signed_document().
inline const std::string signature_list = "Doc_0/Signs/Signatures.xml";
inline const std::string first_signature = "Doc_0/Signs/Sign_0/Signature.xml";

struct Opened {
  explicit Opened(ByteView file)
      : package(ofd::Package::open(file).value()), document(ofd::read_document(package).value()) {}
  ofd::Package package;
  ofd::Document document;
  Result<std::vector<ofd::ReferenceCheck>> references(std::size_t signature = 0) const {
    return ofd::check_references(package, document.signatures.at(signature));
  }
  // Those that are not good, as "path changed" or "path missing".
  std::vector<std::string> bad(std::size_t signature = 0) const {
    std::vector<std::string> found;
    for (const ofd::ReferenceCheck& check : references(signature).value()) {
      if (check.state != ofd::ReferenceState::good)
        found.push_back(check.path + (check.state == ofd::ReferenceState::missing ? " missing" : " changed"));
    }
    return found;
  }
};

} // namespace elicense::test
