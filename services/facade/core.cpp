// SPDX-License-Identifier: Apache-2.0
#include "facade/core.hpp"

#include "api/answer.hpp"
#include "api/field_text.hpp"
#include "api/routes.hpp"

namespace elicense::facade {
namespace {

http::Request request_of(const api::Call& call, const Question& question) {
  http::Request request;
  request.method = question.body.empty() ? "GET" : "POST";
  request.parameters = question.parameters;
  request.query = question.query;
  if (const auto language = call.request.query_value("lang")) request.query.emplace("lang", *language);
  request.headers["accept-language"] = call.request.header("accept-language");
  if (!question.purpose.empty())
    request.headers["elicense-purpose"] = api::write_field_text(question.purpose);
  if (!question.body.empty()) {
    request.headers["content-type"] =
        question.content_type.empty() ? "application/json" : question.content_type;
    request.headers["idempotency-key"] = to_hex(crypto::sm3(question.body));
  }
  request.body = question.body;
  request.id = call.request.id;
  request.peer = call.request.peer;
  request.route = question.endpoint;
  return request;
}

} // namespace

Question question_of(std::string_view endpoint, const Json& body) {
  return {.endpoint = endpoint, .body = to_bytes(body.dump())};
}

http::Response ask(const api::Context& context, const api::Call& call, const Question& question) {
  const http::Request request = request_of(call, question);
  if (const auto readable = api::stated(request); !readable) return api::problem(request, readable.error());
  return api::ask(context, api::endpoint(question.endpoint), request, call.caller);
}

bool succeeded(const http::Response& response) {
  return response.status < 300;
}

http::Response as_envelope(http::Response response, const Json& envelope) {
  response.told = response.status;
  response.status = 200;
  response.content_type = "application/json";
  response.body = to_bytes(envelope.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n");
  std::erase_if(response.headers, [](const auto& field) { return field.first == "WWW-Authenticate"; });
  return response;
}

Json json_of(const http::Response& response) {
  return Json::parse(as_text(response.body), nullptr, false);
}

std::string text_member(const nlohmann::json& object, std::string_view name) {
  if (!object.is_object()) return {};
  const auto member = object.find(std::string(name));
  return member != object.end() && member->is_string() ? member->get<std::string>() : std::string();
}

} // namespace elicense::facade
