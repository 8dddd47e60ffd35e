// SPDX-License-Identifier: Apache-2.0
// GET /v1/licenses/{identifier}
#include "api/answer.hpp"
#include "api/endpoints.hpp"
#include "api/license_json.hpp"

namespace elicense::api {

http::Response get_license(const Context& context, const Call& call) {
  const auto license = license_of_route(context, call.request);
  if (!license) return problem(call.request, license.error());
  auto shown = license_json(*license, context);
  if (call.decision == access::Decision::mask) mask(shown, call.caller);
  return json_answer(200, shown);
}

} // namespace elicense::api
