// SPDX-License-Identifier: Apache-2.0
// A request that passed the gate, and the answer to it. No Beast here: handlers are tested without a socket.
#pragma once
#include "crypto/bytes.hpp"
#include <functional>
#include <map>
#include <memory>
#include <optional>

namespace elicense::http {

struct Request {
  std::string method;                                         // GET, HEAD, POST
  std::string path;                                           // decoded, normalised
  std::string target;                                         // as received, with the query
  std::map<std::string, std::string, std::less<>> parameters; // of the route's {…}
  std::multimap<std::string, std::string, std::less<>> query; // decoded
  std::map<std::string, std::string, std::less<>>
      headers; // lower-case names; a name twice was refused by the gate
  Bytes body;
  std::string id;         // request id, ours
  std::string peer;       // address
  Bytes peer_certificate; // DER; its key was proved in the TLS handshake, nothing else was checked; may be
                          // empty
  std::string route;      // name of the matched route

  std::string_view header(std::string_view lower_case_name) const; // empty when absent
  std::optional<std::string> query_value(std::string_view name) const;
};

class EventQueue;
class BodySource;

struct Response {
  unsigned status = 200;
  std::string content_type;
  Bytes body;
  std::vector<std::pair<std::string, std::string>> headers; // names and values are checked before they leave
  std::shared_ptr<EventQueue> events = {}; // sent after the head, as they come; there is no body then
  std::shared_ptr<BodySource> pieces = {}; // the body, made while it is sent
  // What the caller is told by the body, where that is not the status: a refusal inside an envelope of 200.
  unsigned told = 0; // a status; 0: the one above
};

using Handler = std::function<Response(const Request&)>;

} // namespace elicense::http
