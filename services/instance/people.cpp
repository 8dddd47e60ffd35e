// SPDX-License-Identifier: Apache-2.0
#include "instance/people.hpp"

#include "crypto/hmac.hpp"

namespace elicense::instance {

namespace {

Result<crypto::SecretBytes> secret_of(const crypto::KeyStore& keys, bool development) {
  auto secret = keys.get_secret(access_secret);
  if (secret || secret.error().code != "KEY_NOT_FOUND") return secret;
  crypto::SecretBytes made(crypto::stored_secret_size);
  crypto::system_random(made.span());
  if (auto put = keys.put_secret(access_secret, made, development, crypto::system_random); !put)
    return put.error();
  return made;
}

} // namespace

Result<std::unique_ptr<access::Register>> open_people(store::SqliteRegister& store,
                                                      const crypto::KeyStore& keys, bool development) {
  const auto secret = secret_of(keys, development);
  if (!secret) return secret.error();
  const crypto::SecretBytes blinding(crypto::hmac_sm3(secret->view(), as_bytes("elicense/access/ledger/v1")));
  return store.open_access(access::Vault(*secret, crypto::system_random), ledger::Blinder(blinding.clone()));
}

} // namespace elicense::instance
