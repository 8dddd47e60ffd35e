// SPDX-License-Identifier: Apache-2.0
// What an identity provider sends, by the first character: 'k' keys, 'd' its description, 'c' the claims of a
// token, else a token. Promises: an accepted token has one spelling and the signature of the kit's key;
// accepted claims are those that were asked for.
#include "access/oidc_id_token.hpp"
#include "access/oidc_keys.hpp"
#include "access/oidc_provider.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace elicense::fuzz {

namespace {

constexpr std::string_view issuer = "https://idp.example";

bool is_good(std::string_view token) {
  static const auto good = kit_files("provider");
  return holds(good, as_bytes(token));
}

void examine_keys(std::string_view text) {
  const auto keys = access::read_provider_keys(text);
  if (!keys) return;
  require(keys->size() <= access::max_provider_keys, "keys are few");
  for (const auto& key : *keys)
    require(key.algorithm == access::rs256 || key.algorithm == access::es256 ||
                key.algorithm == access::sm2_sm3,
            "a key has one of three algorithms");
}

void examine_description(std::string_view text) {
  const auto provider = access::read_provider(text, issuer);
  if (!provider) return;
  require(provider->issuer == issuer, "a provider speaks for itself");
  for (const auto& url : {provider->authorization_endpoint, provider->token_endpoint, provider->keys_url})
    require(url.starts_with("https://"), "nothing is asked in the clear");
}

void examine_claims(std::string_view text) {
  const access::ExpectedToken expected{
      .issuer = std::string(issuer), .client_id = "elicense", .nonce = "n-0S6_WzA2Mj", .access_token = {}};
  const auto claims = access::check_claims(text, access::rs256, expected, kit_time());
  if (!claims) return;
  require((*claims)["iss"] == expected.issuer && (*claims)["nonce"] == expected.nonce,
          "claims are the expected");
}

void examine_token(std::string_view text) {
  static const auto keys = access::read_provider_keys(as_text(kit_files("provider_keys").front())).value();
  const auto jws = access::read_jws(text);
  if (!jws) return;
  require(text.starts_with(jws->signed_text + "."), "what is signed is the text up to the signature");
  if (access::check_signature(*jws, keys)) require(is_good(text), "nobody but the provider's key signs");
}

} // namespace

void examine(ByteView input) {
  const std::string_view text = as_text(input);
  if (text.starts_with('k')) return examine_keys(text.substr(1));
  if (text.starts_with('d')) return examine_description(text.substr(1));
  if (text.starts_with('c')) return examine_claims(text.substr(1));
  examine_token(text);
}

} // namespace elicense::fuzz
