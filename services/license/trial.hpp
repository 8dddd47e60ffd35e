// SPDX-License-Identifier: Apache-2.0
// What can be known of a type before anything is issued: whether its face holds all the data its schema
// allows.
#pragma once
#include "face/face.hpp"
#include "license/type.hpp"

namespace elicense::license {

nlohmann::json shortest_data(const LicenseType& type); // required fields only
nlohmann::json longest_data(const LicenseType& type);  // every field, longest words of every list

// With the longest text a QR code on a face may have. The FACE_ errors of Face::compose; FACE_WITHOUT_SEAL.
Result<face::Face> draw_trial(const LicenseType& type, const face::Fonts& fonts, const nlohmann::json& data);
// Draws both and the example; the first that cannot be drawn.
Result<void> try_out(const LicenseType& type, const face::Fonts& fonts);

} // namespace elicense::license
