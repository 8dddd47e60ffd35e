// SPDX-License-Identifier: Apache-2.0
// POST /v1/matters/{code}/preflight: which materials of a matter this applicant need not submit.
#include "api/authority_query.hpp"
#include "api/endpoints.hpp"
#include "api/matter_json.hpp"
#include "api/matter_limit.hpp"
#include "api/preflight_input.hpp"
#include "api/search_brake.hpp"
#include "license/leaves.hpp"

namespace elicense::api {
namespace {

using submission::Known;

void note(const Context& context, const Call& call, const crypto::Sm3Digest& subject, bool found) {
  note_search(context, call, subject, found, stated_purpose(call.request));
}

// All licenses of the applicant that who asks may know of.
Known known_of_applicant(const Context& context, const Call& call, const PreflightInput& input) {
  const bool own = input.basis == Basis::holder;
  Known known = submission::nothing_known();
  known.completely = [&call, own](std::string_view type) { return own || sees_type(call, type); };
  auto licenses = context.holders.licenses_of(input.applicant);
  known.failed = !licenses;
  if (!licenses) return known;
  for (license::License& license : *licenses)
    if (known.completely(license.type_code)) known.licenses.push_back(std::move(license));
  if (!own)
    note(context, call, license::holder_reference(input.applicant, context.blinder), !known.licenses.empty());
  return known;
}

// What holders gave for this case, and nothing else.
Result<Known> known_by_use_codes(const Context& context, const Call& call, PreflightInput& input) {
  Known known = submission::nothing_known();
  for (const show::UseRequest& use : input.uses) {
    auto given = context.show.uses().look_at(use);
    if (!given && given.error().code == "USE_CODE_UNKNOWN")
      note(context, call, crypto::sm3(as_bytes(use.code)), false);
    if (!given) return given.error();
    if (input.applicant.code.empty()) input.applicant = given->license.holder;
    known.licenses.push_back(std::move(given->license));
  }
  return known;
}

Result<Known> known_for(const Context& context, const Call& call, PreflightInput& input) {
  switch (input.basis) {
  case Basis::none:
    return submission::nothing_known();
  case Basis::authorization:
    return known_by_use_codes(context, call, input);
  case Basis::legal_basis:
  case Basis::holder:
    return known_of_applicant(context, call, input);
  }
  return submission::nothing_known();
}

// A reading of every license that the answer tells of. Those by use-codes were recorded as they were looked
// at.
Result<void> record(const Context& context, const Call& call, const PreflightInput& input,
                    const submission::Preflight& answer) {
  if (input.basis == Basis::authorization) return {};
  auto reader = reader_of(call);
  if (!reader) return reader.error();
  if (reader->purpose.empty()) reader->purpose = input.matter->name;
  for (const submission::Told& told : submission::told_by(answer))
    if (auto recorded = context.disclosure.record(*told.license, told.fields, "preflight", *reader);
        !recorded)
      return recorded;
  return {};
}

http::Response answer(const Context& context, const Call& call, PreflightInput input) {
  const auto known = known_for(context, call, input);
  if (!known) return problem(call.request, known.error());
  const submission::Case of{
      .types = context.types, .applicant = input.applicant, .facts = input.facts, .at = context.clock()};
  const auto found = submission::preflight(*input.item, *known, of);
  if (!found) return problem(call.request, found.error());
  if (auto recorded = record(context, call, input, *found); !recorded)
    return problem(call.request, recorded.error());
  return json_answer(200,
                     preflight_json(*input.matter, *input.item, *found, to_text(input.basis), context.types));
}

} // namespace

http::Response preflight_matter(const Context& context, const Call& call) {
  if (auto may = may_search(context, call); !may) return problem(call.request, may.error());
  const auto input = preflight_input(context, call);
  if (!input) return problem(call.request, input.error());
  return within_matter_limit(context, call, input->matter->code,
                             [&] { return answer(context, call, *input); });
}

} // namespace elicense::api
