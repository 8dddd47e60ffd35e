// SPDX-License-Identifier: Apache-2.0
#include "instance/ledger_keys.hpp"
#include "instance/files.hpp"
#include "ledger/policy_file.hpp"

namespace elicense::instance {
namespace {

constexpr const char *signing_key = "ledger", *blinding_key = "ledger-blinding";

} // namespace

Result<void> make_ledger_keys(const Config& config, const crypto::KeyStore& keys,
                              const crypto::RandomSource& random) {
  const bool development = config.profile == Profile::dev;
  const auto signing = crypto::Sm2PrivateKey::generate();
  if (auto put = keys.put(signing_key, signing, development, random); !put) return put;
  crypto::SecretBytes blinding(crypto::stored_secret_size);
  random(blinding.span());
  if (auto put = keys.put_secret(blinding_key, blinding, development, random); !put) return put;
  const auto key =
      ledger::NoteKey::make(config.ledger_origin(), signing.public_key(), ledger::Statement::checkpoint);
  if (!key) return key.error();
  return write_file(config.ledger_policy(), as_bytes(ledger::policy_of_log(*key)));
}

Result<LedgerKeys> open_ledger_keys(const crypto::KeyStore& keys) {
  auto signing = keys.get(signing_key);
  if (!signing) return signing.error();
  auto blinder = open_blinder(keys);
  if (!blinder) return blinder.error();
  return LedgerKeys{.signer = std::move(signing->signer), .blinder = *std::move(blinder)};
}

Result<ledger::Blinder> open_blinder(const crypto::KeyStore& keys) {
  auto blinding = keys.get_secret(blinding_key);
  if (!blinding) return blinding.error();
  return ledger::Blinder(*std::move(blinding));
}

} // namespace elicense::instance
