// SPDX-License-Identifier: Apache-2.0
// Changes of license types as the API shows them.
#pragma once
#include "license/type_examination.hpp"
#include "license/type_proposal.hpp"

namespace elicense::api {

nlohmann::ordered_json proposal_json(const license::TypeProposal& proposal); // without the file
// With the faces as PNG in base64. FACE_…
Result<nlohmann::ordered_json> examination_json(const license::TypeExamination& examination);

} // namespace elicense::api
