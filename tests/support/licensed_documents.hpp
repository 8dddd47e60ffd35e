// SPDX-License-Identifier: Apache-2.0
// A license of an embedded type as a document: metadata, tags and the texts that show them, without a face.
#pragma once
#include "license/metadata.hpp"
#include "tests/support/memory_register.hpp"
#include "tests/support/sealed_documents.hpp"

namespace elicense::test {

inline const std::string business_license = "11100000MB0143028R001"; // its type

const license::TypeCatalogue& embedded_types();
const license::LicenseType&
type_named(std::string_view name); // "营业执照"; with an official code, only this one is read
std::vector<const license::LicenseType*> various_types(); // one of each way to hold and to end a license
const license::LicenseType& permit_type(); // a permit of five years, with two dates on its face
license::License permit();                 // in force at test_pki().now
license::License license_of(const license::LicenseType& type); // of the type's example, in force as well

ofd::NewDocument license_draft(const license::License& license);
Bytes license_document(const license::License& license); // sealed

// As issued by a house of our own: the document's digest is set, then plan and result are recorded.
void register_issued(license::Register& licenses, license::License license, ByteView document);

} // namespace elicense::test
