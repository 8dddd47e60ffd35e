// SPDX-License-Identifier: Apache-2.0
// Matters, and what is said of them, as the API shows them.
#pragma once
#include "api/context.hpp"
#include "submission/preflight.hpp"
#include <nlohmann/json.hpp>

namespace elicense::api {

nlohmann::ordered_json matter_summary(const submission::Matter& matter);
nlohmann::ordered_json examined_json(const submission::ExaminedMatter& examined);

// "basis": by what right licenses were looked at.
nlohmann::ordered_json preflight_json(const submission::Matter& matter, const submission::Item& item,
                                      const submission::Preflight& answer, std::string_view basis,
                                      const license::TypeCatalogue& types);

} // namespace elicense::api
