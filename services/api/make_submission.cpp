// SPDX-License-Identifier: Apache-2.0
// POST /v1/submissions: licenses in place of paper, for one case.
#include "api/answer.hpp"
#include "api/asker.hpp"
#include "api/endpoints.hpp"
#include "api/idempotency_key.hpp"
#include "api/search_brake.hpp"
#include "api/show_input.hpp"
#include "api/submission_json.hpp"

namespace elicense::api {
namespace {

Error submission_input_error() {
  return input_error(
      "authorization [use-codes], matter, item, case and device are needed; materials is a list of "
      "codes, facts an object");
}

Result<submission::SubmissionRequest> parse_submission_request(const Context& context, const Call& call) {
  const auto key = idempotency_key(call.request);
  if (!key) return key.error();
  const auto input = show_input(
      call.request, {"authorization", "matter", "item", "case", "operator", "device", "materials", "facts"});
  if (!input) return input.error();
  for (const char* name : {"matter", "item", "case", "device"})
    if (!is_text_member(*input, name)) return submission_input_error();
  const auto codes =
      texts_of(input->value("authorization", nlohmann::json()), submission::max_authorizations);
  if (!codes) return submission_input_error();
  std::vector<std::string> materials;
  if (input->contains("materials")) {
    auto listed = texts_of((*input)["materials"], submission::max_materials);
    if (!listed) return submission_input_error();
    materials = *std::move(listed);
  }
  auto asker = asker_of(context, call);
  if (!asker) return asker.error();
  return submission::SubmissionRequest{.idempotency_key = call.caller.party + "/" + *key,
                                       .use_codes = *codes,
                                       .asker = *std::move(asker),
                                       .matter = (*input)["matter"],
                                       .item = (*input)["item"],
                                       .matter_case = (*input)["case"],
                                       .materials = std::move(materials),
                                       .facts = input->value("facts", nlohmann::json::object())};
}

Result<submission::Answered> submit(const Context& context, const Call& call) {
  const auto request = parse_submission_request(context, call);
  if (!request) return request.error();
  if (!call.caller.scopes.allow(access::ScopeKind::matter, request->matter))
    return fail(ErrorKind::forbidden, "SHOW_MATTER_FORBIDDEN", request->matter);
  auto answered = context.submissions.submit(*request);
  if (!answered && answered.error().code == "USE_CODE_UNKNOWN") // as a person who was not found
    note_search(context, call, crypto::sm3(as_bytes(request->use_codes.front())), false);
  return answered;
}

} // namespace

http::Response make_submission(const Context& context, const Call& call) {
  if (auto may = may_search(context, call); !may) return problem(call.request, may.error());
  const auto answered = submit(context, call);
  if (!answered) return problem(call.request, answered.error());
  http::Response response = json_answer(201, answered_json(context, call.request, *answered));
  response.headers.emplace_back("Location", "/v1/submissions/" + answered->submission.id);
  return response;
}

} // namespace elicense::api
