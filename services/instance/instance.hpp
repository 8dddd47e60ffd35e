// SPDX-License-Identifier: Apache-2.0
// One instance, opened: every object of the house, wired. Objects die in reverse order.
#pragma once
#include "access/administration.hpp"
#include "access/authenticator.hpp"
#include "access/authorization.hpp"
#include "access/harvest.hpp"
#include "instance/config.hpp"
#include "license/issue.hpp"
#include "verify/engine.hpp"

namespace elicense::store {
class SqliteRegister;
} // namespace elicense::store

namespace elicense::instance {

using AskPassphrase = std::function<Result<crypto::SecretBytes>()>;

class Instance {
 public:
  // CONFIG_…, KEY_…, TRUST_STORE_UNREADABLE, TRUST_DEVELOPMENT_ANCHOR (profile is not dev), SEAL_…,
  // TYPE_INVALID, STORE_…
  static Result<std::unique_ptr<Instance>> open(const std::filesystem::path& folder,
                                                const AskPassphrase& ask);

  const Config& config() const { return config_; }
  const license::TypeCatalogue& types() const { return types_; }
  license::Register& licenses() { return *licenses_; }
  const seal::Cabinet& seals() const { return seals_; }
  const seal::Sealer& sealer() const { return *sealer_; }
  license::Issuer& issuer() { return *issuer_; }
  const verify::Engine& engine() const { return *engine_; }
  const face::Fonts& fonts() const { return *fonts_; }
  const crypto::TrustStore& trust() const { return *trust_; }
  const crypto::KeyStore& keys() const { return keys_; }
  access::Register& people() { return *people_; }
  access::Administration& administration() { return *administration_; }
  access::Authenticator& authenticator() { return *authenticator_; }
  const access::AuthorizationTable& authorization() const { return authorization_; }
  const access::HarvestRules& harvest_rules() const { return harvest_rules_; }

 private:
  Instance(Config config, crypto::KeyStore keys, license::TypeCatalogue types, seal::Cabinet seals);
  Result<void> load_trust();
  Result<crypto::TimestampSource> open_timestamp_authority() const;
  Result<void> wire();
  Result<void> wire_access(store::SqliteRegister& store);

  Config config_;
  crypto::KeyStore keys_;
  license::TypeCatalogue types_;
  seal::Cabinet seals_;
  std::shared_ptr<const face::Fonts> fonts_;
  std::shared_ptr<const crypto::TrustStore> trust_;
  access::AuthorizationTable authorization_;
  access::HarvestRules harvest_rules_;
  std::unique_ptr<license::Register> licenses_;
  std::unique_ptr<access::Register> people_;
  std::unique_ptr<access::Administration> administration_;
  std::unique_ptr<access::Authenticator> authenticator_;
  std::unique_ptr<seal::Sealer> sealer_;
  std::unique_ptr<verify::Engine> engine_;
  std::unique_ptr<license::Issuer> issuer_;
};

} // namespace elicense::instance
