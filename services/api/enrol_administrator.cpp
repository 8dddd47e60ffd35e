// SPDX-License-Identifier: Apache-2.0
// POST /v1/enrolments: the first administrator, by the one-time code that init printed.
#include "api/answer.hpp"
#include "api/endpoints.hpp"
#include "api/party_json.hpp"

namespace elicense::api {

http::Response enrol_administrator(const Context& context, const http::Request& request) {
  const auto input = object_of(request, {"code", "name", "credential"});
  if (!input) return problem(request, input.error());
  const auto code = text_of(*input, "code"), name = text_of(*input, "name");
  if (!code) return problem(request, code.error());
  if (!name) return problem(request, name.error());
  auto credential = credential_of(*input, context.clock());
  if (!credential) return problem(request, credential.error());
  const auto enrolled = context.access.administration.enrol(*code,
                                                            {.kind = access::PartyKind::client,
                                                             .tenant = context.access.tenant,
                                                             .name = *name,
                                                             .subject = {},
                                                             .roles = {},
                                                             .scopes = {}},
                                                            *std::move(credential));
  if (!enrolled) return problem(request, enrolled.error());
  context.log.write(observe::Level::info, "administrator_enrolled",
                    {{"party", std::string_view(enrolled->party.id)}});
  return json_answer(201, admitted_json(*enrolled));
}

} // namespace elicense::api
