// SPDX-License-Identifier: Apache-2.0
// GET /v1/licenses/{identifier}
#include "api/answer.hpp"
#include "api/endpoints.hpp"
#include "api/license_json.hpp"

namespace elicense::api {

http::Response get_license(const Context& context, const http::Request& request) {
  const auto view = license::View::full();
  const auto license = read_license_of_route(context, request, view, "license");
  if (!license) return problem(request, license.error());
  return json_answer(200, license_json(*license, view, context));
}

} // namespace elicense::api
