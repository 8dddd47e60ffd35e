// SPDX-License-Identifier: Apache-2.0
// POST /v1/license-uses: the data that a use-code stands for.
#include "api/answer.hpp"
#include "api/asker.hpp"
#include "api/endpoints.hpp"
#include "api/idempotency_key.hpp"
#include "api/license_json.hpp"
#include "api/search_brake.hpp"
#include "api/show_input.hpp"

namespace elicense::api {
namespace {

Result<show::UseRequest> parse_use_request(const Context& context, const Call& call) {
  const auto key = idempotency_key(call.request);
  if (!key) return key.error();
  const auto input = show_input(call.request, {"use_code", "matter", "case", "operator", "device"});
  if (!input) return input.error();
  for (const char* name : {"use_code", "matter", "case", "device"})
    if (!is_text_member(*input, name))
      return fail(ErrorKind::malformed, "REQUEST_FIELDS", "use_code, matter, case and device are needed");
  auto asker = asker_of(context, call);
  if (!asker) return asker.error();
  return show::UseRequest{.code = (*input)["use_code"],
                          .idempotency_key = call.caller.party + "/" + *key,
                          .asker = *std::move(asker),
                          .matter = (*input)["matter"],
                          .matter_case = (*input)["case"]};
}

Result<show::GivenLicense> use(const Context& context, const Call& call) {
  const auto request = parse_use_request(context, call);
  if (!request) return request.error();
  auto given = context.show.uses().use(*request);
  if (!given && given.error().code == "USE_CODE_UNKNOWN") // as a person who was looked for and not found
    note_search(context, call, crypto::sm3(as_bytes(request->code)), false);
  return given;
}

} // namespace

http::Response use_license(const Context& context, const Call& call) {
  if (auto may = may_search(context, call); !may) return problem(call.request, may.error());
  const auto given = use(context, call);
  if (!given) return problem(call.request, given.error());
  auto license = license_json(given->license, given->view, context);
  for (const char* more : {"verification_url", "links"}) // they lead to more than was agreed to
    license.erase(more);
  return json_answer(200, {{"license", std::move(license)},
                           {"scan", given->scan},
                           {"use", given->use},
                           {"uses", given->uses},
                           {"fields", given->fields}});
}

} // namespace elicense::api
