// SPDX-License-Identifier: Apache-2.0
// POST /v1/verifications: an OFD body, or JSON {identifier, fields} answered in the outcomes of GB/T 36906.
#include "api/answer.hpp"
#include "api/endpoints.hpp"
#include "api/relations.hpp"
#include "api/search_brake.hpp"
#include "json/strict_json.hpp"

namespace elicense::api {
namespace {

Result<std::optional<Time>> asked_time(const http::Request& request) {
  const auto at = request.query_value("at");
  if (!at) return std::optional<Time>{};
  auto time = from_rfc3339(*at);
  if (!time) return fail(ErrorKind::malformed, "REQUEST_TIME", "at must be RFC 3339 with an offset");
  return std::optional<Time>{*time};
}

// As of the license itself: who may not read the one does not learn of the next.
bool may_know(const Context& context, const access::Caller& caller, const std::string& identifier) {
  const auto license = context.licenses.find(identifier);
  if (!license) return false;
  const auto decision =
      context.access.table.decide("get_license", relation_of(*license, caller), caller.roles);
  return decision != access::Decision::refuse;
}

http::Response verify_file(const Context& context, const Call& call, std::optional<Time> at) {
  const http::Request& request = call.request;
  verify::Report report = context.engine.verify(request.body, at);
  if (auto& license = report.license;
      license && !license->successor.empty() && !may_know(context, call.caller, license->successor))
    license->successor.clear();
  context.metrics.document_verified(verify::to_text(report.verdict));
  const bool english = language_of(request) == wording::Language::english;
  return json_answer(200, verify::to_json(report, english ? "en" : "zh"));
}

std::string_view outcome_text(verify::ClaimOutcome outcome) {
  switch (outcome) {
  case verify::ClaimOutcome::correct_and_valid:
    return "CLAIM_CORRECT_VALID";
  case verify::ClaimOutcome::correct_not_activated:
    return "CLAIM_CORRECT_NOT_ACTIVATED";
  case verify::ClaimOutcome::correct_suspended:
    return "CLAIM_CORRECT_SUSPENDED";
  case verify::ClaimOutcome::correct_no_longer_valid:
    return "CLAIM_CORRECT_NO_LONGER_VALID";
  case verify::ClaimOutcome::incomplete:
    return "CLAIM_INCOMPLETE";
  case verify::ClaimOutcome::not_found:
    return "CLAIM_NOT_FOUND";
  case verify::ClaimOutcome::mismatch:
    return "CLAIM_MISMATCH";
  }
  return "CLAIM_INCOMPLETE";
}

// Whether claims are right is told about the license's holder: recorded, with the names of the fields.
Result<void> record_claims(const Context& context, const Call& call, const nlohmann::json& input) {
  const auto license = context.licenses.find(input["identifier"].get<std::string>());
  if (!license) return license.error();
  std::vector<std::string> fields;
  for (const auto& [name, claimed] : input["fields"].items())
    fields.push_back(name);
  const auto reader = reader_of(call);
  if (!reader) return reader.error();
  return context.disclosure.record(*license, std::move(fields), "claims", *reader);
}

bool tells_of_a_license(verify::ClaimOutcome outcome) {
  return outcome != verify::ClaimOutcome::incomplete && outcome != verify::ClaimOutcome::not_found;
}

// Known clients alone: a gateway's address stands for everybody behind it.
Result<void> may_ask(const Context& context, const Call& call) {
  if (call.caller.is_anonymous()) return {};
  return may_search(context, call);
}

void note(const Context& context, const Call& call, std::string_view identifier,
          verify::ClaimOutcome outcome) {
  if (call.caller.is_anonymous()) return;
  const bool missed = outcome == verify::ClaimOutcome::not_found || outcome == verify::ClaimOutcome::mismatch;
  note_search(context, call, crypto::sm3(as_bytes(identifier)), !missed, stated_purpose(call.request));
}

Result<nlohmann::json> read_claims(const http::Request& request) {
  const auto malformed = [](const char* detail) {
    return fail(ErrorKind::malformed, "REQUEST_FIELDS", detail);
  };
  auto input = parse_strict_json(as_text(request.body));
  if (!input) return input;
  if (!input->is_object() || input->size() != 2 || !input->contains("identifier") ||
      !input->contains("fields"))
    return malformed("the body must be {\"identifier\": …, \"fields\": {…}}");
  if (!(*input)["identifier"].is_string()) return malformed("identifier must be a string");
  if (!(*input)["fields"].is_object()) return malformed("fields must be an object");
  return input;
}

http::Response claims_answer(const http::Request& request, const verify::ClaimReport& report, Time at) {
  const std::string_view code = outcome_text(report.outcome);
  const auto& sentence = wording::sentence(code, language_of(request));
  return json_answer(200, {{"outcome", static_cast<int>(report.outcome)},
                           {"code", code},
                           {"text", sentence.text},
                           {"next_step", sentence.next_step},
                           {"wrong_fields", report.wrong_fields},
                           {"as_of", to_rfc3339(at)}});
}

http::Response verify_fields(const Context& context, const Call& call, Time at) {
  const http::Request& request = call.request;
  if (auto may = may_ask(context, call); !may) return problem(request, may.error());
  const auto input = read_claims(request);
  if (!input) return problem(request, input.error());
  const std::string identifier = (*input)["identifier"];
  const auto report = verify::verify_claims(context.licenses, identifier, (*input)["fields"], at);
  if (!report) return problem(request, report.error());
  note(context, call, identifier, report->outcome);
  if (tells_of_a_license(report->outcome))
    if (const auto recorded = record_claims(context, call, *input); !recorded)
      return problem(request, recorded.error());
  return claims_answer(request, *report, at);
}

} // namespace

http::Response verify_document(const Context& context, const Call& call) {
  const http::Request& request = call.request;
  const auto at = asked_time(request);
  if (!at) return problem(request, at.error());
  if (request.header("content-type").starts_with("application/json"))
    return verify_fields(context, call, at->value_or(context.clock()));
  return verify_file(context, call, *at);
}

} // namespace elicense::api
