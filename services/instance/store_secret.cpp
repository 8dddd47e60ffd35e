// SPDX-License-Identifier: Apache-2.0
#include "instance/store_secret.hpp"

#include "instance/own_keys.hpp"

namespace elicense::instance {
namespace {

constexpr const char* next_secret = "store-next"; // of a renewal that is under way

Result<std::unique_ptr<store::SqliteRegister>> open_with(const Config& config,
                                                         const crypto::SecretBytes& master) {
  return store::SqliteRegister::open(config.database(), {master.clone(), crypto::system_random});
}

Result<void> take_over(const Config& config, const crypto::KeyStore& keys, const crypto::SecretBytes& next) {
  const bool development = config.profile == Profile::dev;
  return keys.replace_secret(Config::store_secret, next, development, crypto::system_random);
}

// The next secret either fits the store already, or nothing stands under it.
Result<std::unique_ptr<store::SqliteRegister>> end_renewal(const Config& config, const crypto::KeyStore& keys,
                                                           const crypto::SecretBytes& master,
                                                           const crypto::SecretBytes& next) {
  auto opened = open_with(config, master);
  if (!opened && opened.error().code == "STORE_KEYS") {
    opened = open_with(config, next);
    if (!opened) return opened;
    if (auto taken = take_over(config, keys, next); !taken) return taken.error();
  }
  if (!opened) return opened;
  if (auto removed = keys.remove(next_secret); !removed) return removed.error();
  return opened;
}

} // namespace

Result<std::unique_ptr<store::SqliteRegister>> open_register(const Config& config,
                                                             const crypto::KeyStore& keys) {
  const auto master = own_secret(config, keys, Config::store_secret);
  if (!master) return master.error();
  const auto next = keys.get_secret(next_secret);
  if (next) return end_renewal(config, keys, *master, *next);
  if (!is_absent(next.error())) return next.error();
  return open_with(config, *master);
}

Result<std::vector<crypto::SecretBytes>> store_secrets(const crypto::KeyStore& keys) {
  std::vector<crypto::SecretBytes> secrets;
  for (const char* const name : {Config::store_secret, next_secret}) {
    auto secret = keys.get_secret(name);
    if (secret)
      secrets.push_back(*std::move(secret));
    else if (name == Config::store_secret || !is_absent(secret.error()))
      return secret.error();
  }
  return secrets;
}

Result<void> renew_store_secret(const Config& config, const crypto::KeyStore& keys,
                                privacy::KeyRotation& rotation, const ledger::Blinder& blinder, Time now) {
  const auto next = own_secret(config, keys, next_secret);
  if (!next) return next.error();
  if (auto renewed = rotation.renew_master(*next, now, blinder); !renewed) return renewed;
  if (auto taken = take_over(config, keys, *next); !taken) return taken;
  return keys.remove(next_secret);
}

} // namespace elicense::instance
