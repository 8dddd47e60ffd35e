// SPDX-License-Identifier: Apache-2.0
// Complaints as the API shows them, to their holder and to the auditor: without the holder.
#pragma once
#include "api/context.hpp"

namespace elicense::api {

nlohmann::ordered_json complaint_json(const privacy::Complaint& complaint, const Context& context);
nlohmann::ordered_json complaint_list(const std::vector<privacy::Complaint>& complaints,
                                      const Context& context);

} // namespace elicense::api
