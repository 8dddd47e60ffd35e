// SPDX-License-Identifier: Apache-2.0
// Patterns of literal segments and {parameters}; where two fit, the one with more literals answers. What a
// {rest...} could take, no other pattern may fit.
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

constexpr std::string_view rest_mark = "...";

bool is_rest(std::string_view segment) {
  return is_parameter(segment) && segment.substr(1, segment.size() - 2).ends_with(rest_mark);
}

std::string_view parameter_name(std::string_view segment) {
  const std::size_t around = is_rest(segment) ? 2 + rest_mark.size() : 2;
  return segment.substr(1, segment.size() - around);
}

bool ends_in_rest(const std::vector<std::string_view>& segments) {
  return !segments.empty() && is_rest(segments.back());
}

// Whether a path of `size` segments has the right number of them.
bool fits_size(const std::vector<std::string_view>& pattern, std::size_t size) {
  return ends_in_rest(pattern) ? size >= pattern.size() : size == pattern.size();
}

bool is_last_of(std::string_view segment, std::string_view pattern) { // whose part it is
  return segment.data() + segment.size() == pattern.data() + pattern.size();
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
    require(!text.empty(), route, "a parameter without a name");
    require(!is_rest(segment) || is_last_of(segment, route.pattern), route, "a rest before the end");
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

bool meet(const std::vector<std::string_view>& left, const std::vector<std::string_view>& right) {
  if (!fits_size(left, right.size()) && !fits_size(right, left.size())) return false;
  for (std::size_t i = 0; i < std::min(left.size(), right.size()); ++i)
    if (!is_parameter(left[i]) && !is_parameter(right[i]) && left[i] != right[i]) return false;
  return true;
}

// Two patterns that fit one path are in order only when one is the other with parameters made literal.
bool is_ambiguous(const Route& a, const Route& b) {
  const auto left = segments_of(a.pattern), right = segments_of(b.pattern);
  if (a.method != b.method || !meet(left, right)) return false;
  if (ends_in_rest(left) || ends_in_rest(right)) return true;
  bool left_narrower = false, right_narrower = false;
  for (std::size_t i = 0; i < left.size(); ++i) {
    const bool left_open = is_parameter(left[i]), right_open = is_parameter(right[i]);
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
  return fits_size(segments, path.size()) &&
         std::equal(segments.begin(), segments.end(), path.begin(),
                    [](std::string_view expected, std::string_view given) {
                      return is_parameter(expected) ? !given.empty() : expected == given;
                    });
}

// What a parameter takes of the path: its segment, or that and all behind it.
std::string_view taken(std::string_view parameter, std::string_view segment, std::string_view path) {
  return is_rest(parameter) ? path.substr(static_cast<std::size_t>(segment.data() - path.data())) : segment;
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
        if (is_parameter(expected[i]))
          match.parameters.emplace(parameter_name(expected[i]), taken(expected[i], given[i], path));
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
