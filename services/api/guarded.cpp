// SPDX-License-Identifier: Apache-2.0
#include "api/guarded.hpp"

#include "api/answer.hpp"

#include <algorithm>
#include <stdexcept>

namespace elicense::api {
namespace {

using access::Caller;
using access::Decision;
using access::Relation;

http::Response refused(const Endpoint& endpoint, const http::Request& request, const Caller& caller,
                       bool of_object) {
  if (caller.is_anonymous()) return problem(request, fail(ErrorKind::forbidden, "AUTHENTICATION_NEEDED"));
  if (of_object) return problem(request, fail(ErrorKind::not_found, endpoint.work.hidden));
  return problem(request, fail(ErrorKind::forbidden, "ACCESS_DENIED"));
}

// What somebody looks for and does not find, or may not see, is what a search through numbers looks like.
Result<Relation> relate(const Context& context, const Endpoint& endpoint, const http::Request& request,
                        const Caller& caller) {
  if (!endpoint.work.relate) return Relation::none;
  if (!endpoint.work.of_person) return endpoint.work.relate(context, request, caller);
  const std::string client = asking(context.blinder, caller, request);
  if (auto may = context.access.harvest.may_ask(client, context.clock()); !may) return may.error();
  auto relation = endpoint.work.relate(context, request, caller);
  if (relation)
    context.access.harvest.asked({.client = client,
                                  .subject = crypto::sm3(as_bytes(request.parameters.begin()->second)),
                                  .found = *relation == Relation::own,
                                  .purpose = stated_purpose(request)},
                                 context.clock());
  return relation;
}

Result<Caller> who_asks(const Context& context, const Endpoint& endpoint, const http::Request& request) {
  if (endpoint.work.way_in) return Caller{};
  auto caller = endpoint.work.who ? endpoint.work.who(context, request)
                                  : context.access.authenticator.authenticate(presented(request));
  context.metrics.authenticated(caller ? access::to_text(caller->scheme) : "refused",
                                caller ? "" : caller.error().code);
  return caller;
}

http::Response answer(const Context& context, const Endpoint& endpoint, const http::Request& request) {
  if (const auto readable = stated(request); !readable) return problem(request, readable.error());
  const auto caller = who_asks(context, endpoint, request);
  if (!caller) return problem(request, caller.error());
  const auto limited = context.access.limits.take(*caller, request.peer, context.clock());
  const auto within = access::judge(limited);
  http::Response response =
      within ? ask(context, endpoint, request, *caller) : problem(request, within.error());
  for (auto& field : access::limit_fields(limited))
    response.headers.push_back(std::move(field));
  return response;
}

http::Handler handler(const Context& context, const Endpoint& endpoint) {
  if (endpoint.quick)
    return [&context, endpoint](const http::Request& request) {
      static const Caller anybody;
      return endpoint.work.perform(context, {request, anybody});
    };
  return [&context, endpoint](const http::Request& request) {
    http::Response response = answer(context, endpoint, request);
    return endpoint.work.dress ? endpoint.work.dress(request, std::move(response)) : response;
  };
}

void demand(bool holds, const std::string& endpoint, const char* rule) {
  if (!holds) throw std::logic_error("schemas/authorization.tsv, " + endpoint + ": " + rule);
}

// Row for row: an endpoint without rows would be open or shut by accident, rows without an endpoint are a
// mistake.
void check(const access::AuthorizationTable& table, const std::vector<Endpoint>& endpoints) {
  const auto rows = table.endpoints();
  for (const std::string& name : rows)
    demand(std::ranges::count(endpoints, name, &Endpoint::name) == 1, name, "no such endpoint");
  for (const Endpoint& endpoint : endpoints) {
    demand(std::ranges::count(rows, endpoint.name) == 1, endpoint.name, "has no rows");
    demand(table.has_objects(endpoint.name) == (endpoint.work.relate != nullptr), endpoint.name,
           "objects do not fit");
    demand(!(endpoint.quick || endpoint.work.way_in) || table.is_public(endpoint.name), endpoint.name,
           "an endpoint that asks nobody who he is has to be public");
  }
}

} // namespace

http::Response ask(const Context& context, const Endpoint& endpoint, const http::Request& request,
                   const Caller& caller) {
  const access::AuthorizationTable& table = context.access.table;
  if (table.always_refuses(endpoint.name, caller.roles)) return refused(endpoint, request, caller, false);
  const auto relation = relate(context, endpoint, request, caller);
  if (!relation) return problem(request, relation.error());
  const Decision decision = table.decide(endpoint.name, *relation, caller.roles);
  if (decision == Decision::refuse) return refused(endpoint, request, caller, true);
  return endpoint.work.perform(context, {request, caller, decision});
}

http::Router guarded(const Context& context, const std::vector<Endpoint>& endpoints) {
  check(context.access.table, endpoints);
  std::vector<http::Route> routes;
  routes.reserve(endpoints.size());
  for (const Endpoint& endpoint : endpoints)
    if (!endpoint.off)
      routes.push_back({endpoint.method, endpoint.pattern, endpoint.name, handler(context, endpoint),
                        endpoint.max_body, endpoint.content_types, endpoint.quick});
  return http::Router(std::move(routes));
}

} // namespace elicense::api
