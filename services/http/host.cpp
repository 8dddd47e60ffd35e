// SPDX-License-Identifier: Apache-2.0
// Host names by hand: the grammar is ten characters wide.
#include "http/host.hpp"
#include "http/ascii.hpp"
#include <algorithm>
#include <charconv>

namespace elicense::http {

namespace {

bool is_port(std::string_view text) {
  unsigned short port = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), port);
  return !text.empty() && parsed.ec == std::errc() && parsed.ptr == text.data() + text.size();
}

bool is_name(std::string_view name) {
  if (name.empty() || name.size() > 253 || name.front() == '.' || name.find("..") != std::string_view::npos)
    return false;
  return std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
  });
}

bool is_ipv6_literal(std::string_view name) {
  if (name.size() < 4 || name.front() != '[' || name.back() != ']') return false;
  return name.find_first_not_of("0123456789abcdef:.", 1) == name.size() - 1;
}

} // namespace

std::optional<std::string> host_name(std::string_view field) {
  const std::size_t bracket = field.find(']');
  const std::size_t colon = field.find(':', bracket == std::string_view::npos ? 0 : bracket);
  if (colon != std::string_view::npos && !is_port(field.substr(colon + 1))) return std::nullopt;
  std::string name = lower(field.substr(0, colon));
  if (!is_name(name) && !is_ipv6_literal(name)) return std::nullopt;
  return name;
}

bool is_own_host(std::string_view name, const std::vector<std::string>& added) {
  static constexpr std::string_view loopback[] = {"localhost", "127.0.0.1", "[::1]"};
  return std::find(std::begin(loopback), std::end(loopback), name) != std::end(loopback) ||
         std::find(added.begin(), added.end(), name) != added.end();
}

} // namespace elicense::http
