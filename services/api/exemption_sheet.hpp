// SPDX-License-Identifier: Apache-2.0
// The exemption report as lists that people read: headings and names in their language.
#pragma once
#include "api/context.hpp"
#include "api/sheet.hpp"
#include "submission/exemption_report.hpp"
#include "wording/wording.hpp"

namespace elicense::api {

// Rows of the answer in JSON, by the names of openapi.yaml.
std::vector<nlohmann::ordered_json> group_rows(const Context& context,
                                               const submission::ExemptionQuery& query,
                                               const submission::ExemptionReport& report);
std::vector<nlohmann::ordered_json>
cost_rows(const Context& context, const submission::ExemptionReport& report, wording::Language language);
nlohmann::ordered_json counts_json(const submission::ExemptionCounts& counts);

Sheet group_sheet(const std::vector<nlohmann::ordered_json>& rows, wording::Language language);
Sheet cost_sheet(const std::vector<nlohmann::ordered_json>& rows, wording::Language language);

} // namespace elicense::api
