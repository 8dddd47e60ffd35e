// SPDX-License-Identifier: Apache-2.0
// What a proposed license type would change, as the API shows it.
#pragma once
#include "license/type_examination.hpp"

namespace elicense::api {

// With the faces as PNG in base64. FACE_…
Result<nlohmann::ordered_json> examination_json(const license::TypeExamination& examination);

} // namespace elicense::api
