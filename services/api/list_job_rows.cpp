// SPDX-License-Identifier: Apache-2.0
// GET /v1/jobs/{id}/rows: rows that were not issued, or have something to know, and why.
#include "api/answer.hpp"
#include "api/endpoints.hpp"
#include "api/job_json.hpp"
#include "stock/rule.hpp"

namespace elicense::api {
namespace {

using Json = nlohmann::ordered_json;

// What was read is personal data: who sees rows masked sees the reasons alone.
Json finding_json(const nlohmann::json& finding, bool masked, bool english) {
  const std::string id = finding.at("rule");
  const stock::Rule* const rule = stock::find_rule(id);
  Json json{{"rule", id}, {"field", finding.at("field")}, {"detail", finding.at("detail")}};
  json["text"] = rule == nullptr ? id : std::string(english ? rule->english : rule->chinese);
  json["next_step"] =
      rule == nullptr ? "" : std::string(english ? rule->next_step_english : rule->next_step_chinese);
  json["before"] = masked ? Json(nullptr) : Json(finding.at("before"));
  return json;
}

Json row_json(const jobs::KeptRow& row, bool masked, wording::Language language) {
  Json findings = Json::array();
  for (const auto& finding : row.content.at("findings"))
    findings.push_back(finding_json(finding, masked, language == wording::Language::english));
  Json json{{"row", row.number},
            {"line", row.content.at("line").get<std::int64_t>()},
            {"outcome", jobs::to_text(row.outcome)},
            {"grade", row.content.at("grade").get<std::string>()},
            {"findings", findings},
            {"code", nullptr},
            {"text", nullptr},
            {"next_step", nullptr},
            {"license", nullptr},
            {"cells", nullptr}};
  for (const char* const member : {"code", "license"})
    if (row.content.contains(member)) json[member] = row.content[member].get<std::string>();
  if (json["code"].is_string()) { // why issuing said no
    const auto& sentence = wording::sentence(json["code"].get<std::string>(), language);
    json["text"] = sentence.text;
    json["next_step"] = sentence.next_step;
  }
  if (!masked && row.content.contains("cells")) json["cells"] = Json::parse(row.content["cells"].dump());
  return json;
}

// That somebody read what people had said, without a license to record it with.
Result<void> record_reading(const Context& context, const Call& call, const std::string& job) {
  using ledger::ReferenceRole;
  const auto reference = [&](ReferenceRole role, std::string_view value) {
    return ledger::Fact<ReferenceRole>{role, context.blinder.reference(role, value)};
  };
  const auto recorded =
      context.book.append({.kind = ledger::EntryKind::administrator_read,
                           .at = context.clock(),
                           .digests = {},
                           .references = {reference(ReferenceRole::operator_, call.caller.party),
                                          reference(ReferenceRole::subject, job)},
                           .word = "import-rows",
                           .number = std::nullopt});
  return recorded ? Result<void>() : Result<void>(recorded.error());
}

} // namespace

http::Response list_job_rows(const Context& context, const Call& call) {
  const std::string& id = call.request.parameters.at("id");
  const auto query = page_query(call.request);
  if (!query) return problem(call.request, query.error());
  if (const auto job = context.jobs.kept.find(id); !job) return problem(call.request, job.error());
  const auto rows = context.jobs.kept.rows(id, query->after, query->limit);
  if (!rows) return problem(call.request, rows.error());
  const bool masked = call.decision == access::Decision::mask;
  if (!masked && !rows->empty())
    if (auto recorded = record_reading(context, call, id); !recorded)
      return problem(call.request, recorded.error());
  Json list = Json::array();
  for (const jobs::KeptRow& row : *rows)
    list.push_back(row_json(row, masked, language_of(call.request)));
  const std::int64_t last = rows->empty() ? 0 : rows->back().number;
  return json_answer(
      200,
      {{"masked", masked}, {"rows", list}, {"next_cursor", next_cursor(rows->size(), query->limit, last)}});
}

} // namespace elicense::api
