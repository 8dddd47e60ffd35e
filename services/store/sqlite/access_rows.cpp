// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/access_rows.hpp"

#include "store/sqlite/license_rows.hpp"

namespace elicense::store {
namespace {

using namespace access;

// A column's value as bytes, for the code of its row.
class Field {
 public:
  explicit Field(std::string_view text) : view_(as_bytes(text)) {}
  explicit Field(ByteView blob) : view_(blob) {}
  explicit Field(std::int64_t number) : view_(number_) {
    for (std::uint8_t& byte : number_) {
      byte = static_cast<std::uint8_t>(number);
      number >>= 8;
    }
  }
  Field(const Field&) = delete;
  Field& operator=(const Field&) = delete;
  ByteView view() const { return view_; }

 private:
  std::array<std::uint8_t, 8> number_{};
  ByteView view_;
};

template <class... Values>
void put(const Vault& vault, Connection& connection, std::string_view table, std::string_view sql,
         const Values&... values) {
  const crypto::Sm3Digest code = vault.code(table, {Field(values).view()...});
  Statement(connection, sql, values..., ByteView(code)).run();
}

template <class... Values>
Result<void> check(const Vault& vault, std::string_view table, const Bytes& code, const Values&... values) {
  return vault.check(table, {Field(values).view()...}, code);
}

Error unreadable(std::string_view table) {
  return fail(ErrorKind::unavailable, "ACCESS_ROW_CHANGED", std::string(table));
}

// The columns of a row, once, for writing and for checking.
template <class Take> auto with_columns(const Party& party, const Take& take) {
  return take(party.id, to_text(party.kind), party.tenant, party.name, party.subject,
              std::int64_t{party.disabled}, to_text(party.roles), party.scopes.text(),
              seconds(party.created_at));
}

template <class Take> auto with_columns(const Session& session, ByteView sealed_holder, const Take& take) {
  return take(ByteView(session.digest), session.party, session.key_id, to_text(session.roles), sealed_holder,
              seconds(session.issued_at), seconds(session.expires_at), seconds(session.last_used));
}

std::string context_of(const std::string& key_id) {
  return "credentials/material/" + key_id;
}

std::string context_of(const crypto::Sm3Digest& session) {
  return "sessions/holder/" + to_hex(session);
}

// Type and code, which has no newline; nothing when nobody is a holder.
Bytes seal_holder(const Vault& vault, const Session& session) {
  if (session.holder.empty()) return {};
  const crypto::SecretBytes text(as_bytes(session.holder.code_type + "\n" + session.holder.code));
  return vault.seal(text, context_of(session.digest));
}

Result<access::HolderCode> open_holder(const Vault& vault, ByteView sealed,
                                       const crypto::Sm3Digest& session) {
  if (sealed.empty()) return access::HolderCode{};
  const auto opened = vault.open(sealed, context_of(session));
  if (!opened) return opened.error();
  const std::string_view text = as_text(opened->view());
  const std::size_t end = text.find('\n');
  if (end == std::string_view::npos) return unreadable("sessions");
  return access::HolderCode{std::string(text.substr(0, end)), std::string(text.substr(end + 1))};
}

} // namespace

void AccessRows::write(Connection& connection, const Tenant& tenant) const {
  put(vault_, connection, "tenants", "INSERT INTO tenants VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
      tenant.code, tenant.name);
}

void AccessRows::write(Connection& connection, const Party& party) const {
  with_columns(party, [&](const auto&... values) {
    put(vault_, connection, "parties",
        "INSERT INTO parties VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET "
        "disabled = excluded.disabled, roles = excluded.roles, scopes = excluded.scopes, code_of_row = "
        "excluded.code_of_row",
        values...);
  });
}

// A secret is sealed anew with every write.
void AccessRows::write(Connection& connection, const Credential& credential) const {
  const bool secret = credential.kind == KeyKind::hmac_sm3;
  const Bytes material = secret ? vault_.seal(credential.material, context_of(credential.key_id))
                                : to_bytes(credential.material.view());
  put(vault_, connection, "credentials",
      "INSERT INTO credentials VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key_id) DO UPDATE SET "
      "material = excluded.material, not_after = excluded.not_after, code_of_row = excluded.code_of_row",
      credential.key_id, credential.party, to_text(credential.kind), ByteView(material),
      seconds(credential.not_before), seconds(credential.not_after));
}

void AccessRows::write(Connection& connection, const Session& session) const {
  with_columns(session, seal_holder(vault_, session), [&](const auto&... values) {
    put(vault_, connection, "sessions",
        "INSERT INTO sessions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (digest) DO UPDATE SET "
        "holder = excluded.holder, last_used = excluded.last_used, code_of_row = excluded.code_of_row",
        values...);
  });
}

void AccessRows::write(Connection& connection, const Enrolment& enrolment, Time used_at) const {
  put(vault_, connection, "enrolments",
      "INSERT INTO enrolments VALUES (?, ?, ?, ?, ?) ON CONFLICT (digest) DO UPDATE SET "
      "used_at = excluded.used_at, code_of_row = excluded.code_of_row",
      ByteView(enrolment.digest), seconds(enrolment.offered_at), seconds(enrolment.expires_at),
      seconds(used_at));
}

void AccessRows::write(Connection& connection, const RoleProposal& proposal,
                       const std::string& approved_by) const {
  put(vault_, connection, "role_proposals",
      "INSERT INTO role_proposals VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET "
      "approved_by = excluded.approved_by, code_of_row = excluded.code_of_row",
      proposal.id, proposal.party, to_text(proposal.role), std::int64_t{proposal.grant}, proposal.proposed_by,
      seconds(proposal.proposed_at), approved_by);
}

Result<Tenant> AccessRows::tenant(const Statement& row) const {
  Tenant tenant{row.text(0), row.text(1)};
  if (auto good = check(vault_, "tenants", row.blob(2), tenant.code, tenant.name); !good) return good.error();
  return tenant;
}

Result<Party> AccessRows::party(const Statement& row, int from) const {
  const auto kind = party_kind_from_text(row.text(from + 1));
  auto roles = roles_from_text(row.text(from + 6));
  auto scopes = Scopes::parse(row.text(from + 7));
  if (!kind || !roles || !scopes) return unreadable("parties");
  Party party{.id = row.text(from),
              .kind = *kind,
              .tenant = row.text(from + 2),
              .name = row.text(from + 3),
              .subject = row.text(from + 4),
              .disabled = row.integer(from + 5) != 0,
              .roles = *std::move(roles),
              .scopes = *std::move(scopes),
              .created_at = time_of(row.integer(from + 8))};
  const auto good = with_columns(
      party, [&](const auto&... values) { return check(vault_, "parties", row.blob(from + 9), values...); });
  if (!good) return good.error();
  return party;
}

Result<Credential> AccessRows::credential(const Statement& row, int from) const {
  const std::string key_id = row.text(from), kind_text = row.text(from + 2);
  const Bytes material = row.blob(from + 3);
  const auto kind = key_kind_from_text(kind_text);
  const auto good = check(vault_, "credentials", row.blob(from + 6), key_id, row.text(from + 1), kind_text,
                          ByteView(material), row.integer(from + 4), row.integer(from + 5));
  if (!good) return good.error();
  if (!kind) return unreadable("credentials");
  auto opened = *kind == KeyKind::hmac_sm3
                    ? vault_.open(material, context_of(key_id))
                    : Result<crypto::SecretBytes>(crypto::SecretBytes(ByteView(material)));
  if (!opened) return opened.error();
  return Credential{.key_id = key_id,
                    .party = row.text(from + 1),
                    .kind = *kind,
                    .material = *std::move(opened),
                    .not_before = time_of(row.integer(from + 4)),
                    .not_after = time_of(row.integer(from + 5))};
}

Result<Session> AccessRows::session(const Statement& row) const {
  auto roles = roles_from_text(row.text(3));
  if (!roles) return unreadable("sessions");
  Session session{.digest = row.digest(0),
                  .party = row.text(1),
                  .key_id = row.text(2),
                  .roles = *std::move(roles),
                  .holder = {},
                  .issued_at = time_of(row.integer(5)),
                  .expires_at = time_of(row.integer(6)),
                  .last_used = time_of(row.integer(7))};
  const Bytes sealed = row.blob(4);
  const auto good = with_columns(session, sealed, [&](const auto&... values) {
    return check(vault_, "sessions", row.blob(8), values...);
  });
  if (!good) return good.error();
  auto holder = open_holder(vault_, sealed, session.digest);
  if (!holder) return holder.error();
  session.holder = *std::move(holder);
  return session;
}

Result<Enrolment> AccessRows::enrolment(const Statement& row) const {
  const Enrolment enrolment{row.digest(0), time_of(row.integer(1)), time_of(row.integer(2))};
  const auto good = check(vault_, "enrolments", row.blob(4), ByteView(enrolment.digest), row.integer(1),
                          row.integer(2), row.integer(3));
  if (!good) return good.error();
  return enrolment;
}

Result<RoleProposal> AccessRows::proposal(const Statement& row) const {
  const auto role = role_from_text(row.text(2));
  if (!role) return unreadable("role_proposals");
  RoleProposal proposal{.id = row.text(0),
                        .party = row.text(1),
                        .role = *role,
                        .grant = row.integer(3) != 0,
                        .proposed_by = row.text(4),
                        .proposed_at = time_of(row.integer(5))};
  const auto good = check(vault_, "role_proposals", row.blob(7), proposal.id, proposal.party, row.text(2),
                          row.integer(3), proposal.proposed_by, row.integer(5), row.text(6));
  if (!good) return good.error();
  return proposal;
}

} // namespace elicense::store
