// SPDX-License-Identifier: Apache-2.0
// Good documents of every shape: our own, and shaped like those of other vendors. Each can be signed again
// after a change, by the keys that signed it.
#pragma once
#include "ofd/document.hpp"
#include "tests/support/ofd_mutation.hpp"

namespace elicense::test {

struct SpecimenSigner {
  std::function<Bytes(ByteView signature_xml, const std::string& property_info)> value; // SignedValue.dat
  std::optional<crypto::SealVersion> seal; // absent: a plain signature

  // What a verifier says when Signature.xml is not the one that was signed.
  std::string hash_cause() const { return seal ? "SIG_DATA_HASH" : "SIGNED_DATA_CONTENT"; }
  // And when the value is none.
  std::string format_cause() const { return seal ? "SIG_FORMAT" : "SIGNED_DATA_MALFORMED"; }
};

struct Specimen {
  Specimen(std::string name, Bytes file, std::vector<SpecimenSigner> signers);

  std::string name;
  Bytes file;
  ofd::Document document;              // of `file`
  std::vector<SpecimenSigner> signers; // one per signature of the document

  const ofd::Signature& signature(std::size_t index) const { return document.signatures.at(index); }
  bool is_license() const;                          // by its metadata
  bool is_own_file(const std::string& entry) const; // Signatures.xml, a Signature.xml, a SignedValue
  // The digests of each signature's list anew, then its value, from the first signature to the last.
  void sign(OfdEntries& entries) const;
};

SpecimenSigner seal_signer(crypto::SealVersion version, bool raw_value = false);
SpecimenSigner plain_signer(bool attributes, bool raw_value = false); // stamped when it has no attributes

const std::vector<Specimen>& own_specimens();
const std::vector<Specimen>& vendor_specimens();

} // namespace elicense::test
