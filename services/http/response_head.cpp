// SPDX-License-Identifier: Apache-2.0
// Checks what a handler gave, adds what every answer carries.
#include "http/response_head.hpp"
#include "http/ascii.hpp"
#include <algorithm>
#include <array>
#include <boost/beast/http/status.hpp>

namespace elicense::http {

namespace {

Error unsendable(std::string detail) {
  return fail(ErrorKind::internal, "HTTP_RESPONSE", std::move(detail));
}

bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
}

bool is_value(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c <= 0x7e; });
}

bool is_ours(std::string_view name) {
  static constexpr std::string_view ours[] = {"connection", "content-length",    "content-type",
                                              "date",       "keep-alive",        "trailer",
                                              "upgrade",    "transfer-encoding", "x-request-id"};
  return std::find(std::begin(ours), std::end(ours), lower(name)) != std::end(ours);
}

bool has(const Response& response, std::string_view lower_case_name) {
  return std::any_of(response.headers.begin(), response.headers.end(),
                     [&](const auto& field) { return lower(field.first) == lower_case_name; });
}

Result<void> check(const Response& response) {
  if (response.status < 200 || response.status > 599) return unsendable("status");
  if (response.status == 204 && !response.body.empty()) return unsendable("204 with a body");
  if (!is_value(response.content_type)) return unsendable("content type");
  for (const auto& [name, value] : response.headers)
    if (!is_token(name) || is_ours(name) || !is_value(value)) return unsendable("a field");
  return {};
}

void add(std::string& head, std::string_view name, std::string_view value) {
  head.append(name).append(": ").append(value).append("\r\n");
}

void add_unless_given(std::string& head, const Response& response, std::string_view lower_case_name,
                      std::string_view value) {
  if (!has(response, lower_case_name)) add(head, lower_case_name, value);
}

void add_defaults(std::string& head, const Response& response, bool secure) {
  add_unless_given(head, response, "cache-control", "no-store");
  add_unless_given(head, response, "x-content-type-options", "nosniff");
  if (response.content_type.starts_with("text/html"))
    add_unless_given(head, response, "content-security-policy",
                     "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
  if (secure) add_unless_given(head, response, "strict-transport-security", "max-age=31536000");
}

} // namespace

Result<std::string> response_head(const Response& response, const Framing& framing) {
  if (auto checked = check(response); !checked) return checked.error();
  const auto reason =
      boost::beast::http::obsolete_reason(static_cast<boost::beast::http::status>(response.status));
  std::string head = "HTTP/1.1 " + std::to_string(response.status) + ' ';
  head.append(reason).append("\r\n");
  if (framing.now) add(head, "date", imf_date(*framing.now));
  if (response.pieces)
    add(head, "transfer-encoding", "chunked");
  else if (response.status != 204 && !response.events)
    add(head, "content-length", std::to_string(response.body.size()));
  if (!response.content_type.empty()) add(head, "content-type", response.content_type);
  if (framing.close) add(head, "connection", "close");
  add(head, "x-request-id", framing.request_id);
  for (const auto& [name, value] : response.headers)
    add(head, name, value);
  add_defaults(head, response, framing.secure);
  return head += "\r\n";
}

std::string imf_date(Time time) {
  static constexpr std::array days = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::array months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const std::string rfc3339 = to_rfc3339(time); // YYYY-MM-DDThh:mm:ssZ
  return std::string(days[std::chrono::weekday(day).c_encoding()]) + ", " + rfc3339.substr(8, 2) + ' ' +
         months[static_cast<unsigned>(date.month()) - 1] + ' ' + rfc3339.substr(0, 4) + ' ' +
         rfc3339.substr(11, 8) + " GMT";
}

} // namespace elicense::http
