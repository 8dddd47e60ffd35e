// SPDX-License-Identifier: Apache-2.0
// GET /v1/licenses/{identifier}
#include "api/answer.hpp"
#include "api/endpoints.hpp"
#include "api/license_json.hpp"

namespace elicense::api {

http::Response get_license(const Context& context, const http::Request& request) {
  const auto license = license_of_route(context, request);
  if (!license) return problem(request, license.error());
  return json_answer(200, license_json(*license, context));
}

} // namespace elicense::api
