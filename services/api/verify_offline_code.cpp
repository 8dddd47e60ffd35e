// SPDX-License-Identifier: Apache-2.0
// POST /v1/offline-code-verifications: an offline code off a phone, for a verifier that has a network after
// all.
#include "api/answer.hpp"
#include "api/endpoints.hpp"
#include "api/show_input.hpp"

namespace elicense::api {

http::Response verify_offline_code(const Context& context, const http::Request& request) {
  const auto input = show_input(request, {"code"});
  if (!input) return problem(request, input.error());
  if (!is_text_member(*input, "code"))
    return problem(request, fail(ErrorKind::malformed, "REQUEST_FIELDS", R"(the body must be {"code": …})"));
  const auto finding = context.offline.check((*input)["code"].get_ref<const std::string&>());
  if (!finding) return problem(request, finding.error());
  nlohmann::ordered_json json = show::finding_json(*finding);
  const auto& sentence = wording::sentence(finding->cause.empty() ? "OFFLINE_CODE_TRUSTED" : finding->cause,
                                           language_of(request));
  json["text"] = sentence.text;
  json["next_step"] = sentence.next_step;
  json["checked_at"] = to_rfc3339(context.clock());
  return json_answer(200, json);
}

} // namespace elicense::api
