// SPDX-License-Identifier: Apache-2.0
// Associated data of every sealed value: a label, then table, row and column, each behind its size, and the
// key id.
#include "store/sqlite/keyring.hpp"
#include "crypto/hmac.hpp"

namespace elicense::store {
namespace {

constexpr std::int64_t first_index_key = 1, first_data_key = 2; // as 0005_personal_data.sql stores them

Bytes associated_data(const Place& place, std::int64_t key) {
  Bytes bytes = to_bytes("elicense field 1");
  for (const std::string_view part : {place.table, place.row, place.column})
    append_sized(bytes, as_bytes(part));
  append_number(bytes, static_cast<std::uint64_t>(key));
  return bytes;
}

std::string_view to_text(KeyPurpose purpose) {
  return purpose == KeyPurpose::index ? "index" : "data";
}

Bytes wrap(const crypto::SecretBytes& key, KeyPurpose purpose, std::int64_t id,
           const crypto::SecretBytes& master, const crypto::RandomSource& random) {
  const std::string row = std::to_string(id);
  return crypto::SealingKey(master).seal(key.view(),
                                         associated_data({"data_keys", row, to_text(purpose)}, id), random);
}

crypto::SecretBytes new_key(const crypto::RandomSource& random) {
  crypto::SecretBytes key(crypto::sealing_key_size);
  random(key.span());
  return key;
}

struct StoredKey {
  std::int64_t id = 0;
  KeyPurpose purpose = KeyPurpose::data;
  bool active = false;
  crypto::SecretBytes key;
};

// Those that are not destroyed. STORE_KEYS
Result<std::vector<StoredKey>> read_keys(Connection& connection, const crypto::SecretBytes& master) {
  std::vector<StoredKey> keys;
  const crypto::SealingKey opener(master);
  Statement row(connection, "SELECT id, purpose, state, wrapped FROM data_keys WHERE state <> 'destroyed'");
  while (row.next()) {
    const std::string id = row.text(0);
    auto key = opener.open(row.blob(3), associated_data({"data_keys", id, row.text(1)}, row.integer(0)));
    if (!key) return fail(ErrorKind::forbidden, "STORE_KEYS", "key " + id);
    const auto purpose = row.text(1) == to_text(KeyPurpose::index)
                             ? KeyPurpose::index
                             : KeyPurpose::data; // the schema allows no other
    keys.push_back({row.integer(0), purpose, row.text(2) == "active", *std::move(key)});
  }
  return keys;
}

// 证照编号 and holder codes as people type them.
std::string normalised(std::string_view value) {
  std::string plain;
  for (const char c : value)
    if (c != ' ' && c != '\t') plain += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return plain;
}

} // namespace

Error edited(std::string what) {
  return fail(ErrorKind::internal, "STORE_SEALED_FIELD", std::move(what));
}

Keyring Keyring::first(const Sealing& sealing) {
  Keyring keyring(sealing.random);
  keyring.index_key_ = new_key(sealing.random);
  keyring.data_keys_.emplace(first_data_key, new_key(sealing.random));
  keyring.active_ = first_data_key;
  return keyring;
}

Bytes Keyring::wrapped(KeyPurpose purpose, const crypto::SecretBytes& master) const {
  return purpose == KeyPurpose::index
             ? wrap(index_key_, purpose, first_index_key, master, random_)
             : wrap(data_keys_.at(first_data_key).key, purpose, first_data_key, master, random_);
}

Result<Keyring> Keyring::load(Connection& connection, const Sealing& sealing) {
  Keyring keyring(sealing.random);
  auto rows = read_keys(connection, sealing.master);
  if (!rows) return rows.error();
  for (StoredKey& row : *rows) {
    if (row.purpose == KeyPurpose::data) {
      keyring.data_keys_.emplace(row.id, std::move(row.key));
      if (row.active) keyring.active_ = row.id;
    } else if (row.active) {
      keyring.index_key_ = std::move(row.key);
    }
  }
  if (keyring.active_ == 0 || keyring.index_key_.size() == 0)
    return fail(ErrorKind::invalid, "STORE_KEYS", "no active key");
  return keyring;
}

Bytes Keyring::seal(const Place& place, ByteView value) const {
  return data_keys_.at(active_).sealing.seal(value, associated_data(place, active_), random_);
}

Result<crypto::SecretBytes> Keyring::open(const Place& place, std::int64_t key, ByteView sealed) const {
  const auto found = data_keys_.find(key);
  if (found == data_keys_.end()) return fail(ErrorKind::internal, "STORE_KEY_UNKNOWN", std::to_string(key));
  auto opened = found->second.sealing.open(sealed, associated_data(place, key));
  if (!opened) return edited(std::string(place.table) + "." + std::string(place.column));
  return opened;
}

crypto::Sm3Digest Keyring::digest(std::string_view kind, const std::vector<ByteView>& values) const {
  Bytes message;
  append_sized(message, as_bytes(kind));
  for (const ByteView value : values)
    append_sized(message, value);
  const auto digest = crypto::hmac_sm3(index_key_.view(), message);
  crypto::wipe(message);
  return digest;
}

crypto::Sm3Digest Keyring::index(std::string_view kind, std::string_view value) const {
  const std::string plain = normalised(value);
  return digest(kind, {as_bytes(plain)});
}

void add_key(Connection& connection, KeyPurpose purpose, const Sealing& sealing, std::int64_t at) {
  Statement(connection, "UPDATE data_keys SET state = 'retired' WHERE purpose = ? AND state = 'active'",
            to_text(purpose))
      .run();
  Statement last(connection, "SELECT max(id) FROM data_keys");
  last.next();
  const std::int64_t id = last.integer(0) + 1;
  const Bytes wrapped = wrap(new_key(sealing.random), purpose, id, sealing.master, sealing.random);
  Statement(connection,
            "INSERT INTO data_keys (id, purpose, state, wrapped, made_at) VALUES (?, ?, 'active', ?, ?)", id,
            to_text(purpose), wrapped, at)
      .run();
}

bool destroy_retired_keys(Connection& connection, KeyPurpose purpose, std::int64_t at) {
  Statement(connection,
            "UPDATE data_keys SET state = 'destroyed', wrapped = x'', destroyed_at = ? WHERE purpose = ? AND "
            "state = 'retired'",
            at, to_text(purpose))
      .run();
  return connection.changes() > 0;
}

Result<void> wrap_again(Connection& connection, const Sealing& sealing, const crypto::SecretBytes& master) {
  auto rows = read_keys(connection, sealing.master);
  if (!rows) return rows.error();
  for (const StoredKey& row : *rows)
    Statement(connection, "UPDATE data_keys SET wrapped = ? WHERE id = ?",
              wrap(row.key, row.purpose, row.id, master, sealing.random), row.id)
        .run();
  return {};
}

} // namespace elicense::store
