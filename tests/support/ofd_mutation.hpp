// SPDX-License-Identifier: Apache-2.0
// Changing a finished OFD file: entry by entry, with or without a new signature of an insider over the
// result.
#pragma once
#include "ofd/package.hpp"
#include "ofd/xml_edit.hpp"
#include "tests/support/sealed_documents.hpp"

namespace elicense::test {

// The entries of a package. Every change must find what it changes: a mutation without effect tests nothing.
class OfdEntries {
 public:
  explicit OfdEntries(ByteView file);

  std::vector<std::string> names() const;
  bool has(const std::string& name) const { return entries_.contains(name); }
  Bytes& content(const std::string& name); // throws when absent, as all below
  std::string text(const std::string& name);
  OfdEntries& replace(const std::string& name, std::string_view from,
                      std::string_view to);                           // every occurrence
  OfdEntries& set(const std::string& name, std::string_view content); // present or not
  OfdEntries& remove(const std::string& name);
  OfdEntries& flip(const std::string& name, std::size_t offset); // the lowest bit of one byte

  // As the signer would have done: the digests of Signature.xml's list anew, then the signature value.
  OfdEntries& refresh_references(const std::string& signature_folder = "Doc_0/Signs/Sign_0");
  OfdEntries& refresh_references_of(const std::string& signature_file);
  OfdEntries& resign(const seal::HeldSeal& seal = usual_seal(),
                     const std::string& signature_folder = "Doc_0/Signs/Sign_0");

  // The elements of one local name in an entry, in document order and without their children; they view what
  // the entry holds now, kept as long as this is. None when it is no XML that a reader would take.
  std::vector<ofd::XmlElement> elements(const std::string& name, std::string_view element) &;
  std::vector<ofd::XmlElement> elements(const std::string& name, std::string_view element) && = delete;
  std::string markup(const std::string& name, const ofd::XmlElement& element); // as it stands there
  // Puts markup in the place of an element, or at the end of its content.
  OfdEntries& replace_element(const std::string& name, const ofd::XmlElement& element,
                              std::string_view markup);
  // The Reference of a Signature.xml that leads to an entry, in whatever form.
  std::optional<ofd::XmlElement> reference_to(const std::string& signature_file, const std::string& entry);
  OfdEntries& drop_reference(const std::string& signature_file, const std::string& entry); // if it is there
  OfdEntries& append_to(const std::string& name, std::string_view element, std::string_view markup);

  std::vector<ofd::PackageEntry> list() const;
  Bytes pack() const;

 private:
  struct Parsed;
  std::map<std::string, Bytes> entries_;
  std::vector<std::shared_ptr<const Parsed>> parsed_; // what the elements given out view
};

std::string attribute_of(const ofd::XmlElement& element, std::string_view name); // "" when absent

} // namespace elicense::test
