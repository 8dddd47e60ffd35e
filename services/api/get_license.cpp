// SPDX-License-Identifier: Apache-2.0
// GET /v1/licenses/{identifier}
#include "api/answer.hpp"
#include "api/endpoints.hpp"
#include "api/license_json.hpp"
#include "api/status_json.hpp"

namespace elicense::api {

http::Response get_license(const Context& context, const Call& call) {
  const auto license = license_of_route(context, call.request);
  if (!license) return problem(call.request, license.error());
  const auto reader = reader_of(call);
  if (!reader) return problem(call.request, reader.error());
  const auto view = view_of(call, *license);
  if (auto recorded = context.disclosure.record(*license, view, "license", *reader); !recorded)
    return problem(call.request, recorded.error());
  const auto reference = context.status_lists.reference_of(license->identifier);
  if (!reference) return problem(call.request, reference.error());
  auto body = license_json(*license, view, context);
  body["status"] = status_json(*reference);
  return json_answer(200, body);
}

} // namespace elicense::api
