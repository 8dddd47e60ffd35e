// SPDX-License-Identifier: Apache-2.0
// The license a document says it is: identifier, register, registered document, metadata. Private to this
// room.
#pragma once
#include "verify/engine.hpp"
#include "verify/examination.hpp"

namespace elicense::verify {

struct LicenseQuestion {
  ByteView file;
  const Examination& examination;
  license::Register* licenses;         // may be null
  const license::TypeCatalogue* types; // may be null
  const OwnIssuers& own_issuers;
  const std::vector<std::string>& signers; // names of the good signatures' seals and certificates
};

// Nothing when the metadata carry no identifier (ZZBS). Ask only when OFD.xml is covered.
std::optional<LicenseReport> check_license(const LicenseQuestion& question);

} // namespace elicense::verify
