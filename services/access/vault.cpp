// SPDX-License-Identifier: Apache-2.0
#include "access/vault.hpp"

namespace elicense::access {
namespace {

crypto::SecretBytes derived(const crypto::SecretBytes& key, std::string_view purpose) {
  return crypto::SecretBytes(crypto::hmac_sm3(key.view(), as_bytes(purpose)));
}

Error changed(std::string_view where) {
  return fail(ErrorKind::unavailable, "ACCESS_ROW_CHANGED", std::string(where));
}

} // namespace

Vault::Vault(const crypto::SecretBytes& key, crypto::RandomSource random)
    : sealing_(derived(key, "elicense/access/secrets/v1")), rows_(derived(key, "elicense/access/rows/v1")),
      random_(std::move(random)) {
  if (key.size() != vault_key_size) throw std::invalid_argument("the key of services/access has 32 bytes");
}

Bytes Vault::seal(const crypto::SecretBytes& secret, std::string_view context) const {
  return sealing_.seal(secret.view(), as_bytes(context), random_);
}

Result<crypto::SecretBytes> Vault::open(ByteView sealed, std::string_view context) const {
  auto opened = sealing_.open(sealed, as_bytes(context));
  if (!opened) return changed(context);
  return opened;
}

crypto::Sm3Digest Vault::code(std::string_view table, std::initializer_list<ByteView> fields) const {
  Bytes message;
  append_sized(message, as_bytes(table));
  for (const ByteView field : fields)
    append_sized(message, field);
  return crypto::hmac_sm3(rows_.view(), message);
}

Result<void> Vault::check(std::string_view table, std::initializer_list<ByteView> fields,
                          ByteView code) const {
  if (crypto::equal_in_constant_time(this->code(table, fields), code)) return {};
  return changed(table);
}

} // namespace elicense::access
