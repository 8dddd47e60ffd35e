// SPDX-License-Identifier: Apache-2.0
// GET /v1/corrections?after= and POST /v1/corrections/{number}/answers: the issuer's side. The license itself
// is corrected by a new version.
#include "api/answer.hpp"
#include "api/endpoints.hpp"
#include "api/holder_json.hpp"
#include "api/whole_number.hpp"
#include "json/strict_json.hpp"

namespace elicense::api {
namespace {

Result<std::int64_t> number_of(std::string_view text, const char* name) {
  if (const auto value = whole_number(text)) return *value;
  return fail(ErrorKind::malformed, "REQUEST_FIELDS",
              std::string(name) + " must be the number of a correction");
}

Result<privacy::CorrectionState> parse_answer(const http::Request& request) {
  const auto input = parse_strict_json(as_text(request.body));
  if (!input) return input.error();
  if (input->is_object() && input->size() == 1 && input->contains("state") && (*input)["state"].is_string())
    if (const auto state = privacy::correction_state_from_text((*input)["state"].get<std::string>());
        state && *state != privacy::CorrectionState::open)
      return *state;
  return fail(ErrorKind::malformed, "REQUEST_FIELDS",
              "the body must be {\"state\": \"accepted\"} or {\"state\": \"refused\"}");
}

} // namespace

http::Response list_corrections(const Context& context, const http::Request& request) {
  const auto after = number_of(request.query_value("after").value_or("0"), "after");
  if (!after) return problem(request, after.error());
  const auto corrections = context.holders.open_corrections(*after, privacy::max_corrections_at_once);
  if (!corrections) return problem(request, corrections.error());
  return json_answer(200, {{"corrections", correction_list(*corrections)}});
}

http::Response answer_correction(const Context& context, const http::Request& request) {
  const auto number = number_of(request.parameters.at("number"), "number");
  if (!number) return problem(request, number.error());
  const auto state = parse_answer(request);
  if (!state) return problem(request, state.error());
  const auto answered = context.holders.answer_correction(*number, *state, context.clock());
  if (!answered) return problem(request, answered.error());
  return json_answer(200, {{"number", *number}, {"state", to_text(*state)}});
}

} // namespace elicense::api
