// SPDX-License-Identifier: Apache-2.0
// POST /v1/use-codes: use-codes without a scan, by statutory power (依职权) or by a mandate (委托).
// GET /v1/duty-quotas: how much of its quota for the former the caller used today.
#include "api/answer.hpp"
#include "api/endpoints.hpp"
#include "api/matter_limit.hpp"
#include "api/scan_input.hpp"
#include "api/search_brake.hpp"
#include "api/show_input.hpp"
#include "api/show_json.hpp"
#include "license/leaves.hpp"

namespace elicense::api {
namespace {

using show::Way;

Error use_code_input_error() {
  return input_error(
      "way, holder {code_type, code}, matter {code, name}, case, license_types [{type, fields}] and "
      "device are needed; for duty legal_basis, for entrust mandate and agent {code_type, code}");
}

// Each way has its own members, and none of the other's.
bool is_complete(const nlohmann::json& input, Way way) {
  const bool by_duty = is_text_member(input, "legal_basis"), has_agent = input.contains("agent");
  const bool by_mandate = is_text_member(input, "mandate") && has_agent;
  return way == Way::duty ? by_duty && !input.contains("mandate") && !has_agent
                          : by_mandate && !input.contains("legal_basis");
}

Result<void> read_way(const nlohmann::json& input, show::ScanRequest& request) {
  const auto way =
      show::way_from_text(is_text_member(input, "way") ? input["way"].get<std::string>() : std::string());
  const auto holder = coded_person_of(input.value("holder", nlohmann::json()));
  if (!way || *way == Way::holder || !holder || !is_complete(input, *way)) return use_code_input_error();
  request.way = *way;
  request.holder = *holder;
  if (request.way == Way::duty) {
    request.legal_basis = input["legal_basis"];
    return {};
  }
  const auto agent = coded_person_of(input["agent"]);
  if (!agent) return use_code_input_error();
  request.agent = *agent;
  request.mandate = input["mandate"];
  return {};
}

// Before anything is looked up: who lacks either is told the same of everybody.
Result<void> check_power(const access::Caller& caller, show::ScanRequest& request) {
  if (request.way != Way::duty) return {};
  if (!caller.scopes.allow(access::ScopeKind::legal_basis, request.matter.code))
    return fail(ErrorKind::forbidden, "DUTY_NO_BASIS", request.matter.code);
  const auto quotas = caller.scopes.duty_quotas();
  const auto quota = quotas.find(request.matter.code);
  if (quota == quotas.end()) return fail(ErrorKind::forbidden, "DUTY_NO_QUOTA", request.matter.code);
  request.quota = quota->second;
  return {};
}

Result<show::ScanRequest> read_use_code_request(const Context& context, const Call& call) {
  const auto input = show_input(call.request, {"way", "holder", "agent", "mandate", "matter", "case",
                                               "license_types", "operator", "device", "uses", "legal_basis"});
  if (!input) return input.error();
  auto request = scan_request(context, call, *input, use_code_input_error());
  if (!request) return request;
  if (auto good = read_way(*input, *request); !good) return good.error();
  if (auto may = check_power(call.caller, *request); !may) return may.error();
  return request;
}

bool is_looked_for(const Result<show::Scan>& scan) {
  return scan || scan.error().code == "MANDATE_NOT_FOUND" || scan.error().code == "SHOW_PURPOSE_FILLER";
}

// A person without any such license is somebody who was looked for and not found.
void note(const Context& context, const Call& call, const show::ScanRequest& request,
          const Result<show::Scan>& scan) {
  if (!is_looked_for(scan)) return;
  const bool found = scan ? !scan->given.empty() : scan.error().code == "SHOW_PURPOSE_FILLER";
  note_search(context, call, license::holder_reference(request.holder, context.blinder), found,
              request.matter.name);
}

http::Response answer(const Context& context, const Call& call, const show::ScanRequest& request) {
  const auto scan = context.show.scans().scan(request);
  note(context, call, request, scan);
  if (!scan) return problem(call.request, scan.error());
  http::Response response = json_answer(201, scan_json(*scan, ScanReader::asker, context));
  response.headers.emplace_back("Location", "/v1/scans/" + scan->id);
  return response;
}

} // namespace

http::Response request_use_codes(const Context& context, const Call& call) {
  if (auto may = may_search(context, call); !may) return problem(call.request, may.error());
  const auto request = read_use_code_request(context, call);
  if (!request) return problem(call.request, request.error());
  return within_matter_limit(context, call, request->matter.code,
                             [&] { return answer(context, call, *request); });
}

http::Response list_duty_quotas(const Context& context, const Call& call) {
  const Time now = context.clock();
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const auto& [matter, quota] : call.caller.scopes.duty_quotas()) {
    const auto used = context.show.kept().duty_used(call.caller.party, matter, now);
    if (!used) return problem(call.request, used.error());
    list.push_back({{"matter", matter}, {"quota", quota}, {"used", *used}});
  }
  return json_answer(200, {{"day", to_china_date(now)}, {"quotas", std::move(list)}});
}

} // namespace elicense::api
