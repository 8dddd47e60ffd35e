// SPDX-License-Identifier: Apache-2.0
// Changes of license types as the API shows them.
#pragma once
#include "license/proposal.hpp"
#include "license/type_examination.hpp"

namespace elicense::api {

// `about`: the member with the code of what is changed.
nlohmann::ordered_json proposal_json(const license::Proposal& proposal,
                                     const char* about = "license_type"); // without the file
// With the faces as PNG in base64. FACE_…
Result<nlohmann::ordered_json> examination_json(const license::TypeExamination& examination);

} // namespace elicense::api
