// SPDX-License-Identifier: Apache-2.0
// POST /v1/decisions, POST /v1/jobs/{id}/approve, …/withdraw, GET /v1/jobs/{id}/items: one decision about
// many licenses, previewed, proposed by one person and approved by another.
#include "api/answer.hpp"
#include "api/endpoints.hpp"
#include "api/idempotency_key.hpp"
#include "api/job_json.hpp"
#include "api/transition_json.hpp"

namespace elicense::api {
namespace {

using Json = nlohmann::ordered_json;

struct DecisionInput {
  jobs::Proposal proposal;
  bool dry_run = false;
};

Result<jobs::Selection> selection_of(const nlohmann::json& input) {
  jobs::Selection selection{.import_job = input.value("import", ""),
                            .type_code = input.value("license_type", ""),
                            .state = license::state_from_text(input.value("state", "")),
                            .issued_from = input.value("issued_from", ""),
                            .issued_to = input.value("issued_to", "")};
  if (input.contains("state") && !selection.state) return job_input_error("state is none that a license has");
  for (const std::string& day : {selection.issued_from, selection.issued_to})
    if (!day.empty() && !from_date(day))
      return job_input_error("issued_from and issued_to are days, YYYY-MM-DD");
  if (selection.import_job.empty() == selection.type_code.empty())
    return job_input_error("either import or license_type chooses the licenses");
  return selection;
}

Result<DecisionInput> parse_decision_input(const http::Request& request) {
  const auto input = members_of(request, {.texts = {"transition", "reason", "legal_basis", "import",
                                                    "license_type", "state", "issued_from", "issued_to"},
                                          .numbers = {"expected"},
                                          .flags = {"dry_run"}});
  if (!input) return input.error();
  auto selection = selection_of(*input);
  if (!selection) return selection.error();
  DecisionInput parsed{.proposal = {.idempotency_key = {},
                                    .transition = input->value("transition", ""),
                                    .reason = input->value("reason", ""),
                                    .legal_basis = input->value("legal_basis", ""),
                                    .selection = *std::move(selection),
                                    .expected = {}},
                       .dry_run = input->value("dry_run", false)};
  if (input->contains("expected")) parsed.proposal.expected = (*input)["expected"].get<std::int64_t>();
  return parsed;
}

http::Response preview(const Context& context, const Call& call, const jobs::Selection& selection) {
  constexpr std::size_t shown = 20;
  const auto chosen = context.jobs.decisions.preview(selection);
  if (!chosen) return problem(call.request, chosen.error());
  const auto& all = chosen->identifiers;
  const std::vector<std::string> first(
      all.begin(), all.begin() + static_cast<std::ptrdiff_t>(std::min(all.size(), shown)));
  return json_answer(200, {{"selected", all.size()},
                           {"by_type", chosen->by_type},
                           {"by_state", chosen->by_state},
                           {"first", first}});
}

// The types of all licenses have to be within the scopes: those of an import are of one.
Result<void> check_scope(const Context& context, const Call& call, const jobs::Selection& selection) {
  std::string type = selection.type_code;
  if (!selection.import_job.empty()) {
    const auto job = context.jobs.kept.find(selection.import_job);
    if (!job) return job.error();
    type = job->type_code;
  }
  if (call.caller.scopes.allow(access::ScopeKind::license_type, type)) return {};
  return fail(ErrorKind::forbidden, "ACCESS_SCOPE", "license_type:" + type);
}

} // namespace

http::Response propose_decision(const Context& context, const Call& call) {
  auto input = parse_decision_input(call.request);
  if (!input) return problem(call.request, input.error());
  if (call.caller.tenant != context.access.tenant)
    return problem(call.request,
                   fail(ErrorKind::forbidden, "ACCESS_SCOPE", "authority:" + context.access.tenant));
  if (auto within = check_scope(context, call, input->proposal.selection); !within)
    return problem(call.request, within.error());
  if (input->dry_run) return preview(context, call, input->proposal.selection);
  const auto key = idempotency_key(call.request);
  if (!key) return problem(call.request, key.error());
  input->proposal.idempotency_key = call.caller.party + "/" + *key; // each caller has its own
  const auto job = context.jobs.decisions.propose(input->proposal, actor_of(call.caller));
  if (!job) return problem(call.request, job.error());
  return job_answer(202, *job, context, call);
}

http::Response approve_decision(const Context& context, const Call& call) {
  return job_answer(context.jobs.decisions.approve(call.request.parameters.at("id"), actor_of(call.caller)),
                    context, call);
}

http::Response withdraw_decision(const Context& context, const Call& call) {
  return job_answer(context.jobs.decisions.withdraw(call.request.parameters.at("id"), call.caller.party),
                    context, call);
}

http::Response list_decision_items(const Context& context, const Call& call) {
  const auto query = page_query(call.request);
  if (!query) return problem(call.request, query.error());
  const std::string& id = call.request.parameters.at("id");
  if (const auto job = context.jobs.kept.find(id); !job) return problem(call.request, job.error());
  const auto items = context.jobs.kept.items(id, query->after, query->limit);
  if (!items) return problem(call.request, items.error());
  Json list = Json::array();
  for (const jobs::Item& item : *items)
    list.push_back({{"number", item.number},
                    {"license", item.identifier},
                    {"outcome", !item.code           ? "open"
                                : item.code->empty() ? "decided"
                                                     : "not_possible"},
                    {"code", item.code && !item.code->empty() ? Json(*item.code) : Json(nullptr)}});
  const std::int64_t last = items->empty() ? 0 : items->back().number;
  return json_answer(200, {{"items", list}, {"next_cursor", next_cursor(items->size(), query->limit, last)}});
}

} // namespace elicense::api
