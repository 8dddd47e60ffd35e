// SPDX-License-Identifier: Apache-2.0
// The life of licenses in the register: what is decided there is judged in the writer's turn.
#include "license/identifier.hpp"
#include "store/sqlite/license_rows.hpp"
#include "store/sqlite/opening.hpp"
#include "store/sqlite/transition_rows.hpp"
#include "store/sqlite/write_each.hpp"

namespace elicense::store {
namespace {

using license::Transition;

Result<Transition> ask_once(const TransitionWriter& writer, const license::TransitionKey& key,
                            const license::Ask& ask) {
  auto& [connection, keyring, random] = writer;
  auto earlier = transition_with_key(connection, keyring, key);
  if (!earlier) return earlier.error();
  if (*earlier) return **std::move(earlier);
  const auto found = find_license(connection, keyring, key.license);
  if (!found) return found.error();
  auto asked = ask(*found);
  if (!asked) return asked.error();
  auto transition = insert_transition(writer, std::move(asked->transition), key);
  if (transition && asked->mark) insert_mark(writer, *transition, *asked->mark);
  return transition;
}

Result<Transition> mark_once(const TransitionWriter& writer, std::string_view license, std::int64_t number,
                             const license::Judge& judge) {
  auto& [connection, keyring, random] = writer;
  const auto found = find_license(connection, keyring, license);
  if (!found) return found.error();
  auto transition = read_transition(connection, keyring, license, number);
  if (!transition) return transition;
  const auto mark = judge(*found, *transition);
  if (!mark) return mark.error();
  insert_mark(writer, *transition, *mark);
  return transition;
}

// The part of an identifier before its version.
std::string serial_part(std::string_view identifier) {
  const std::size_t check = identifier.rfind('.');
  return std::string(identifier.substr(0, identifier.rfind('.', check - 1)));
}

Result<bool> is_disputed_by(Connection& connection, const Keyring& keyring, const license::Holder& holder,
                            std::string_view identifier) {
  Statement row(connection,
                "SELECT id, key_id, sealed FROM corrections WHERE holder_index = ? AND state = 'open'",
                holder_index(keyring, holder.code_type, holder.code));
  while (row.next()) {
    const auto opened = keyring.open({"corrections", row.text(0), "sealed"}, row.integer(1), row.blob(2));
    if (!opened) return opened.error();
    if (nlohmann::json::parse(as_text(opened->view())).at("license") == identifier) return true;
  }
  return false;
}

} // namespace

Result<Transition> SqliteRegister::record_transition(const license::TransitionKey& key,
                                                     const license::Ask& ask) {
  return parts_->write<Transition>([&](Connection& connection, const Keyring& keyring) {
    return ask_once({connection, keyring, parts_->sealing->random}, key, ask);
  });
}

std::vector<Result<Transition>>
SqliteRegister::record_transitions(std::span<const license::TransitionKey> keys, const license::Ask& ask) {
  return write_each<Transition>(*parts_, keys.size(), [&](Connection& connection, std::size_t i) {
    const auto keyring = parts_->keys->now();
    return ask_once({connection, *keyring, parts_->sealing->random}, keys[i], ask);
  });
}

Result<Transition> SqliteRegister::mark_transition(std::string_view license, std::int64_t number,
                                                   const license::Judge& judge) {
  return parts_->write<Transition>([&](Connection& connection, const Keyring& keyring) {
    return mark_once({connection, keyring, parts_->sealing->random}, license, number, judge);
  });
}

Result<std::vector<Transition>> SqliteRegister::transitions(std::string_view license) {
  using Transitions = std::vector<Transition>;
  return parts_->read<Transitions>([&](Connection& connection, const Keyring& keyring) {
    return read_transitions(connection, keyring, license);
  });
}

Result<int> SqliteRegister::last_version(std::string_view identifier) {
  return parts_->readers.read<int>([&](Connection& connection) -> Result<int> {
    const std::string serial = serial_part(identifier);
    Statement row(
        connection,
        "SELECT identifier FROM licenses WHERE identifier > ? AND identifier < ? ORDER BY identifier "
        "DESC LIMIT 1",
        serial + ".", serial + "/"); // '/' follows '.'
    if (!row.next()) return fail(ErrorKind::not_found, "LICENSE_NOT_FOUND");
    const auto last = license::Identifier::parse(row.text(0));
    if (!last) return last.error();
    return last->version;
  });
}

// Found by the holders' indexes; few are open at once.
Result<bool> SqliteRegister::is_disputed(const license::License& license) {
  return parts_->read<bool>([&](Connection& connection, const Keyring& keyring) -> Result<bool> {
    for (const license::Holder& holder : license.holders()) {
      auto disputed = is_disputed_by(connection, keyring, holder, license.identifier);
      if (!disputed || *disputed) return disputed;
    }
    return false;
  });
}

} // namespace elicense::store
