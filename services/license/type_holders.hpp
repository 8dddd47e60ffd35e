// SPDX-License-Identifier: Apache-2.0
// Reading what a type file says of licenses with several holders (共有).
#pragma once
#include "license/type.hpp"
#include "license/type_file_reader.hpp"

namespace elicense::license {

// "others" and "about" of the member "holder"; the schema and the principal holder are read already.
void read_other_holders(TypeFileReader& reader, LicenseType& type);

} // namespace elicense::license
