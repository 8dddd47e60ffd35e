// SPDX-License-Identifier: Apache-2.0
// Accesses and corrections as the API shows them.
#pragma once
#include "access/register.hpp"
#include "privacy/access_log.hpp"
#include "privacy/holder_register.hpp"

namespace elicense::api {

nlohmann::ordered_json access_list(const std::vector<privacy::RecordedAccess>& accesses,
                                   access::Register& people);
// Where the next page begins, or null after the last.
nlohmann::ordered_json next_before(const std::vector<privacy::RecordedAccess>& accesses);
nlohmann::ordered_json correction_list(const std::vector<privacy::Correction>& corrections);

} // namespace elicense::api
