// SPDX-License-Identifier: Apache-2.0
// Which handler answers a target. The table itself is services/api/routes.cpp.
#pragma once
#include "http/message.hpp"

namespace elicense::http {

struct Route {
  std::string method;  // GET also answers HEAD
  std::string pattern; // "/v1/licenses/{identifier}/document"; a last "{name...}" takes all that follows
  std::string name;    // for logs and metrics: "get_license_document"
  Handler handler;
  std::size_t max_body = 0;               // bytes; 0: a body is refused
  std::vector<std::string> content_types; // accepted for the body, without parameters
  bool quick = false;                     // answered on the I/O thread: health, metrics
};

class Router {
 public:
  explicit Router(std::vector<Route> routes); // throws on an ambiguous table

  struct Match {
    const Route* route = nullptr;
    std::map<std::string, std::string, std::less<>> parameters;
    std::vector<std::string> allowed; // methods of the path when only the method did not fit (405)
  };
  Match match(std::string_view method, std::string_view path) const;
  const std::vector<Route>& routes() const { return routes_; }

 private:
  std::vector<Route> routes_;
};

} // namespace elicense::http
