// SPDX-License-Identifier: Apache-2.0
// An identity provider as it describes itself (OpenID Connect Discovery 1.0), and how it is asked.
#pragma once
#include "crypto/result.hpp"
#include <functional>
#include <vector>

namespace elicense::access {

struct ProviderRequest {
  std::string url;
  std::string form = {}; // x-www-form-urlencoded, to be posted; empty: a GET
  std::vector<std::pair<std::string, std::string>> headers = {};
};
// The body of a 200. OIDC_PROVIDER for another status; the way out's own codes.
using Fetch = std::function<Result<std::string>(const ProviderRequest&)>;

struct Provider {
  std::string issuer, authorization_endpoint, token_endpoint, keys_url;
  bool names_itself = false; // in its answers to the browser (RFC 9207)
};

std::string discovery_url(std::string_view issuer);
// OIDC_DISCOVERY: no strict JSON, another issuer than asked for, an address that is not https, no S256
Result<Provider> read_provider(std::string_view document, std::string_view issuer);

using Form = std::vector<std::pair<std::string_view, std::string_view>>;
std::string form_encoded(std::string_view text);
std::string form_text(const Form& form); // x-www-form-urlencoded

} // namespace elicense::access
