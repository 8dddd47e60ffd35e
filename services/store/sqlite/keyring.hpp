// SPDX-License-Identifier: Apache-2.0
// The keys personal data stands under. Data keys seal values (SM4-CTR, then HMAC-SM3); an index key makes the
// digests by which they are found again. All are wrapped under a master secret that is not in the store.
#pragma once
#include "crypto/sm4.hpp"
#include "store/sqlite/connection.hpp"
#include <mutex>

namespace elicense::store {

// What a store is opened with: the master secret (32 bytes) and randomness for keys and nonces.
struct Sealing {
  crypto::SecretBytes master;
  crypto::RandomSource random;
};

// Where a sealed value stands: authenticated with it, so that none is taken for another's.
struct Place {
  std::string_view table, row, column;
};

Error edited(std::string what); // STORE_SEALED_FIELD: the row is not as we wrote it

enum class KeyPurpose { index, data };

class Keyring {
 public:
  static Keyring first(const Sealing& sealing); // new keys, not stored yet
  // As stored. STORE_KEYS: the master secret is not theirs, or none is active.
  static Result<Keyring> load(Connection& connection, const Sealing& sealing);

  std::int64_t active() const { return active_; }
  bool has(std::int64_t key) const { return data_keys_.contains(key); }
  Bytes seal(const Place& place, ByteView value) const; // under the active key
  // STORE_SEALED_FIELD: a changed byte, or a value of another place. STORE_KEY_UNKNOWN: destroyed meanwhile.
  Result<crypto::SecretBytes> open(const Place& place, std::int64_t key, ByteView sealed) const;

  // HMAC-SM3 over the kind and all values; the same values always give the same digest.
  crypto::Sm3Digest digest(std::string_view kind, const std::vector<ByteView>& values) const;
  // For exact match of codes and numbers, whatever their blanks and the case of their letters.
  crypto::Sm3Digest index(std::string_view kind, std::string_view value) const;

  Bytes wrapped(KeyPurpose purpose, const crypto::SecretBytes& master) const; // of the first keys

 private:
  struct DataKey {
    explicit DataKey(crypto::SecretBytes of) : key(std::move(of)), sealing(key) {}
    crypto::SecretBytes key;
    crypto::SealingKey sealing;
  };

  explicit Keyring(crypto::RandomSource random) : random_(std::move(random)) {}
  crypto::SecretBytes index_key_;
  std::map<std::int64_t, DataKey> data_keys_;
  std::int64_t active_ = 0;
  crypto::RandomSource random_;
};

// The keyring of now, replaced as a whole when a key is added or destroyed.
class Keys {
 public:
  explicit Keys(Keyring keyring) : now_(std::make_shared<const Keyring>(std::move(keyring))) {}
  std::shared_ptr<const Keyring> now() const {
    const std::lock_guard lock(mutex_);
    return now_;
  }
  void replace(Keyring keyring) {
    auto next = std::make_shared<const Keyring>(std::move(keyring));
    const std::lock_guard lock(mutex_);
    now_ = std::move(next);
  }

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<const Keyring> now_;
};

// A new key becomes the active one of its purpose; what it replaces is retired: a data key still opens what
// it sealed.
void add_key(Connection& connection, KeyPurpose purpose, const Sealing& sealing, std::int64_t at);
// Overwrites the retired keys of a purpose; false: there was none.
bool destroy_retired_keys(Connection& connection, KeyPurpose purpose, std::int64_t at);
// All keys that are not destroyed, wrapped under another master secret. STORE_KEYS
Result<void> wrap_again(Connection& connection, const Sealing& sealing, const crypto::SecretBytes& master);

} // namespace elicense::store
