// SPDX-License-Identifier: Apache-2.0
// What the metadata say against what the page shows, field by field through CustomTags. Private to this room.
#pragma once
#include "license/metadata.hpp"
#include "verify/examination.hpp"

namespace elicense::verify {

// Step LICENSE_METADATA. With `registered` the values are the register's, and a difference is a failure.
// Without it they are the document's own: another issuer may show them in a way unknown here, so that a
// difference stays undetermined.
Step check_shown_text(const Examination& examination, const license::LicenseType& type,
                      const license::License* registered);

// The text without blanks: a face sets them freely.
std::string without_blanks(std::string_view text);

// A date as YYYY-MM-DD or YYYYMMDD in every form a face may show it; any other value as it is. Without
// blanks.
std::vector<std::string> shown_forms(std::string_view value);

} // namespace elicense::verify
