// SPDX-License-Identifier: Apache-2.0
#include "facade/sharing.hpp"
#include "json/strict_json.hpp"

namespace elicense::facade {
namespace {

struct Credential {
  std::string key_id, operator_, secret;
};

Result<nlohmann::json> body_of(const http::Request& request) {
  return parse_strict_json(as_text(request.body), {.size = max_sharing_file});
}

std::pair<std::string, std::string> split_at(const std::string& text, char mark) {
  const std::size_t at = text.find(mark);
  if (at == std::string::npos) return {text, {}};
  return {text.substr(0, at), text.substr(at + 1)};
}

// Nothing: the head shows none.
std::optional<Credential> credential_of(const http::Request& request) {
  const auto body = body_of(request);
  if (!body || !body->is_object() || !body->contains("head")) return std::nullopt;
  const nlohmann::json& head = (*body)["head"];
  auto [id, secret] = split_at(text_member(head, "token"), '.');
  if (id.empty()) id = text_member(head, "accessId"), secret = text_member(head, "accessToken");
  if (id.empty() && secret.empty()) return std::nullopt;
  auto [key_id, operator_] = split_at(id, '/');
  return Credential{std::move(key_id), std::move(operator_), std::move(secret)};
}

} // namespace

Result<access::Caller> sharing_caller(const api::Context& context, const http::Request& request) {
  access::Authenticator& authenticator = context.access.authenticator;
  const auto shown = credential_of(request);
  if (!shown) return authenticator.authenticate(api::presented(request));
  return authenticator.by_secret(shown->key_id, shown->secret, request.peer);
}

std::string sharing_operator(const http::Request& request) {
  const auto shown = credential_of(request);
  return shown ? shown->operator_ : std::string();
}

Result<nlohmann::json> sharing_data(const http::Request& request) {
  auto body = body_of(request);
  if (!body) return body;
  nlohmann::json data = body->is_object() ? body->value("data", nlohmann::json()) : nlohmann::json();
  if (!data.is_object()) return fail(ErrorKind::malformed, "FACADE_FIELDS", "data");
  *body = std::move(data);
  return body;
}

std::string first_text(const nlohmann::json& data, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names)
    if (auto text = text_member(data, name); !text.empty()) return text;
  return {};
}

std::string identifier_in(const nlohmann::json& data) {
  return first_text(data, {"zzbs", "certIdentifier", "certificateIdentifier"});
}

nlohmann::json cause_in(const nlohmann::json& data) {
  if (data.contains("useCause") && data["useCause"].is_object()) return data["useCause"];
  auto read = parse_strict_json(text_member(data, "useCause"));
  return read && read->is_object() ? *std::move(read) : nlohmann::json();
}

std::string purpose_in(const nlohmann::json& data) {
  const nlohmann::json cause = cause_in(data);
  if (!cause.is_null()) return first_text(cause, {"certificateCopyCause", "certificateMatterName"});
  return first_text(data, {"dzzzsymd", "useCause", "certificateCopyCause"});
}

} // namespace elicense::facade
