// SPDX-License-Identifier: Apache-2.0
// What the licenses of a type say: the schema of their data, which of its fields are which, masks, an
// example.
#pragma once
#include "license/type.hpp"
#include "license/type_file_reader.hpp"

namespace elicense::license {

void read_field_names(TypeFileReader& reader, LicenseType& type);
Result<void> read_schema(TypeFileReader& reader, Origin origin, LicenseType& type);
void check_fields(TypeFileReader& reader, const LicenseType& type); // of the schema
void read_masks(TypeFileReader& reader, LicenseType& type);
void read_example(TypeFileReader& reader, Origin origin, LicenseType& type);
void check_tests(TypeFileReader& reader, const LicenseType& type); // data that the file says is taken or not

} // namespace elicense::license
