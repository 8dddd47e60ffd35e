// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/holder_rows.hpp"
#include "crypto/split.hpp"
#include <algorithm>

namespace elicense::store {
namespace {

using license::Holder;

constexpr std::size_t parts_of_a_holder = 4;

struct StoredHolder {
  std::int64_t place = 0, key = 0;
  std::string code_type;
  Bytes content;
};

std::string id_of(std::string_view identifier, std::int64_t place) {
  return std::string(identifier) + '#' + std::to_string(place);
}

// In the order of other_holders_column, which wrote them.
std::optional<StoredHolder> stored_holder(std::string_view text) {
  const auto parts = split(text, "|");
  if (parts.size() != parts_of_a_holder) return std::nullopt;
  auto content = from_hex(parts[3]);
  if (!content) return std::nullopt;
  return StoredHolder{std::stoll(std::string(parts[0])), std::stoll(std::string(parts[2])),
                      std::string(parts[1]), *std::move(content)};
}

std::string json_of(const Holder& holder) { // as it is sealed
  return nlohmann::json{{"name", holder.name}, {"code", holder.code}}.dump();
}

Result<Holder> open_holder(const Keyring& keyring, std::string_view identifier, const StoredHolder& stored) {
  const std::string id = id_of(identifier, stored.place);
  const auto opened = keyring.open({"other_holders", id, "sealed"}, stored.key, stored.content);
  if (!opened) return opened.error();
  const auto json = nlohmann::json::parse(as_text(opened->view()));
  return Holder{json.at("name"), stored.code_type, json.at("code")};
}

} // namespace

const std::string_view other_holders_column =
    "CASE WHEN holders > 1 THEN (SELECT group_concat(o.place || '|' || o.code_type || '|' || o.key_id || '|' "
    "|| "
    "lower(hex(o.sealed)), ';') FROM other_holders AS o WHERE o.identifier = licenses.identifier) END";

crypto::Sm3Digest holder_index(const Keyring& keyring, std::string_view code_type, std::string_view code) {
  return keyring.index("holder " + std::string(code_type), code);
}

std::string other_holders_text(const license::License& license) {
  std::string text;
  for (const Holder& holder : license.other_holders)
    text += (text.empty() ? "" : "\n") + holder.code_type + ' ' + json_of(holder);
  return text;
}

std::vector<SealedHolder> seal_other_holders(const Keyring& keyring, const license::License& license) {
  std::vector<SealedHolder> sealed;
  for (const Holder& holder : license.other_holders) {
    std::string id = id_of(license.identifier, static_cast<std::int64_t>(sealed.size()) + 2);
    Bytes content = keyring.seal({"other_holders", id, "sealed"}, as_bytes(json_of(holder)));
    sealed.push_back({std::move(id), holder.code_type, holder_index(keyring, holder.code_type, holder.code),
                      std::move(content)});
  }
  return sealed;
}

void insert_holders(Connection& connection, std::string_view identifier, const crypto::Sm3Digest& principal,
                    const std::vector<SealedHolder>& others, std::int64_t key) {
  Statement(connection, "INSERT INTO holdings VALUES (?, last_insert_rowid())", principal).run();
  for (const SealedHolder& other : others)
    Statement(connection, "INSERT INTO holdings VALUES (?, last_insert_rowid())", other.index).run();
  std::int64_t place = 1;
  for (const SealedHolder& other : others)
    Statement(connection,
              "INSERT INTO other_holders (id, identifier, place, code_type, holder_index, key_id, sealed) "
              "VALUES (?, ?, ?, ?, ?, ?, ?)",
              other.id, identifier, ++place, other.code_type, other.index, key, other.content)
        .run();
}

Result<std::vector<Holder>> read_other_holders(const Keyring& keyring, std::string_view identifier,
                                               const std::string& column) {
  std::vector<Holder> holders;
  if (column.empty()) return holders;
  std::vector<StoredHolder> stored;
  for (const std::string_view text : split(column, ";")) {
    auto one = stored_holder(text);
    if (!one) return edited("other_holders");
    stored.push_back(*std::move(one));
  }
  std::ranges::sort(stored, {}, &StoredHolder::place);
  for (const StoredHolder& each : stored) {
    auto holder = open_holder(keyring, identifier, each);
    if (!holder) return holder.error();
    holders.push_back(*std::move(holder));
  }
  return holders;
}

void delete_holders(Connection& connection, std::string_view identifier, ByteView principal) {
  Statement(
      connection,
      "DELETE FROM holdings WHERE license = (SELECT sequence FROM licenses WHERE identifier = ?1) AND "
      "holder_index IN (SELECT ?2 UNION ALL SELECT holder_index FROM other_holders WHERE identifier = ?1)",
      identifier, principal)
      .run();
  Statement(connection, "DELETE FROM other_holders WHERE identifier = ?", identifier).run();
}

} // namespace elicense::store
