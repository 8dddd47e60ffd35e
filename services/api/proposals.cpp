// SPDX-License-Identifier: Apache-2.0
#include "api/proposals.hpp"
#include "api/answer.hpp"
#include "api/own_instance.hpp"
#include "api/party_json.hpp"
#include "api/transition_json.hpp"
#include "crypto/sm3.hpp"

namespace elicense::api {
namespace {

using Json = nlohmann::ordered_json;
using license::Proposal;

http::Response answer(const Call& call, const Result<Proposal>& decided, const ProposalsOf& of) {
  return decided ? json_answer(200, proposal_json(*decided, of.about))
                 : problem(call.request, decided.error());
}

} // namespace

ProposalsOf type_proposals(const Context& context) {
  return {license::of_license_types, context.type_publisher, "license_type_proposals", "license_type"};
}

ProposalsOf matter_proposals(const Context& context) {
  return {submission::of_matters, context.matter_publisher, "matter_proposals", "matter"};
}

Json proposal_json(const Proposal& proposal, const char* about) {
  const bool decided = proposal.status != license::ProposalStatus::waiting;
  const bool has_file = proposal.change == license::ProposedChange::publication;
  return {{"number", proposal.number},
          {"change", license::to_text(proposal.change)},
          {about, proposal.code},
          {"version", proposal.version},
          {"status", license::to_text(proposal.status)},
          {"reason", text_or_null(proposal.reason)},
          {"file_sm3", has_file ? Json(to_hex(crypto::sm3(as_bytes(proposal.file)))) : Json(nullptr)},
          {"proposed_by", proposal.proposed_by},
          {"proposed_at", to_rfc3339(proposal.proposed_at)},
          {"decided_by", text_or_null(proposal.decided_by)},
          {"decided_at", decided ? Json(to_rfc3339(proposal.decided_at)) : Json(nullptr)},
          {"refusal", text_or_null(proposal.refusal)}};
}

http::Response list_proposals(const Context& context, const Call& call, const ProposalsOf& of) {
  if (auto own = check_own(context, call); !own) return problem(call.request, own.error());
  const auto all = of.publisher.proposals();
  if (!all) return problem(call.request, all.error());
  const auto status = call.request.query_value("status");
  Json list = Json::array();
  for (const Proposal& proposal : *all)
    if (!status || *status == license::to_text(proposal.status))
      list.push_back(proposal_json(proposal, of.about));
  return json_answer(200, {{of.list, list}});
}

http::Response get_proposal(const Context& context, const Call& call, const ProposalsOf& of,
                            const ExamineFile& examine) {
  const auto number = number_of(context, call, of.kind);
  if (!number) return problem(call.request, number.error());
  const auto proposal = of.publisher.find(*number);
  if (!proposal) return problem(call.request, proposal.error());
  Json body = proposal_json(*proposal, of.about);
  body["file"] = text_or_null(proposal->file);
  body["examination"] = nullptr;
  if (proposal->status != license::ProposalStatus::waiting || proposal->file.empty())
    return json_answer(200, body);
  auto examination = examine(proposal->file);
  if (!examination) return problem(call.request, examination.error());
  body["examination"] = *std::move(examination);
  return json_answer(200, body);
}

http::Response approve_proposal(const Context& context, const Call& call, const ProposalsOf& of) {
  const auto number = number_of(context, call, of.kind);
  if (!number) return problem(call.request, number.error());
  return answer(call, of.publisher.approve(*number, actor_of(call.caller)), of);
}

http::Response refuse_proposal(const Context& context, const Call& call, const ProposalsOf& of) {
  const auto number = number_of(context, call, of.kind);
  if (!number) return problem(call.request, number.error());
  const auto input = object_of(call.request, {"reason"});
  if (!input) return problem(call.request, input.error());
  const auto reason = text_of(*input, "reason");
  if (!reason) return problem(call.request, reason.error());
  return answer(call, of.publisher.refuse(*number, *reason, actor_of(call.caller)), of);
}

} // namespace elicense::api
