// SPDX-License-Identifier: Apache-2.0
// Copies as rows, their leaves in the same transaction.
#include "store/sqlite/copy_rows.hpp"
#include "store/sqlite/ledger_rows.hpp"
#include "store/sqlite/license_rows.hpp"
#include "store/sqlite/opening.hpp"
#include "store/sqlite/outbox_rows.hpp"
#include "store/sqlite/transition_rows.hpp"

namespace elicense::store {
namespace {

using license::Copy;
using license::CopyKey;
using license::LeafedCopy;
using Copies = std::vector<Copy>;

// Key and request as well: under another index key their digests are made again.
nlohmann::json sealed_part(const Copy& copy, const CopyKey& key) {
  return {{"reference", copy.reference}, {"total", copy.total},
          {"purpose", copy.purpose},     {"by", copy.made_by},
          {"key", key.idempotency_key},  {"request", to_hex(key.request_digest)}};
}

Result<Copies> read_copies(const Keyring& keyring, Statement& row) {
  Copies copies;
  while (row.next()) {
    auto copy = read_copy(keyring, row);
    if (!copy) return copy.error();
    copies.push_back(*std::move(copy));
  }
  return copies;
}

struct KeyedOrder { // key and request may have been made out of a number of a person
  const CopyKey& plain;
  std::string key; // hex
  crypto::Sm3Digest request{};
};

KeyedOrder keyed(const Keyring& keyring, const CopyKey& key) {
  const std::string request = to_hex(key.request_digest);
  return {key, key_digest(keyring, key.idempotency_key),
          keyring.digest("request_digest", {as_bytes(request)})};
}

// None: the key was not used before.
Result<Copies> earlier_copies(Connection& connection, const Keyring& keyring, const KeyedOrder& order) {
  {
    Statement row(connection, std::string(select_copy) + "WHERE idempotency_key = ? LIMIT 1", order.key);
    if (row.next() && row.digest(request_of_copy) != order.request)
      return fail(ErrorKind::conflict, "IDEMPOTENCY_MISMATCH", "the key was used for another request");
  }
  Statement row(connection, std::string(select_copy) + "WHERE idempotency_key = ? ORDER BY sequence",
                order.key);
  return read_copies(keyring, row);
}

std::int64_t last_number(Connection& connection, const CopyKey& key) {
  Statement row(connection,
                "SELECT ifnull(max(number), 0) FROM license_copies WHERE identifier = ? AND kind = ?",
                key.license, license::to_text(key.kind));
  row.next();
  return row.integer(0);
}

Copy insert_copy(Connection& connection, const Keyring& keyring, const KeyedOrder& order, LeafedCopy made) {
  Copy& copy = made.copy;
  const auto leaf = static_cast<std::int64_t>(append_entry(connection, made.leaf));
  copy.leaf = static_cast<std::uint64_t>(leaf);
  const std::string id = id_of(copy), content = sealed_part(copy, order.plain).dump();
  Statement(
      connection,
      "INSERT INTO license_copies (id, identifier, kind, number, made_at, idempotency_key, request_digest, "
      "reference, key_id, sealed, leaf) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      id, copy.license, license::to_text(copy.kind), copy.number, seconds(copy.made_at), order.key,
      order.request, reference_index(keyring, copy.reference), keyring.active(),
      keyring.seal({"license_copies", id, "sealed"}, as_bytes(content)), leaf)
      .run();
  return copy;
}

// One event for each order.
void tell(Connection& connection, const license::License& license, const Copies& made) {
  std::vector<std::int64_t> numbers;
  for (const Copy& copy : made)
    numbers.push_back(copy.number);
  enqueue(connection, {.kind = std::string(notify::kind::copies_made),
                       .tenant = license.issuer_code,
                       .object = "/v1/licenses/" + license.identifier,
                       .at = made.front().made_at,
                       .data = {{"license_type", license.type_code},
                                {"kind", license::to_text(made.front().kind)},
                                {"numbers", numbers}}});
}

Result<Copies> order_once(Connection& connection, const Keyring& keyring, const CopyKey& key,
                          const license::MakeCopies& make) {
  const KeyedOrder order = keyed(keyring, key);
  auto copies = earlier_copies(connection, keyring, order);
  if (!copies || !copies->empty()) return copies;
  const auto license = find_license(connection, keyring, key.license);
  if (!license) return license.error();
  auto made = make(*license, last_number(connection, key));
  if (!made) return made.error();
  for (LeafedCopy& each : *made)
    copies->push_back(insert_copy(connection, keyring, order, std::move(each)));
  tell(connection, *license, *copies);
  return copies;
}

} // namespace

Result<Copies> SqliteRegister::record_copies(const CopyKey& key, const license::MakeCopies& make) {
  return parts_->write<Copies>([&](Connection& connection, const Keyring& keyring) {
    return order_once(connection, keyring, key, make);
  });
}

Result<Copies> SqliteRegister::copies(std::string_view license) {
  return parts_->read<Copies>([&](Connection& connection, const Keyring& keyring) {
    Statement row(connection, std::string(select_copy) + "WHERE identifier = ? ORDER BY sequence", license);
    return read_copies(keyring, row);
  });
}

Result<Copy> SqliteRegister::find_copy(std::string_view reference) {
  return parts_->read<Copy>([&](Connection& connection, const Keyring& keyring) -> Result<Copy> {
    Statement row(connection, std::string(select_copy) + "WHERE reference = ?",
                  reference_index(keyring, reference));
    if (!row.next()) return fail(ErrorKind::not_found, "COPY_NOT_FOUND");
    return read_copy(keyring, row);
  });
}

} // namespace elicense::store
