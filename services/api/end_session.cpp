// SPDX-License-Identifier: Apache-2.0
// POST /v1/session/end: logs out, or gives an access token back.
#include "access/session.hpp"
#include "api/answer.hpp"
#include "api/endpoints.hpp"

namespace elicense::api {

http::Response end_session(const Context& context, const Call& call) {
  const access::Presented presented{.method = call.request.method,
                                    .target = call.request.target,
                                    .headers = call.request.headers,
                                    .body = call.request.body,
                                    .peer_certificate = {},
                                    .peer = {}};
  const auto text = access::session_text(presented);
  if (!text) return problem(call.request, text.error());
  if (auto ended = context.access.people.end_session(access::digest_of(*text)); !ended)
    return problem(call.request, ended.error());
  http::Response response = json_answer(200, {{"ended", true}});
  response.headers.emplace_back("Set-Cookie", access::ended_cookie());
  return response;
}

} // namespace elicense::api
