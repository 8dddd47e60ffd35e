// SPDX-License-Identifier: Apache-2.0
// POST /v1/verifications: an OFD body, or JSON {identifier, fields} answered in the outcomes of GB/T 36906.
#include "api/answer.hpp"
#include "api/endpoints.hpp"
#include "license/strict_json.hpp"

namespace elicense::api {
namespace {

Result<std::optional<Time>> asked_time(const http::Request& request) {
  const auto at = request.query_value("at");
  if (!at) return std::optional<Time>{};
  auto time = from_rfc3339(*at);
  if (!time) return fail(ErrorKind::malformed, "REQUEST_TIME", "at must be RFC 3339 with an offset");
  return std::optional<Time>{*time};
}

http::Response verify_file(const Context& context, const http::Request& request, std::optional<Time> at) {
  const verify::Report report = context.engine.verify(request.body, at);
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

// Known clients alone: a gateway's address stands for everybody behind it.
Result<void> may_ask(const Context& context, const Call& call) {
  if (call.caller.is_anonymous()) return {};
  return context.access.harvest.may_ask(asking(call.caller, call.request), context.clock());
}

void note(const Context& context, const Call& call, std::string_view identifier,
          verify::ClaimOutcome outcome) {
  if (call.caller.is_anonymous()) return;
  const bool missed = outcome == verify::ClaimOutcome::not_found || outcome == verify::ClaimOutcome::mismatch;
  context.access.harvest.asked({.client = asking(call.caller, call.request),
                                .subject = crypto::sm3(as_bytes(identifier)),
                                .found = !missed},
                               context.clock());
}

http::Response verify_fields(const Context& context, const Call& call, std::optional<Time> at) {
  const http::Request& request = call.request;
  if (auto may = may_ask(context, call); !may) return problem(request, may.error());
  const auto malformed = [&](const char* detail) {
    return problem(request, fail(ErrorKind::malformed, "REQUEST_FIELDS", detail));
  };
  const auto input = license::parse_strict_json(as_text(request.body));
  if (!input) return problem(request, input.error());
  if (!input->is_object() || input->size() != 2 || !input->contains("identifier") ||
      !input->contains("fields"))
    return malformed("the body must be {\"identifier\": …, \"fields\": {…}}");
  if (!(*input)["identifier"].is_string()) return malformed("identifier must be a string");
  if (!(*input)["fields"].is_object()) return malformed("fields must be an object");
  const auto report = verify::verify_claims(context.licenses, (*input)["identifier"].get<std::string>(),
                                            (*input)["fields"], at.value_or(context.clock()));
  if (!report) return problem(request, report.error());
  note(context, call, (*input)["identifier"].get<std::string>(), report->outcome);
  const std::string_view code = outcome_text(report->outcome);
  const auto& sentence = wording::sentence(code, language_of(request));
  return json_answer(200, {{"outcome", static_cast<int>(report->outcome)},
                           {"code", code},
                           {"text", sentence.text},
                           {"next_step", sentence.next_step},
                           {"wrong_fields", report->wrong_fields},
                           {"as_of", to_rfc3339(at.value_or(context.clock()))}});
}

} // namespace

http::Response verify_document(const Context& context, const Call& call) {
  const http::Request& request = call.request;
  const auto at = asked_time(request);
  if (!at) return problem(request, at.error());
  if (request.header("content-type").starts_with("application/json"))
    return verify_fields(context, call, *at);
  return verify_file(context, request, *at);
}

} // namespace elicense::api
