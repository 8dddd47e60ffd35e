// SPDX-License-Identifier: Apache-2.0
// Patterns of literal segments and {parameters}; where two fit, the one with more literals answers.
#include "http/router.hpp"
#include <algorithm>
#include <set>
#include <stdexcept>

namespace elicense::http {

namespace {

std::vector<std::string_view> segments_of(std::string_view path) {
  std::vector<std::string_view> segments;
  if (path == "/") return segments;
  for (std::size_t start = 1; start <= path.size();) {
    const std::size_t end = std::min(path.find('/', start), path.size());
    segments.push_back(path.substr(start, end - start));
    start = end + 1;
  }
  return segments;
}

bool is_parameter(std::string_view segment) {
  return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

std::string_view parameter_name(std::string_view segment) {
  return segment.substr(1, segment.size() - 2);
}

std::ptrdiff_t literals(const Route& route) {
  const auto segments = segments_of(route.pattern);
  return std::count_if(segments.begin(), segments.end(), [](std::string_view s) { return !is_parameter(s); });
}

void require(bool holds, const Route& route, const char* rule) {
  if (!holds) throw std::invalid_argument("route " + route.name + " " + route.pattern + ": " + rule);
}

void check_pattern(const Route& route) {
  require(!route.pattern.empty() && route.pattern.front() == '/', route, "a pattern starts with /");
  std::set<std::string_view> names;
  for (const std::string_view segment : segments_of(route.pattern)) {
    require(!segment.empty(), route, "an empty segment never matches");
    const bool parameter = is_parameter(segment);
    const std::string_view text = parameter ? parameter_name(segment) : segment;
    require(text.find_first_of("{}") == std::string_view::npos, route, "a brace inside a segment");
    require(!parameter || names.insert(text).second, route, "a parameter twice");
  }
}

void check_route(const Route& route) {
  require(!route.name.empty(), route, "no name");
  require(route.handler != nullptr, route, "no handler");
  require(route.method == "GET" || route.method == "POST", route,
          "the gate lets only GET, HEAD and POST pass");
  require(route.method == "POST" || route.max_body == 0, route, "a GET carries no body");
  require((route.max_body > 0) == !route.content_types.empty(), route, "a body needs its content types");
  check_pattern(route);
}

// Two patterns that fit one path are in order only when one is the other with parameters made literal.
bool is_ambiguous(const Route& a, const Route& b) {
  const auto left = segments_of(a.pattern), right = segments_of(b.pattern);
  if (a.method != b.method || left.size() != right.size()) return false;
  bool left_narrower = false, right_narrower = false;
  for (std::size_t i = 0; i < left.size(); ++i) {
    const bool left_open = is_parameter(left[i]), right_open = is_parameter(right[i]);
    if (!left_open && !right_open && left[i] != right[i]) return false;
    left_narrower |= !left_open && right_open;
    right_narrower |= left_open && !right_open;
  }
  return left_narrower == right_narrower;
}

void check_table(const std::vector<Route>& routes) {
  std::set<std::string_view> names;
  for (const Route& route : routes) {
    check_route(route);
    require(names.insert(route.name).second, route, "a name twice");
    for (const Route* other = &routes.front(); other != &route; ++other)
      require(!is_ambiguous(*other, route), route, "another route answers the same path");
  }
}

bool fits(std::string_view pattern, const std::vector<std::string_view>& path) {
  const auto segments = segments_of(pattern);
  return std::equal(segments.begin(), segments.end(), path.begin(), path.end(),
                    [](std::string_view expected, std::string_view given) {
                      return is_parameter(expected) ? !given.empty() : expected == given;
                    });
}

} // namespace

Router::Router(std::vector<Route> routes) : routes_(std::move(routes)) {
  check_table(routes_);
  std::stable_sort(routes_.begin(), routes_.end(),
                   [](const Route& a, const Route& b) { return literals(a) > literals(b); });
}

Router::Match Router::match(std::string_view method, std::string_view path) const {
  Match match;
  const auto given = segments_of(path);
  for (const Route& route : routes_) {
    if (!fits(route.pattern, given)) continue;
    if (route.method == method || (method == "HEAD" && route.method == "GET")) {
      const auto expected = segments_of(route.pattern);
      for (std::size_t i = 0; i < expected.size(); ++i)
        if (is_parameter(expected[i])) match.parameters.emplace(parameter_name(expected[i]), given[i]);
      match.route = &route;
      match.allowed.clear();
      return match;
    }
    match.allowed.push_back(route.method);
    if (route.method == "GET") match.allowed.emplace_back("HEAD");
  }
  std::sort(match.allowed.begin(), match.allowed.end());
  match.allowed.erase(std::unique(match.allowed.begin(), match.allowed.end()), match.allowed.end());
  return match;
}

} // namespace elicense::http
