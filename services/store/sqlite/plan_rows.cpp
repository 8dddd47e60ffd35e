// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/plan_rows.hpp"
#include "store/sqlite/job_rows.hpp"
#include "store/sqlite/outbox_rows.hpp"

namespace elicense::store {
namespace {

using license::License;
using license::Plan;
using license::PlanOutcome;

// The live plan of this key, if there is one.
Result<std::optional<PlanOutcome>> earlier_plan(Connection& connection, const Keyring& keyring,
                                                const SealedPlan& plan) {
  Statement row(
      connection,
      "SELECT request_digest, state, identifier FROM plans WHERE idempotency_key = ? AND state <> 'voided'",
      plan.idempotency_key);
  if (!row.next()) return std::optional<PlanOutcome>{};
  if (row.digest(0) != plan.request_digest)
    return fail(ErrorKind::conflict, "IDEMPOTENCY_MISMATCH", "the key was used for another request");
  auto license = read_one_license(connection, keyring, "WHERE identifier = ?", row.text(2));
  if (!license) return license.error();
  const auto kind = row.text(1) == "done" ? PlanOutcome::Kind::done : PlanOutcome::Kind::open;
  return std::optional<PlanOutcome>(PlanOutcome{kind, *std::move(license)});
}

bool is_taken(Connection& connection, const License& license, const SealedLicense& sealed) {
  constexpr std::int64_t none = -1;
  const auto& place = license.status_place;
  Statement row(
      connection, "SELECT 1 FROM licenses WHERE identifier = ? OR reference = ? OR status_number = ?",
      license.identifier, sealed.reference_index, place ? static_cast<std::int64_t>(place->number) : none);
  return row.next();
}

void insert_plan(Connection& connection, const Plan& plan, const SealedPlan& sealed) {
  insert_license(connection, plan.license, sealed.license);
  Statement(connection,
            "INSERT INTO plans (idempotency_key, request_digest, identifier, planned_at, state, key_id, "
            "sealed_key, sealed_request) VALUES (?, ?, ?, ?, 'open', ?, ?, ?)",
            sealed.idempotency_key, sealed.request_digest, plan.license.identifier, seconds(plan.planned_at),
            sealed.license.key, sealed.sealed_key, sealed.sealed_request)
      .run();
}

Result<void> close_plan(Connection& connection, const std::string& identifier, std::string_view state,
                        Time at, const std::string& reason) {
  Statement(connection,
            "UPDATE plans SET state = ?, closed_at = ?, reason = nullif(?, '') WHERE identifier = ? AND "
            "state = 'open'",
            state, seconds(at), reason, identifier)
      .run();
  if (connection.changes() == 1) return {};
  return fail(ErrorKind::conflict, "PLAN_NOT_OPEN", identifier);
}

// What others are told. Of a license no more than its type and the digest of its document.
void tell_issued(Connection& connection, const License& license, Time at) {
  enqueue(connection, {.kind = std::string(notify::kind::license_issued),
                       .tenant = license.issuer_code,
                       .object = "/v1/licenses/" + license.identifier,
                       .at = at,
                       .data = {{"license_type", license.type_code},
                                {"state", license::to_text(license.registered_state)},
                                {"document_sm3", to_hex(license.document_digest)}}});
}

void tell_voided(Connection& connection, const std::string& identifier, const std::string& reason_code,
                 Time at) {
  Statement row(connection, "SELECT issuer_code FROM licenses WHERE identifier = ?", identifier);
  enqueue(connection, {.kind = std::string(notify::kind::plan_voided),
                       .tenant = row.next() ? row.text(0) : "",
                       .object = "/v1/licenses/" + identifier,
                       .at = at,
                       .data = {{"reason", reason_code}}});
}

// Judged on the license it is about as it is now; the plan's own, where none is replaced.
Result<void> insert_planned_transition(const TransitionWriter& writer, const Plan& plan) {
  if (!plan.ask) return {};
  auto& [connection, keyring, random] = writer;
  const license::TransitionKey key{plan.replaces, plan.idempotency_key, plan.request_digest};
  const auto used = transition_with_key(connection, keyring, key);
  if (!used) return used.error();
  const auto about = plan.replaces.empty() ? Result<License>(plan.license)
                                           : find_license(connection, keyring, plan.replaces);
  if (!about) return about.error();
  auto asked = plan.ask(*about);
  if (!asked) return asked.error();
  if (!plan.replaces.empty()) asked->transition.successor = plan.license.identifier;
  const auto inserted = insert_transition(writer, std::move(asked->transition), key);
  return inserted ? Result<void>() : Result<void>(inserted.error());
}

// The version before goes with the issue of the new one, as it was judged or not at all.
Result<void> replace_predecessor(const TransitionWriter& writer, const License& successor,
                                 const license::Mark& mark) {
  auto transition = transition_to(writer.connection, writer.keyring, successor.identifier);
  if (!transition) return transition.error();
  const auto predecessor = find_license(writer.connection, writer.keyring, transition->license);
  if (!predecessor) return predecessor.error();
  if (predecessor->revision != transition->revision)
    return fail(ErrorKind::conflict, "TRANSITION_RACED", predecessor->identifier);
  insert_mark(writer, *transition, mark);
  return {};
}

// A transfer in is made by the issue itself, whose leaf stands for both.
Result<void> make_own_transition(const TransitionWriter& writer, const License& license, Time at) {
  auto transitions = read_transitions(writer.connection, writer.keyring, license.identifier);
  if (!transitions) return transitions.error();
  for (license::Transition& transition : *transitions)
    insert_mark(writer, transition,
                {.status = license::TransitionStatus::made,
                 .at = at,
                 .effective_at = at,
                 .by = {},
                 .registered = license.registered_state,
                 .leaf = std::nullopt});
  return {};
}

} // namespace

SealedPlan seal_plan(const Keyring& keyring, const Plan& plan) {
  const auto seal = [&](std::string_view column, ByteView value) {
    return keyring.seal({"plans", plan.license.identifier, column}, value);
  };
  return {.idempotency_key = key_digest(keyring, plan.idempotency_key),
          .request_digest = request_digest(keyring, plan.request_digest),
          .sealed_key = seal("sealed_key", as_bytes(plan.idempotency_key)),
          .sealed_request = seal("sealed_request", plan.request_digest),
          .license = seal_license(keyring, plan.license)};
}

Result<PlanOutcome> plan_once(const TransitionWriter& writer, const Plan& plan, SealedPlan sealed) {
  auto earlier = earlier_plan(writer.connection, writer.keyring, sealed);
  if (!earlier) return earlier.error();
  if (*earlier) return **std::move(earlier);
  if (is_taken(writer.connection, plan.license, sealed.license))
    return fail(ErrorKind::conflict, "REGISTER_DUPLICATE", "the identifier or reference exists");
  if (sealed.license.key != writer.keyring.active())
    sealed = seal_plan(writer.keyring, plan); // a new key came meanwhile
  insert_plan(writer.connection, plan, sealed);
  if (auto inserted = insert_planned_transition(writer, plan); !inserted) return inserted.error();
  return PlanOutcome{PlanOutcome::Kind::recorded, plan.license};
}

Result<void> finish_plan(const TransitionWriter& writer, const License& license,
                         const SealedDocument& document, const ledger::Entry& leaf,
                         const std::optional<license::Mark>& mark) {
  Connection& connection = writer.connection;
  if (auto closed = close_plan(connection, license.identifier, "done", leaf.at, ""); !closed) return closed;
  Statement(connection,
            "UPDATE licenses SET state = ?, seal_id = ?, document_digest = ? WHERE identifier = ?",
            license::to_text(license.registered_state), license.seal_id, license.document_digest,
            license.identifier)
      .run();
  insert_document(connection, license.identifier, document);
  append_license_leaf(connection, license.identifier, leaf);
  tell_issued(connection, license, leaf.at);
  if (license.batch) count_issued(connection, license.batch->id);
  return mark ? replace_predecessor(writer, license, *mark) : make_own_transition(writer, license, leaf.at);
}

Result<void> void_plan_of(const TransitionWriter& writer, const std::string& identifier,
                          const std::string& reason_code, const ledger::Entry& leaf) {
  if (auto closed = close_plan(writer.connection, identifier, "voided", leaf.at, reason_code); !closed)
    return closed;
  append_license_leaf(writer.connection, identifier, leaf);
  tell_voided(writer.connection, identifier, reason_code, leaf.at);
  auto transition = transition_to(writer.connection, writer.keyring, identifier);
  if (!transition)
    return transition.error().code == "TRANSITION_NOT_FOUND" ? Result<void>()
                                                             : Result<void>(transition.error());
  insert_mark(writer, *transition,
              {.status = license::TransitionStatus::voided,
               .at = leaf.at,
               .effective_at = leaf.at,
               .by = {},
               .registered = {},
               .leaf = std::nullopt});
  return {};
}

} // namespace elicense::store
