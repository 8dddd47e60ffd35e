// SPDX-License-Identifier: Apache-2.0
// A small identity provider with synthetic persons, to develop and test against: anybody may arrive as any of
// them. Signs with SM2 under our name for it. Never run outside the dev profile (DEV_PROVIDER_PROFILE).
#pragma once
#include "access/oidc_provider.hpp"
#include "crypto/random.hpp"
#include "crypto/signer.hpp"
#include "crypto/time.hpp"
#include <map>
#include <mutex>

namespace elicense::access {

struct SyntheticPerson {
  std::string_view subject, name, code_type, code;
};
std::span<const SyntheticPerson> synthetic_persons(); // identity numbers that no authority gives out

class DevelopmentProvider {
 public:
  using Query = std::multimap<std::string, std::string, std::less<>>;

  DevelopmentProvider(std::string issuer, std::string client_id, std::string redirect_uri,
                      std::shared_ptr<const crypto::Signer> key, Clock clock, crypto::RandomSource random);

  std::string discovery() const;
  std::string keys() const;
  // Where the browser goes next, once `person` says who is there. DEV_PROVIDER_REQUEST: another client or
  // redirect URI, no code flow, no PKCE with S256, no state or nonce, no such person
  Result<std::string> authorize(const Query& query);
  // The tokens, for a code that was not used yet, its redirect URI and its verifier. DEV_PROVIDER_GRANT
  Result<std::string> redeem(const Query& form);

 private:
  struct Grant {
    const SyntheticPerson* person;
    std::string nonce, challenge;
    Time given_at;
  };
  Result<Grant> take(const Query& form);
  std::string id_token(const Grant& grant, std::string_view access_token) const;
  std::string signed_token(const std::string& payload) const;

  const std::string issuer_, client_id_, redirect_uri_;
  const std::shared_ptr<const crypto::Signer> key_;
  const Clock clock_;
  const crypto::RandomSource random_;
  std::mutex mutex_;                    // of the grants
  std::map<std::string, Grant> grants_; // by code
};

} // namespace elicense::access
