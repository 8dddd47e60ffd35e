// SPDX-License-Identifier: Apache-2.0
// A person arrives by way of an identity provider: authorization code flow with PKCE (OpenID Connect
// Core 1.0, 3.1; RFC 9700 2.1). Logins that are under way live in memory: a restart lets them begin again.
#pragma once
#include "access/oidc_id_token.hpp"
#include "access/oidc_key_cache.hpp"
#include "crypto/random.hpp"
#include "crypto/secret.hpp"
#include <map>

namespace elicense::access {

inline constexpr std::size_t max_pending_logins = 10'000;
inline constexpr std::chrono::seconds pending_login_life{600};

struct LoginSettings {
  std::string issuer;
  std::string client_id;
  crypto::SecretBytes client_secret; // of none bytes: a public client
  std::string redirect_uri;          // exactly as registered with the provider
  std::string name_claim = "name", code_type_claim = "code_type", code_claim = "code";
};

struct Person { // as the provider vouches for
  std::string issuer, subject;
  std::string name, code_type, code; // may be empty: the provider did not say
};

struct LoginBegun {
  std::string url;   // where the browser goes
  std::string state; // to be kept by the browser, and given back by it as `browser_state`
};

struct LoginCallback { // what the browser brings back
  std::string state, code, issuer, error;
  std::string browser_state;
};

class RelyingParty {
 public:
  RelyingParty(LoginSettings settings, Fetch fetch, Clock clock, crypto::RandomSource random);

  Result<LoginBegun> begin(); // OIDC_BUSY, OIDC_DISCOVERY, and the way out's codes
  // OIDC_STATE (unknown, used, too old, another browser's), OIDC_MIX_UP, OIDC_REFUSED (by the provider),
  // OIDC_CODE, OIDC_PROVIDER, OIDC_TOKEN_…, OIDC_KEY_…
  Result<Person> finish(const LoginCallback& callback);

 private:
  struct Pending {
    std::string nonce, verifier;
    Time begun_at{};
  };
  struct Tokens {
    std::string id, access;
  };
  Result<Provider> provider();
  Result<Pending> take(const LoginCallback& callback);
  Result<Tokens> redeem(const Provider& provider, const std::string& code, const std::string& verifier) const;
  Person person(const nlohmann::json& claims) const;
  std::string random_text() const;

  const LoginSettings settings_;
  const Fetch fetch_;
  const Clock clock_;
  const crypto::RandomSource random_;
  KeyCache keys_;
  std::mutex mutex_; // of all below
  std::optional<Provider> provider_;
  std::map<std::string, Pending> pending_; // by state
};

} // namespace elicense::access
