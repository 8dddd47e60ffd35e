// SPDX-License-Identifier: Apache-2.0
// Distinguished names (RFC 5280 4.1.2.4) as text (RFC 2253, UTF-8), from every string type met in real
// certificates.
#pragma once
#include "crypto/der_fields.hpp"

namespace elicense::crypto {

struct DistinguishedName {
  std::string text;        // most specific part first; a value that is no text stands there as #hex
  std::string common_name; // the most specific one, may be empty
};

DistinguishedName read_name(der::Fields relative_names); // the content of the Name

} // namespace elicense::crypto
