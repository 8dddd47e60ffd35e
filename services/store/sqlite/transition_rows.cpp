// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/transition_rows.hpp"
#include "store/sqlite/license_rows.hpp"
#include "store/sqlite/life_columns.hpp"
#include "store/sqlite/outbox_rows.hpp"

namespace elicense::store {
namespace {

using license::Mark;
using license::Transition;
using license::TransitionStatus;

constexpr std::int64_t no_leaf = -1;

constexpr std::string_view select_transition =
    "SELECT sequence, id, identifier, number, name, from_state, to_state, reaches_back, asked_at, "
    "effective_on, revision, ifnull(successor, ''), key_id, sealed, request_digest FROM transitions ";

Bytes sealed_reasons(const Keyring& keyring, const Transition& transition) {
  const nlohmann::json json{{"asked_by", transition.asked_by},
                            {"reason", transition.reason},
                            {"legal_basis", transition.legal_basis},
                            {"origin", transition.origin}};
  return keyring.seal({"transitions", transition.id, "sealed"}, as_bytes(json.dump()));
}

std::int64_t next_number(Connection& connection, const std::string& license) {
  Statement row(connection, "SELECT ifnull(max(number), 0) + 1 FROM transitions WHERE identifier = ?",
                license);
  row.next();
  return row.integer(0);
}

std::int64_t sequence_of(Connection& connection, const Transition& transition) {
  Statement row(connection, "SELECT sequence FROM transitions WHERE identifier = ? AND number = ?",
                transition.license, transition.number);
  row.next();
  return row.integer(0);
}

void apply(const Mark& mark, const std::string& by, Transition& transition) {
  transition.status = mark.status;
  if (mark.status != TransitionStatus::made) {
    transition.ended_at = mark.at;
    transition.ended_by = by;
    return;
  }
  transition.made_at = mark.at;
  transition.effective_at = mark.effective_at;
  transition.approved_by = by;
}

Result<void> read_marks(Connection& connection, const Keyring& keyring, std::int64_t sequence,
                        Transition& transition) {
  Statement row(
      connection,
      "SELECT id, kind, at, effective_at, key_id, sealed FROM transition_marks WHERE transition = ? "
      "ORDER BY sequence",
      sequence);
  while (row.next()) {
    const auto by = keyring.open({"transition_marks", row.text(0), "sealed"}, row.integer(4), row.blob(5));
    if (!by) return by.error();
    apply({.status = status_of(row.text(1)),
           .at = time_of(row.integer(2)),
           .effective_at = time_of(row.integer(3)),
           .by = {},
           .registered = {},
           .leaf = std::nullopt},
          std::string(as_text(by->view())), transition);
  }
  return {};
}

Result<Transition> read_row(Connection& connection, const Keyring& keyring, const Statement& row) {
  Transition transition;
  transition.id = row.text(1);
  transition.license = row.text(2);
  transition.number = row.integer(3);
  transition.name = row.text(4);
  transition.from = state_of(row.text(5));
  transition.to = state_of(row.text(6));
  transition.reaches_back = row.integer(7) != 0;
  transition.asked_at = time_of(row.integer(8));
  transition.effective_on = row.text(9);
  transition.revision = row.integer(10);
  transition.successor = row.text(11);
  const auto opened = keyring.open({"transitions", transition.id, "sealed"}, row.integer(12), row.blob(13));
  if (!opened) return opened.error();
  const auto json = nlohmann::json::parse(as_text(opened->view()));
  transition.asked_by = json.at("asked_by");
  transition.reason = json.at("reason");
  transition.legal_basis = json.at("legal_basis");
  transition.origin = json.at("origin");
  if (auto read = read_marks(connection, keyring, row.integer(0), transition); !read) return read.error();
  return transition;
}

template <class... Values>
Result<Transition> read_one(Connection& connection, const Keyring& keyring, const std::string& condition,
                            const Values&... values) {
  Statement row(connection, std::string(select_transition) + condition, values...);
  if (!row.next()) return fail(ErrorKind::not_found, "TRANSITION_NOT_FOUND");
  return read_row(connection, keyring, row);
}

// What others are told: neither who nor why.
void tell(Connection& connection, const Transition& transition, const Mark& mark) {
  Statement row(connection, "SELECT type_code, issuer_code FROM licenses WHERE identifier = ?",
                transition.license);
  row.next();
  enqueue(connection, {.kind = std::string(notify::kind::license_state_changed),
                       .tenant = row.text(1),
                       .object = "/v1/licenses/" + transition.license,
                       .at = mark.at,
                       .data = {{"license_type", row.text(0)},
                                {"transition", transition.name},
                                {"status", license::to_text(mark.status)},
                                {"state", license::to_text(mark.registered)},
                                {"effective_at", to_rfc3339(mark.effective_at)}}});
}

} // namespace

TransitionStatus status_of(std::string_view kind) {
  if (kind == "made") return TransitionStatus::made;
  return kind == "withdrawn" ? TransitionStatus::withdrawn : TransitionStatus::voided;
}

std::string key_digest(const Keyring& keyring, std::string_view idempotency_key) {
  return to_hex(keyring.digest("idempotency_key", {as_bytes(idempotency_key)}));
}

crypto::Sm3Digest request_digest(const Keyring& keyring, const crypto::Sm3Digest& request) {
  return keyring.digest("request_digest", {request});
}

Result<Transition> insert_transition(const TransitionWriter& writer, Transition transition,
                                     const license::TransitionKey& key) {
  const Keyring& keyring = writer.keyring;
  const auto seal = [&](std::string_view column, ByteView value) {
    return keyring.seal({"transitions", transition.id, column}, value);
  };
  transition.number = next_number(writer.connection, transition.license);
  if (transition.number > static_cast<std::int64_t>(license::max_transitions))
    return fail(ErrorKind::conflict, "TRANSITION_LIMIT");
  Statement(
      writer.connection,
      "INSERT INTO transitions (id, identifier, number, idempotency_key, request_digest, name, from_state, "
      "to_state, reaches_back, asked_at, effective_on, revision, successor, key_id, sealed, sealed_key, "
      "sealed_request) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, nullif(?, ''), ?, ?, ?, ?)",
      transition.id, transition.license, transition.number, key_digest(keyring, key.idempotency_key),
      request_digest(keyring, key.request_digest), transition.name, license::to_text(transition.from),
      license::to_text(transition.to), std::int64_t{transition.reaches_back}, seconds(transition.asked_at),
      transition.effective_on, transition.revision, transition.successor, keyring.active(),
      sealed_reasons(keyring, transition), seal("sealed_key", as_bytes(key.idempotency_key)),
      seal("sealed_request", key.request_digest))
      .run();
  return transition;
}

void insert_mark(const TransitionWriter& writer, Transition& transition, const Mark& mark) {
  auto& [connection, keyring, random] = writer;
  std::int64_t leaf = no_leaf;
  if (mark.leaf) {
    leaf = append_license_leaf(connection, transition.license, *mark.leaf);
    Statement(connection, "UPDATE licenses SET state = ? WHERE identifier = ?",
              license::to_text(mark.registered), transition.license)
        .run();
    tell(connection, transition, mark);
  }
  const std::string id = crypto::random_id(random);
  const auto kind = license::to_text(mark.status);
  const auto fingerprint = fingerprint_of(keyring, {.license = transition.license,
                                                    .name = transition.name,
                                                    .kind = kind,
                                                    .from = license::to_text(transition.from),
                                                    .to = license::to_text(transition.to),
                                                    .successor = transition.successor,
                                                    .number = transition.number,
                                                    .reaches_back = transition.reaches_back,
                                                    .effective_at = seconds(mark.effective_at)});
  Statement(connection,
            "INSERT INTO transition_marks (id, transition, kind, at, effective_at, leaf, fingerprint, "
            "key_id, sealed) "
            "VALUES (?, ?, ?, ?, ?, nullif(?, -1), ?, ?, ?)",
            id, sequence_of(connection, transition), kind, seconds(mark.at), seconds(mark.effective_at), leaf,
            fingerprint, keyring.active(),
            keyring.seal({"transition_marks", id, "sealed"}, as_bytes(mark.by)))
      .run();
  apply(mark, mark.by, transition);
}

Result<std::optional<Transition>> transition_with_key(Connection& connection, const Keyring& keyring,
                                                      const license::TransitionKey& key) {
  Statement row(connection,
                std::string(select_transition) +
                    "AS t WHERE idempotency_key = ? AND NOT EXISTS (SELECT 1 FROM transition_marks WHERE "
                    "transition = t.sequence AND kind = 'voided')",
                key_digest(keyring, key.idempotency_key));
  if (!row.next()) return std::optional<Transition>{};
  if (row.digest(14) != request_digest(keyring, key.request_digest))
    return fail(ErrorKind::conflict, "IDEMPOTENCY_MISMATCH");
  auto transition = read_row(connection, keyring, row);
  if (!transition) return transition.error();
  return std::optional<Transition>(*std::move(transition));
}

Result<std::vector<Transition>> read_transitions(Connection& connection, const Keyring& keyring,
                                                 std::string_view license) {
  std::vector<Transition> transitions;
  Statement row(connection, std::string(select_transition) + "WHERE identifier = ? ORDER BY number", license);
  while (row.next()) {
    auto transition = read_row(connection, keyring, row);
    if (!transition) return transition.error();
    transitions.push_back(*std::move(transition));
  }
  return transitions;
}

Result<Transition> read_transition(Connection& connection, const Keyring& keyring, std::string_view license,
                                   std::int64_t number) {
  return read_one(connection, keyring, "WHERE identifier = ? AND number = ?", license, number);
}

Result<Transition> transition_to(Connection& connection, const Keyring& keyring, std::string_view successor) {
  return read_one(connection, keyring, "WHERE successor = ?", successor);
}

Result<Transition> transition_in_row(Connection& connection, const Keyring& keyring, std::int64_t sequence) {
  return read_one(connection, keyring, "WHERE sequence = ?", sequence);
}

} // namespace elicense::store
