// SPDX-License-Identifier: Apache-2.0
// GET /v1/exemption-report as JSON, CSV and XLSX; GET /v1/exemption-report/paper-demanded (应免未免): of the
// caller's authority, or one in its scopes
#include "api/answer.hpp"
#include "api/authority_query.hpp"
#include "api/endpoints.hpp"
#include "api/exemption_sheet.hpp"
#include "api/whole_number.hpp"
#include "api/workbook.hpp"

namespace elicense::api {
namespace {

using Json = nlohmann::ordered_json;
using submission::ExemptionQuery;

Result<Time> day_of(const http::Request& request, const char* name, const std::string& otherwise) {
  auto day = from_date(request.query_value(name).value_or(otherwise));
  return day ? day : input_error(std::string(name) + " must be YYYY-MM-DD");
}

// This year up to today, when nothing else is said.
Result<void> read_period(const Context& context, const http::Request& request, ExemptionQuery& query) {
  const std::string today = to_china_date(context.clock());
  const auto from = day_of(request, "from", today.substr(0, 4) + "-01-01");
  if (!from) return from.error();
  const auto to = day_of(request, "to", today);
  if (!to) return to.error();
  if (*to < *from || *to - *from > std::chrono::days(submission::max_report_days))
    return input_error("to must be from 0 to 3660 days after from");
  query.from = to_china_date(*from);
  query.to = to_china_date(*to);
  return {};
}

Result<ExemptionQuery> query_of(const Context& context, const Call& call) {
  const http::Request& request = call.request;
  auto authority = authority_of(call, std::string(request.query_value("authority").value_or("")));
  if (!authority) return authority.error();
  const auto by = submission::group_by_from_text(request.query_value("by").value_or("matter"));
  if (!by) return input_error("by must be matter, authority, region, day, week or month");
  ExemptionQuery query{.tenant = *std::move(authority), .from = {}, .to = {}, .by = *by};
  if (auto good = read_period(context, request, query); !good) return good.error();
  return query;
}

Json period_json(const ExemptionQuery& query) {
  return {{"authority", query.tenant}, {"from", query.from}, {"to", query.to}};
}

http::Response json_report(const ExemptionQuery& query, const submission::ExemptionReport& report,
                           const std::vector<Json>& groups, const std::vector<Json>& costs) {
  Json body = period_json(query);
  body["by"] = submission::to_text(query.by);
  body["target_percent"] = submission::exemption_target;
  body["total"] = counts_json(report.total);
  body["groups"] = groups;
  body["costs"] = costs;
  return json_answer(200, body);
}

http::Response csv_report(const http::Request& request, const Sheet& groups, const Sheet& costs) {
  const auto list = request.query_value("list").value_or("groups");
  if (list != "groups" && list != "costs")
    return problem(request, input_error("list must be groups or costs"));
  return file_answer("text/csv; charset=utf-8", to_bytes(csv_of(list == "costs" ? costs : groups)),
                     "exemption-" + std::string(list) + ".csv");
}

http::Response xlsx_report(const http::Request& request, const Sheet& groups, const Sheet& costs) {
  const std::array sheets = {groups, costs};
  auto book = xlsx_of(sheets);
  if (!book) return problem(request, book.error());
  return file_answer(std::string(xlsx_type), *std::move(book), "exemption.xlsx");
}

http::Response report_answer(const Context& context, const http::Request& request,
                             const ExemptionQuery& query, const submission::ExemptionReport& report) {
  const auto language = language_of(request);
  const auto groups = group_rows(context, query, report);
  const auto costs = cost_rows(context, report, language);
  const auto form = request.query_value("form").value_or("json");
  if (form == "json") return json_report(query, report, groups, costs);
  if (form == "csv") return csv_report(request, group_sheet(groups, language), cost_sheet(costs, language));
  if (form == "xlsx") return xlsx_report(request, group_sheet(groups, language), cost_sheet(costs, language));
  return problem(request, input_error("form must be json, csv or xlsx"));
}

// Without who applied, who gave what, the case and the license.
Json demand_json(const submission::Submission& submission) {
  Json materials = Json::array();
  for (const submission::Submitted& material : submission.materials)
    if (material.state == submission::MaterialState::given)
      materials.push_back({{"name", material.name}, {"license_type", material.type_code}});
  return {{"sequence", submission.sequence},
          {"number", submission.number},
          {"matter", {{"code", submission.matter}, {"name", submission.matter_name}}},
          {"item", {{"code", submission.item}, {"name", submission.item_name}}},
          {"authority", {{"code", submission.authority_code}, {"name", submission.authority_name}}},
          {"received_on", to_china_date(submission.received_at)},
          {"demanded_on", to_china_date(submission.changed_at)},
          {"reason", submission.outcome_reason},
          {"materials", std::move(materials)}};
}

} // namespace

http::Response get_exemption_report(const Context& context, const Call& call) {
  const auto query = query_of(context, call);
  if (!query) return problem(call.request, query.error());
  const auto report = context.submissions.kept().exemption_report(*query);
  if (!report) return problem(call.request, report.error());
  return report_answer(context, call.request, *query, *report);
}

http::Response list_paper_demanded(const Context& context, const Call& call) {
  const auto query = query_of(context, call);
  if (!query) return problem(call.request, query.error());
  const auto before = whole_number(call.request.query_value("before").value_or("0"));
  if (!before) return problem(call.request, input_error("before must be one that an answer gave"));
  const auto page =
      context.submissions.kept().paper_demanded(*query, *before, submission::max_submissions_at_once);
  if (!page) return problem(call.request, page.error());
  Json list = Json::array(), next = nullptr;
  for (const submission::Submission& submission : *page)
    list.push_back(demand_json(submission));
  if (page->size() == submission::max_submissions_at_once) next = page->back().sequence;
  Json body = period_json(*query);
  body["paper_demanded"] = std::move(list);
  body["next_before"] = std::move(next);
  return json_answer(200, body);
}

} // namespace elicense::api
