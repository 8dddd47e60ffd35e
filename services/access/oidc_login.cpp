// SPDX-License-Identifier: Apache-2.0
// The flow, top-down.
#include "access/oidc_login.hpp"
#include "access/oidc_json.hpp"
#include "access/oidc_pkce.hpp"
#include "crypto/hmac.hpp"

namespace elicense::access {
namespace {

Error refused_login(std::string code, std::string detail = {}) {
  return fail(ErrorKind::invalid, std::move(code), std::move(detail));
}

bool same(std::string_view a, std::string_view b) {
  return crypto::equal_in_constant_time(as_bytes(a), as_bytes(b));
}

// RFC 6749 2.3.1
std::string basic(const std::string& client, const crypto::SecretBytes& secret) {
  const std::string pair = form_encoded(client) + ":" + form_encoded(as_text(secret.view()));
  return "Basic " + to_base64(as_bytes(pair));
}

// Only the words of RFC 6749 4.1.2.1: the rest is somebody's text.
std::string known_error(const std::string& error) {
  for (const char* word : {"access_denied", "login_required", "server_error", "temporarily_unavailable",
                           "interaction_required", "invalid_request", "invalid_scope", "unauthorized_client"})
    if (error == word) return error;
  return "other";
}

} // namespace

RelyingParty::RelyingParty(LoginSettings settings, Fetch fetch, Clock clock, crypto::RandomSource random)
    : settings_(std::move(settings)), fetch_(std::move(fetch)), clock_(std::move(clock)),
      random_(std::move(random)), keys_(fetch_, clock_) {}

std::string RelyingParty::random_text() const {
  return crypto::random_token(random_);
}

Result<Provider> RelyingParty::provider() {
  const std::lock_guard lock(mutex_);
  if (provider_) return *provider_;
  const auto document = fetch_({.url = discovery_url(settings_.issuer)});
  if (!document) return document.error();
  auto read = read_provider(*document, settings_.issuer);
  if (!read) return read.error();
  provider_ = *std::move(read);
  return *provider_;
}

Result<LoginBegun> RelyingParty::begin() {
  const auto provider = this->provider();
  if (!provider) return provider.error();
  const std::string state = random_text();
  Pending pending{random_text(), random_text(), clock_()};
  const std::string url = provider->authorization_endpoint +
                          (provider->authorization_endpoint.find('?') == std::string::npos ? "?" : "&") +
                          form_text({{"response_type", "code"},
                                     {"client_id", settings_.client_id},
                                     {"redirect_uri", settings_.redirect_uri},
                                     {"scope", "openid profile"},
                                     {"state", state},
                                     {"nonce", pending.nonce},
                                     {"code_challenge", pkce_challenge(pending.verifier)},
                                     {"code_challenge_method", "S256"}});
  const std::lock_guard lock(mutex_);
  if (pending_.size() >= max_pending_logins)
    std::erase_if(pending_,
                  [&](const auto& one) { return clock_() - one.second.begun_at >= pending_login_life; });
  if (pending_.size() >= max_pending_logins) return fail(ErrorKind::busy, "OIDC_BUSY");
  pending_.emplace(state, std::move(pending));
  return LoginBegun{url, state};
}

Result<RelyingParty::Pending> RelyingParty::take(const LoginCallback& callback) {
  if (callback.state.empty() || !same(callback.state, callback.browser_state))
    return refused_login("OIDC_STATE");
  const std::lock_guard lock(mutex_);
  const auto found = pending_.find(callback.state);
  if (found == pending_.end()) return refused_login("OIDC_STATE");
  Pending pending = std::move(found->second);
  pending_.erase(found); // whatever comes of it, it is used
  if (clock_() - pending.begun_at >= pending_login_life) return refused_login("OIDC_STATE");
  return pending;
}

Result<RelyingParty::Tokens> RelyingParty::redeem(const Provider& provider, const std::string& code,
                                                  const std::string& verifier) const {
  ProviderRequest request{.url = provider.token_endpoint,
                          .form = form_text({{"grant_type", "authorization_code"},
                                             {"code", code},
                                             {"redirect_uri", settings_.redirect_uri},
                                             {"client_id", settings_.client_id},
                                             {"code_verifier", verifier}})};
  if (settings_.client_secret.size() > 0)
    request.headers.emplace_back("authorization", basic(settings_.client_id, settings_.client_secret));
  const auto body = fetch_(request);
  if (!body) return body.error();
  const auto answer = parse_object(*body);
  if (!answer) return fail(ErrorKind::malformed, "OIDC_TOKEN_MALFORMED", answer.error().code);
  const auto id = text_member(*answer, "id_token");
  if (!id) return fail(ErrorKind::malformed, "OIDC_TOKEN_MALFORMED", "no id_token");
  return Tokens{*id, text_member(*answer, "access_token").value_or("")};
}

Person RelyingParty::person(const nlohmann::json& claims) const {
  const auto claim = [&](const std::string& name) { return text_member(claims, name).value_or(""); };
  return {settings_.issuer, claim("sub"), claim(settings_.name_claim), claim(settings_.code_type_claim),
          claim(settings_.code_claim)};
}

Result<Person> RelyingParty::finish(const LoginCallback& callback) {
  const auto pending = take(callback);
  if (!pending) return pending.error();
  const auto provider = this->provider();
  if (!provider) return provider.error();
  if ((provider->names_itself || !callback.issuer.empty()) && callback.issuer != settings_.issuer)
    return refused_login("OIDC_MIX_UP");
  if (!callback.error.empty()) return refused_login("OIDC_REFUSED", known_error(callback.error));
  if (callback.code.empty()) return refused_login("OIDC_CODE");
  const auto tokens = redeem(*provider, callback.code, pending->verifier);
  if (!tokens) return tokens.error();
  const auto jws = read_jws(tokens->id);
  if (!jws) return jws.error();
  if (auto checked = keys_.check(*jws, provider->keys_url); !checked) return checked.error();
  const auto claims =
      check_claims(jws->payload, jws->algorithm,
                   {settings_.issuer, settings_.client_id, pending->nonce, tokens->access}, clock_());
  if (!claims) return claims.error();
  return person(*claims);
}

} // namespace elicense::access
