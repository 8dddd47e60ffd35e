// SPDX-License-Identifier: Apache-2.0
// GET and POST /v1/mandates, POST …/{mandate}/revocation, POST /v1/guardianships,
// GET /v1/mandate-states/{mandate}: who may show whose licenses.
#include "api/answer.hpp"
#include "api/endpoints.hpp"
#include "api/mandate_input.hpp"
#include "api/show_json.hpp"

namespace elicense::api {
namespace {

using Json = nlohmann::ordered_json;

http::Response created(const Context& context, const Call& call, const Result<show::Mandate>& mandate) {
  if (!mandate) return problem(call.request, mandate.error());
  return json_answer(201, mandate_json(*mandate, call.caller, context));
}

Result<std::vector<Json>> list_of(const Context& context, const Call& call,
                                  const Result<std::vector<show::Mandate>>& mandates) {
  if (!mandates) return mandates.error();
  std::vector<Json> list;
  for (const show::Mandate& mandate : *mandates)
    list.push_back(mandate_json(mandate, call.caller, context));
  return list;
}

} // namespace

http::Response give_mandate(const Context& context, const Call& call) {
  const auto holder = holder_of(call);
  if (!holder) return problem(call.request, holder.error());
  auto input = mandate_input(call, {"agent", "principal_name"});
  if (!input) return problem(call.request, input.error());
  const auto agent = person_of(input->json.value("agent", nlohmann::json()));
  if (!agent || !is_text_member(input->json, "principal_name"))
    return problem(call.request, mandate_input_error());
  input->mandate.principal = *holder;
  input->mandate.principal.name = input->json["principal_name"];
  input->mandate.agent = *agent;
  return created(context, call,
                 context.show.mandates().give(std::move(input->mandate), "holder/" + input->idempotency_key));
}

http::Response record_guardianship(const Context& context, const Call& call) {
  auto input = mandate_input(call, {"ward", "guardian", "proof"});
  if (!input) return problem(call.request, input.error());
  const auto ward = person_of(input->json.value("ward", nlohmann::json())),
             guardian = person_of(input->json.value("guardian", nlohmann::json()));
  if (!ward || !guardian || !is_text_member(input->json, "proof"))
    return problem(call.request, mandate_input_error());
  input->mandate.principal = *ward;
  input->mandate.agent = *guardian;
  input->mandate.proof = input->json["proof"];
  return created(context, call,
                 context.show.mandates().record_guardian(std::move(input->mandate), input->idempotency_key));
}

http::Response list_mandates(const Context& context, const Call& call) {
  const auto holder = holder_of(call);
  if (!holder) return problem(call.request, holder.error());
  const auto given = list_of(context, call, context.show.kept().given_by(*holder));
  if (!given) return problem(call.request, given.error());
  const auto received = list_of(context, call, context.show.kept().received_by(*holder));
  if (!received) return problem(call.request, received.error());
  return json_answer(200, {{"given", *given}, {"received", *received}});
}

http::Response revoke_mandate(const Context& context, const Call& call) {
  const auto revoked = context.show.mandates().revoke(call.request.parameters.at("mandate"));
  if (!revoked) return problem(call.request, revoked.error());
  return json_answer(200, mandate_json(*revoked, call.caller, context));
}

// Who has the id was shown it by somebody of the mandate; it tells nothing of them.
http::Response get_mandate_state(const Context& context, const http::Request& request) {
  const auto mandate = context.show.kept().mandate(request.parameters.at("mandate"));
  if (!mandate) return problem(request, mandate.error());
  const Time now = context.clock();
  return json_answer(200, {{"state", to_text(mandate->state_at(now))}, {"as_of", to_rfc3339(now)}});
}

} // namespace elicense::api
