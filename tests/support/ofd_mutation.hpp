// SPDX-License-Identifier: Apache-2.0
// Changing a finished OFD file: entry by entry, with or without a new signature of an insider over the
// result.
#pragma once
#include "ofd/package.hpp"
#include "tests/support/sealed_documents.hpp"

namespace elicense::test {

// The entries of a package. Every change must find what it changes: a mutation without effect tests nothing.
class OfdEntries {
 public:
  explicit OfdEntries(ByteView file);

  std::vector<std::string> names() const;
  Bytes& content(const std::string& name); // throws when absent, as all below
  std::string text(const std::string& name);
  OfdEntries& replace(const std::string& name, std::string_view from,
                      std::string_view to);                           // every occurrence
  OfdEntries& set(const std::string& name, std::string_view content); // present or not
  OfdEntries& remove(const std::string& name);
  OfdEntries& flip(const std::string& name, std::size_t offset); // the lowest bit of one byte

  // As the signer would have done: the digests of Signature.xml's list anew, then the signature value.
  OfdEntries& refresh_references(const std::string& signature_folder = "Doc_0/Signs/Sign_0");
  OfdEntries& resign(const seal::HeldSeal& seal = usual_seal(),
                     const std::string& signature_folder = "Doc_0/Signs/Sign_0");

  Bytes pack() const;

 private:
  std::map<std::string, Bytes> entries_;
};

} // namespace elicense::test
