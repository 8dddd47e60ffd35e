// SPDX-License-Identifier: Apache-2.0
#include "api/preflight_input.hpp"
#include "api/answer.hpp"
#include "api/asker.hpp"
#include "api/show_input.hpp"
#include "submission/facts.hpp"

namespace elicense::api {
namespace {

using nlohmann::json;

Error preflight_input_error() {
  return input_error(
      "item, and applicant {code_type, code} or authorization (use-codes) with case and device; "
      "facts if any");
}

Result<const submission::Matter*> matter_of(const Context& context, const Call& call) {
  const std::string& code = call.request.parameters.at("code");
  const submission::Matter* const matter = context.matters.find(code);
  if (matter == nullptr) return fail(ErrorKind::not_found, "MATTER_UNKNOWN");
  const bool named = call.caller.scopes.allow(access::ScopeKind::matter, code);
  if (call.caller.holder.empty() && !named) return fail(ErrorKind::forbidden, "SHOW_MATTER_FORBIDDEN", code);
  return matter;
}

Result<std::vector<show::UseRequest>> uses_of(const Context& context, const Call& call, const json& body,
                                              const std::string& matter) {
  const auto codes = texts_of(body["authorization"], max_use_codes);
  if (!codes || !is_text_member(body, "case") || !is_text_member(body, "device"))
    return preflight_input_error();
  const auto asker = asker_of(context, call);
  if (!asker) return asker.error();
  std::vector<show::UseRequest> uses;
  for (const std::string& code : *codes)
    uses.push_back({.code = code,
                    .idempotency_key = {},
                    .asker = *asker,
                    .matter = matter,
                    .matter_case = body["case"]});
  return uses;
}

// A holder asks about itself; a system or clerk with use-codes, or about somebody whom it names.
Result<void> read_basis(const Context& context, const Call& call, const json& body, PreflightInput& input) {
  const bool names = body.contains("applicant"), has_codes = body.contains("authorization");
  if (!call.caller.holder.empty()) {
    if (names || has_codes) return preflight_input_error();
    input.applicant = holder_of(call).value();
    input.basis = Basis::holder;
    return {};
  }
  if (names) {
    const auto applicant = coded_person_of(body["applicant"]);
    if (!applicant) return preflight_input_error();
    input.applicant = *applicant;
    const bool by_law = call.caller.scopes.allow(access::ScopeKind::legal_basis, input.matter->code);
    input.basis = by_law ? Basis::legal_basis : Basis::none;
  }
  if (!has_codes) return names ? Result<void>() : Result<void>(preflight_input_error());
  auto uses = uses_of(context, call, body, input.matter->code);
  if (!uses) return uses.error();
  input.uses = *std::move(uses);
  input.basis = Basis::authorization;
  return {};
}

} // namespace

std::string_view to_text(Basis basis) {
  switch (basis) {
  case Basis::none:
    return "none";
  case Basis::legal_basis:
    return "legal_basis";
  case Basis::authorization:
    return "authorization";
  case Basis::holder:
    return "holder";
  }
  return {};
}

Result<PreflightInput> preflight_input(const Context& context, const Call& call) {
  const auto matter = matter_of(context, call);
  if (!matter) return matter.error();
  const auto body =
      show_input(call.request, {"item", "applicant", "authorization", "case", "operator", "device", "facts"});
  if (!body) return body.error();
  if (!is_text_member(*body, "item")) return preflight_input_error();
  PreflightInput input;
  input.matter = *matter;
  input.item = input.matter->item((*body)["item"].get<std::string>());
  if (input.item == nullptr) return fail(ErrorKind::invalid, "MATTER_ITEM_UNKNOWN");
  if (body->contains("facts")) input.facts = (*body)["facts"];
  if (auto good = submission::check_facts(input.facts); !good) return good.error();
  if (auto read = read_basis(context, call, *body, input); !read) return read.error();
  return input;
}

} // namespace elicense::api
