// SPDX-License-Identifier: Apache-2.0
// POST /v1/submissions/{id}/outcome, by who handed it in; POST …/withdrawal, by a holder
#include "api/answer.hpp"
#include "api/asker.hpp"
#include "api/endpoints.hpp"
#include "api/show_input.hpp"
#include "api/submission_json.hpp"

namespace elicense::api {
namespace {

http::Response answer(const Context& context, const Call& call,
                      const Result<submission::Submission>& submission) {
  if (!submission) return problem(call.request, submission.error());
  return json_answer(200, submission_json(context, call.request, *submission));
}

Result<submission::SubmissionOutcome> parse_outcome(const Context& context, const Call& call) {
  const auto input = show_input(call.request, {"outcome", "reason", "operator", "device"});
  if (!input) return input.error();
  const bool has_reason = is_text_member(*input, "reason");
  if (!is_text_member(*input, "outcome") || (input->contains("reason") && !has_reason))
    return fail(ErrorKind::malformed, "REQUEST_FIELDS", "outcome and reason are texts");
  const auto state = submission::state_from_text((*input)["outcome"].get<std::string>());
  if (!state) return fail(ErrorKind::invalid, "SUBMISSION_OUTCOME");
  auto asker = asker_of(context, call);
  if (!asker) return asker.error();
  return submission::SubmissionOutcome{
      .state = *state, .reason = input->value("reason", ""), .operator_ = std::move(asker->operator_)};
}

} // namespace

http::Response answer_submission(const Context& context, const Call& call) {
  const auto outcome = parse_outcome(context, call);
  if (!outcome) return problem(call.request, outcome.error());
  return answer(context, call, context.submissions.answer(call.request.parameters.at("id"), *outcome));
}

http::Response withdraw_submission(const Context& context, const Call& call) {
  const auto holder = holder_of(call);
  if (!holder) return problem(call.request, holder.error());
  return answer(context, call, context.submissions.withdraw(call.request.parameters.at("id"), *holder));
}

} // namespace elicense::api
