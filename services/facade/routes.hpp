// SPDX-License-Identifier: Apache-2.0
// The endpoints of all façades; what the settings do not name is off.
#pragma once
#include "api/guarded.hpp"

namespace elicense::facade {

std::vector<api::Endpoint> endpoints(const api::Facades& facades);

} // namespace elicense::facade
