// SPDX-License-Identifier: Apache-2.0
// The only place where an error becomes HTTP.
#include "api/answer.hpp"

#include "access/refusal.hpp"
#include "http/refusal.hpp"

namespace elicense::api {

Error input_error(std::string detail) {
  return fail(ErrorKind::malformed, "REQUEST_FIELDS", std::move(detail));
}

nlohmann::ordered_json text_or_null(std::string_view text) {
  return text.empty() ? nlohmann::ordered_json(nullptr) : nlohmann::ordered_json(text);
}

nlohmann::ordered_json time_or_null(const std::optional<Time>& time) {
  return time ? nlohmann::ordered_json(to_rfc3339(*time)) : nlohmann::ordered_json(nullptr);
}

unsigned status_of(ErrorKind kind) {
  switch (kind) { // no default: a new kind fails the build until it is mapped
  case ErrorKind::malformed:
    return 400;
  case ErrorKind::unsupported:
    return 422;
  case ErrorKind::too_large:
    return 413;
  case ErrorKind::invalid:
    return 422;
  case ErrorKind::not_found:
    return 404;
  case ErrorKind::conflict:
    return 409;
  case ErrorKind::forbidden:
    return 403;
  case ErrorKind::busy:
  case ErrorKind::unavailable:
    return 503;
  case ErrorKind::internal:
    return 500;
  }
  return 500;
}

wording::Language language_of(const http::Request& request) {
  if (const auto wanted = request.query_value("lang"); wanted == "en")
    return wording::Language::english;
  else if (wanted == "zh")
    return wording::Language::chinese;
  return wording::choose_language(request.header("accept-language"));
}

namespace {

unsigned http_status(const Error& error) {
  constexpr std::string_view gone = "LICENSE_ERASED"; // RFC 9110 15.5.11: it was there and will not be again
  if (const unsigned door = http::refusal_status(error); door != 0) return door;
  if (const unsigned guard = access::refusal_status(error); guard != 0) return guard;
  if (error.code == "SHOW_SPOKEN_LOCKED" || error.code == "DUTY_QUOTA_USED_UP") return 429;
  return error.code == gone ? 410 : status_of(error.kind);
}

} // namespace

// What a hostile file or request is quoted with may be no UTF-8; an answer has to be.
http::Response json_answer(unsigned status, const nlohmann::ordered_json& body) {
  return {.status = status,
          .content_type = "application/json",
          .body = to_bytes(body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n"),
          .headers = {}};
}

http::Response file_answer(std::string content_type, Bytes body, std::string_view file_name) {
  http::Response response{
      .status = 200, .content_type = std::move(content_type), .body = std::move(body), .headers = {}};
  if (!file_name.empty())
    response.headers.emplace_back("Content-Disposition",
                                  "attachment; filename=\"" + std::string(file_name) + "\"");
  return response;
}

http::Response problem(const http::Request& request, const Error& error) {
  const unsigned status = http_status(error);
  const auto& sentence = wording::sentence(error.code, language_of(request));
  nlohmann::ordered_json body = {{"type", "urn:elicense:problem:" + error.code},
                                 {"title", sentence.text},
                                 {"status", status},
                                 {"code", error.code},
                                 {"next_step", sentence.next_step},
                                 {"request_id", request.id}};
  if (error.kind != ErrorKind::internal && !error.detail.empty()) body["detail"] = error.detail;
  http::Response response = json_answer(status, body);
  response.content_type = "application/problem+json";
  if (status == 503) response.headers.emplace_back("Retry-After", "1");
  if (status == 429) response.headers.emplace_back("Retry-After", access::retry_after(error));
  if (status == 401)
    response.headers.emplace_back("WWW-Authenticate", "Signature, Bearer"); // RFC 9110 11.6.1
  return response;
}

} // namespace elicense::api
