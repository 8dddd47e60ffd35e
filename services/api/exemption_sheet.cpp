// SPDX-License-Identifier: Apache-2.0
#include "api/exemption_sheet.hpp"
#include "api/answer.hpp"

#include <span>

namespace elicense::api {
namespace {

using Json = nlohmann::ordered_json;
using submission::CostCount;
using submission::ExemptionCounts;
using submission::ExemptionGroup;
using submission::GroupBy;

struct Heading {
  const char *member, *zh, *en;
};

constexpr Heading group_headings[] = {{"key", "编码或时段", "Code or period"},
                                      {"name", "名称", "Name"},
                                      {"submissions", "办件数", "Submissions"},
                                      {"asked_for", "应交材料数", "Materials asked for"},
                                      {"given", "免提交材料数", "Materials exempt"},
                                      {"percent", "免提交比例（%）", "Exempt (%)"},
                                      {"accepted", "予以受理", "Accepted"},
                                      {"refused", "不予受理", "Refused"},
                                      {"paper_demanded", "应免未免", "Paper demanded"},
                                      {"withdrawn", "撤回", "Withdrawn"}};
constexpr Heading cost_headings[] = {{"materials", "材料数", "Materials"},
                                     {"reason", "原因代码", "Reason code"},
                                     {"text", "原因", "Reason"},
                                     {"next_step", "如何改进", "What to do"},
                                     {"license_type", "证照类型代码", "License type code"},
                                     {"type_name", "证照类型", "License type"},
                                     {"issuer", "颁发机构代码", "Issuer code"}};

Sheet sheet_of(std::string name, std::span<const Heading> headings, const std::vector<Json>& rows,
               wording::Language language) {
  const auto title = [&](const Heading& heading) {
    return std::string(language == wording::Language::english ? heading.en : heading.zh);
  };
  Sheet sheet{.name = std::move(name), .columns = {}, .rows = {}};
  for (const Heading& heading : headings)
    sheet.columns.push_back(title(heading));
  for (const Json& row : rows) {
    Json& titled = sheet.rows.emplace_back(Json::object());
    for (const Heading& heading : headings)
      titled[title(heading)] = row.at(heading.member);
  }
  return sheet;
}

Json authority_name(const Context& context, const ExemptionGroup& group) {
  const auto versions = context.matters.versions(group.matter);
  const auto found = std::ranges::find(versions, group.key, &submission::Matter::authority_code);
  return found == versions.end() ? Json(nullptr) : Json((*found)->authority_name);
}

// Regions and periods have none.
Json name_of(const Context& context, GroupBy by, const ExemptionGroup& group) {
  if (by == GroupBy::authority) return authority_name(context, group);
  if (by != GroupBy::matter) return nullptr;
  const submission::Matter* const matter = context.matters.newest(group.key);
  return matter == nullptr ? Json(nullptr) : Json(matter->name);
}

Json cost_json(const Context& context, const CostCount& counted, wording::Language language) {
  const auto& [reason, type_code, issuer_code] = counted.cost;
  const auto& sentence = wording::sentence(reason, language);
  const license::LicenseType* const type = context.types.find(type_code);
  return {{"materials", counted.materials},
          {"reason", reason},
          {"text", sentence.text},
          {"next_step", sentence.next_step},
          {"license_type", text_or_null(type_code)},
          {"type_name", type == nullptr ? Json(nullptr) : Json(type->name)},
          {"issuer", text_or_null(issuer_code)}};
}

} // namespace

Json counts_json(const ExemptionCounts& counts) {
  const auto percent = submission::percent(counts);
  return {{"submissions", counts.submissions},
          {"asked_for", counts.asked_for},
          {"given", counts.given},
          {"percent", percent ? Json(*percent) : Json(nullptr)},
          {"accepted", counts.accepted},
          {"refused", counts.refused},
          {"paper_demanded", counts.paper_demanded},
          {"withdrawn", counts.withdrawn}};
}

std::vector<Json> group_rows(const Context& context, const submission::ExemptionQuery& query,
                             const submission::ExemptionReport& report) {
  std::vector<Json> rows;
  for (const ExemptionGroup& group : report.groups) {
    Json& row = rows.emplace_back(Json{{"key", group.key}, {"name", name_of(context, query.by, group)}});
    row.update(counts_json(group.counts));
  }
  return rows;
}

std::vector<Json> cost_rows(const Context& context, const submission::ExemptionReport& report,
                            wording::Language language) {
  std::vector<Json> rows;
  for (const CostCount& counted : report.costs)
    rows.push_back(cost_json(context, counted, language));
  return rows;
}

Sheet group_sheet(const std::vector<Json>& rows, wording::Language language) {
  const bool english = language == wording::Language::english;
  return sheet_of(english ? "Exemption" : "免提交成效", group_headings, rows, language);
}

Sheet cost_sheet(const std::vector<Json>& rows, wording::Language language) {
  const bool english = language == wording::Language::english;
  return sheet_of(english ? "Reasons" : "未免原因", cost_headings, rows, language);
}

} // namespace elicense::api
