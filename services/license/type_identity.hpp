// SPDX-License-Identifier: Apache-2.0
// What a type is: its names and codes, what the catalogue of GB/T 36902 says of it, who may hold it.
#pragma once
#include "license/type.hpp"
#include "license/type_file_reader.hpp"

namespace elicense::license {

void read_identity(TypeFileReader& reader, LicenseType& type);

} // namespace elicense::license
