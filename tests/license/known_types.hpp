// SPDX-License-Identifier: Apache-2.0
// Embedded types by what they are.
#pragma once
#include "tests/support/licensed_documents.hpp"

namespace elicense::test {

inline const license::LicenseType& card_type() { // of a resident
  return *embedded_types().find("11100000000013127D001");
}
inline const license::LicenseType& transport_permit_type() {
  return *embedded_types().find("11100000000019713D008");
}

} // namespace elicense::test
