// SPDX-License-Identifier: Apache-2.0
// Reading the description; writing forms.
#include "access/oidc_provider.hpp"
#include "access/oidc_json.hpp"
#include <algorithm>

namespace elicense::access {
namespace {

Error refused_provider(std::string detail) {
  return fail(ErrorKind::invalid, "OIDC_DISCOVERY", std::move(detail));
}

bool offers_s256(const nlohmann::json& document) { // absent: not said, and tried
  const auto methods = document.find("code_challenge_methods_supported");
  return methods == document.end() ||
         (methods->is_array() && std::ranges::find(*methods, nlohmann::json("S256")) != methods->end());
}

bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
         c == '_' || c == '~';
}

} // namespace

std::string discovery_url(std::string_view issuer) {
  if (issuer.ends_with('/')) issuer.remove_suffix(1);
  return std::string(issuer) + "/.well-known/openid-configuration";
}

Result<Provider> read_provider(std::string_view document, std::string_view issuer) {
  const auto described = parse_object(document);
  if (!described) return refused_provider(described.error().code);
  if (text_member(*described, "issuer") != issuer) return refused_provider("another issuer");
  if (!offers_s256(*described)) return refused_provider("no S256");
  Provider provider{
      .issuer = std::string(issuer), .authorization_endpoint = {}, .token_endpoint = {}, .keys_url = {}};
  for (const auto& [name, url] : {std::pair{"authorization_endpoint", &provider.authorization_endpoint},
                                  {"token_endpoint", &provider.token_endpoint},
                                  {"jwks_uri", &provider.keys_url}}) {
    *url = text_member(*described, name).value_or("");
    if (!url->starts_with("https://")) return refused_provider(name);
  }
  const auto names_itself = described->find("authorization_response_iss_parameter_supported");
  provider.names_itself = names_itself != described->end() && *names_itself == true;
  return provider;
}

std::string form_encoded(std::string_view text) {
  static constexpr char digits[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (is_unreserved(c)) {
      out += c;
    } else {
      out += {'%', digits[byte >> 4], digits[byte & 15]};
    }
  }
  return out;
}

std::string form_text(const Form& form) {
  std::string text;
  for (const auto& [name, value] : form)
    text += (text.empty() ? "" : "&") + form_encoded(name) + "=" + form_encoded(value);
  return text;
}

} // namespace elicense::access
