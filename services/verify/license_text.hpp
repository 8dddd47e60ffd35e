// SPDX-License-Identifier: Apache-2.0
// What the metadata say against what the page shows, field by field through CustomTags. Private to this room.
#pragma once
#include "license/metadata.hpp"
#include "verify/examination.hpp"

namespace elicense::verify {

// Step LICENSE_METADATA. With `registered` the metadata must be the register's, and a difference is a
// failure. Without it they are compared with the page alone: another issuer may show them in a way unknown
// here, so that a difference stays undetermined. A copy may leave out what its use does not need.
enum class Told { everything, what_was_agreed_to };
Step check_shown_text(const Examination& examination, const license::LicenseType& type,
                      const license::License* registered, Told told = Told::everything);

// The text without blanks: a face sets them freely.
std::string without_blanks(std::string_view text);

// A metadata value in every form a face may show it, without blanks: dates (YYYYMMDD), lists (a^b), yes and
// no.
std::vector<std::string> shown_forms(std::string_view value);

} // namespace elicense::verify
