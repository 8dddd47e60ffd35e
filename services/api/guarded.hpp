// SPDX-License-Identifier: Apache-2.0
// Every endpoint behind its rows of schemas/authorization.tsv: authenticate, decide, then do.
#pragma once
#include "api/call.hpp"
#include "api/context.hpp"
#include "http/router.hpp"

namespace elicense::api {

// How an endpoint's object stands to who asks. An Error is answered as it is: the object could not be asked
// about.
using Relate = Result<access::Relation> (*)(const Context&, const http::Request&, const access::Caller&);

struct Work {
  std::function<http::Response(const Context&, const Call&)> perform;
  Relate relate = nullptr; // null: about no object
  bool of_person = false;  // a question that the harvest brake watches
  const char* hidden = ""; // how a refusal about one object reads: as if there were none
  bool way_in = false;     // who asks is not looked at, or an ended session would keep its owner out
  // Of a façade: how somebody proves who asks there, and how whatever is answered looks; null: as everywhere.
  Result<access::Caller> (*who)(const Context&, const http::Request&) = nullptr;
  http::Response (*dress)(const http::Request&, http::Response) = nullptr;
};

inline Work with(http::Response (*work)(const Context&, const Call&)) {
  return {work};
}

// For endpoints that need not know who asks.
inline Work with(http::Response (*work)(const Context&, const http::Request&)) {
  return {[work](const Context& context, const Call& call) { return work(context, call.request); }};
}

inline Work way_in(http::Response (*work)(const Context&, const http::Request&)) {
  Work made = with(work);
  made.way_in = true;
  return made;
}

struct Endpoint {
  std::string method, pattern, name;
  Work work;
  std::size_t max_body = 0;
  std::vector<std::string> content_types = {};
  bool quick = false; // on the I/O thread, before anybody is asked who he is: it has to be public
  bool off = false;   // by the settings: as if it were not there
};

// As if `caller` had asked this endpoint, within the limits that were taken for the request it does so in.
http::Response ask(const Context& context, const Endpoint& endpoint, const http::Request& request,
                   const access::Caller& caller);

http::Router guarded(const Context& context,
                     const std::vector<Endpoint>& endpoints); // throws unless the table fits

} // namespace elicense::api
