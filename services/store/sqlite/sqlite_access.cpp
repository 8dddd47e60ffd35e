// SPDX-License-Identifier: Apache-2.0
// Parties, their keys and roles in SQL.
#include "store/sqlite/sqlite_access.hpp"

#include "store/sqlite/license_rows.hpp"

namespace elicense::store {

using namespace access;

namespace {

constexpr std::string_view select_party = "SELECT * FROM parties ";
constexpr std::string_view select_identity =
    "SELECT credentials.*, parties.* FROM credentials JOIN parties ON parties.id = credentials.party ";

Error no_party() {
  return fail(ErrorKind::not_found, "PARTY_NOT_FOUND");
}

Error no_key() {
  return fail(ErrorKind::not_found, "KEY_UNKNOWN");
}

template <class... Values>
bool exists(Connection& connection, std::string_view sql, const Values&... values) {
  return Statement(connection, sql, values...).next();
}

template <class Read> auto read_all(Statement& row, const Read& read) {
  using Item = typename decltype(read(row))::value_type;
  std::vector<Item> items;
  while (row.next()) {
    auto item = read(row);
    if (!item) return Result<std::vector<Item>>(item.error());
    items.push_back(*std::move(item));
  }
  return Result<std::vector<Item>>(std::move(items));
}

Result<Identity> read_identity(const AccessRows& rows, Statement& row) {
  if (!row.next()) return no_key();
  auto credential = rows.credential(row);
  if (!credential) return credential.error();
  auto party = rows.party(row, credential_columns);
  if (!party) return party.error();
  return Identity{*std::move(credential), *std::move(party)};
}

} // namespace

Result<void> SqliteAccess::add_tenant(const Tenant& tenant) {
  return writer_.run([&](Connection& connection) -> Result<void> {
    rows_.write(connection, tenant);
    return {};
  });
}

Result<std::vector<Tenant>> SqliteAccess::tenants() {
  return readers_.read<std::vector<Tenant>>([&](Connection& connection) {
    Statement row(connection, "SELECT * FROM tenants ORDER BY code");
    return read_all(row, [&](const Statement& found) { return rows_.tenant(found); });
  });
}

// --- Parties.

Result<Party> SqliteAccess::read_party(Connection& connection, std::string_view id) const {
  Statement row(connection, std::string(select_party) + "WHERE id = ?", id);
  if (!row.next()) return no_party();
  return rows_.party(row);
}

Result<void> SqliteAccess::enter_party(Connection& connection, const Party& party,
                                       const Change& change) const {
  if (!exists(connection, "SELECT 1 FROM tenants WHERE code = ?", party.tenant))
    return fail(ErrorKind::not_found, "TENANT_UNKNOWN", party.tenant);
  if (exists(connection, "SELECT 1 FROM parties WHERE id = ? OR (subject <> '' AND subject = ?)", party.id,
             party.subject))
    return fail(ErrorKind::conflict, "PARTY_EXISTS");
  rows_.write(connection, party);
  entries_.party_changed(connection, nullptr, party, change);
  return {};
}

Result<void> SqliteAccess::add_party(const Party& party, const Change& change) {
  return writer_.run([&](Connection& connection) { return enter_party(connection, party, change); });
}

Result<Party> SqliteAccess::party(std::string_view id) {
  return readers_.read<Party>([&](Connection& connection) { return read_party(connection, id); });
}

Result<Party> SqliteAccess::operator_of(std::string_view subject) {
  return readers_.read<Party>([&](Connection& connection) -> Result<Party> {
    Statement row(connection, std::string(select_party) + "WHERE subject = ? AND subject <> ''", subject);
    if (!row.next()) return no_party();
    return rows_.party(row);
  });
}

Result<std::vector<Party>> SqliteAccess::parties() {
  return readers_.read<std::vector<Party>>([&](Connection& connection) {
    Statement row(connection, std::string(select_party) + "ORDER BY created_at, id");
    return read_all(row, [&](const Statement& found) { return rows_.party(found); });
  });
}

Result<Party> SqliteAccess::change_party(std::string_view id, const Edit& edit, const Change& change) {
  Party changed;
  auto written = writer_.run([&](Connection& connection) -> Result<void> {
    const auto before = read_party(connection, id);
    if (!before) return before.error();
    changed = *before;
    if (auto edited = edit(changed); !edited) return edited;
    rows_.write(connection, changed);
    entries_.party_changed(connection, &*before, changed, change);
    return {};
  });
  if (!written) return written.error();
  return changed;
}

// --- Credentials.

Result<void> SqliteAccess::enter_credential(Connection& connection, const Credential& credential,
                                            const Change& change) const {
  const bool certificate = credential.kind == KeyKind::certificate;
  if (exists(connection, "SELECT 1 FROM credentials WHERE key_id = ?", credential.key_id) ||
      (certificate &&
       exists(connection, "SELECT 1 FROM credentials WHERE kind = 'certificate' AND material = ?",
              credential.material.view())))
    return fail(ErrorKind::conflict, "KEY_TAKEN");
  rows_.write(connection, credential);
  entries_.key_changed(connection, credential, "added", change);
  return {};
}

Result<void> SqliteAccess::add_credential(const Credential& credential, const Change& change) {
  return writer_.run(
      [&](Connection& connection) { return enter_credential(connection, credential, change); });
}

Result<Identity> SqliteAccess::find_key(std::string_view key_id) {
  return readers_.read<Identity>([&](Connection& connection) {
    Statement row(connection, std::string(select_identity) + "WHERE key_id = ?", key_id);
    return read_identity(rows_, row);
  });
}

Result<Identity> SqliteAccess::find_certificate(const crypto::Sm3Digest& digest) {
  return readers_.read<Identity>([&](Connection& connection) {
    Statement row(connection,
                  std::string(select_identity) + "WHERE credentials.kind = 'certificate' AND material = ?",
                  ByteView(digest));
    return read_identity(rows_, row);
  });
}

Result<std::vector<Credential>> SqliteAccess::credentials(std::string_view party) {
  return readers_.read<std::vector<Credential>>([&](Connection& connection) {
    Statement row(connection, "SELECT * FROM credentials WHERE party = ? ORDER BY not_before, key_id", party);
    return read_all(row, [&](const Statement& found) { return rows_.credential(found); });
  });
}

Result<void> SqliteAccess::end_credential(std::string_view key_id, Time not_after, const Change& change) {
  return writer_.run([&](Connection& connection) -> Result<void> {
    Statement row(connection, "SELECT * FROM credentials WHERE key_id = ?", key_id);
    if (!row.next()) return no_key();
    auto credential = rows_.credential(row);
    if (!credential) return credential.error();
    if (credential->not_after <= not_after) return {};
    credential->not_after = not_after;
    rows_.write(connection, *credential);
    entries_.key_changed(connection, *credential, "ended", change);
    return {};
  });
}

Result<void> SqliteAccess::note_ahead(std::string_view key_id, Time newest) {
  return writer_.run([&](Connection& connection) -> Result<void> {
    Statement(connection,
              "INSERT INTO times_ahead VALUES (?, ?) ON CONFLICT (key_id) DO UPDATE SET newest = max(newest, "
              "excluded.newest)",
              key_id, seconds(newest))
        .run();
    return {};
  });
}

Result<std::map<std::string, Time, std::less<>>> SqliteAccess::times_ahead() {
  using Times = std::map<std::string, Time, std::less<>>;
  return readers_.read<Times>([](Connection& connection) {
    Times times;
    Statement row(connection, "SELECT key_id, newest FROM times_ahead");
    while (row.next())
      times.emplace(row.text(0), time_of(row.integer(1)));
    return times;
  });
}

// --- The first administrator, and roles for two.

Result<void> SqliteAccess::offer_enrolment(const Enrolment& enrolment) {
  return writer_.run([&](Connection& connection) -> Result<void> {
    rows_.write(connection, enrolment, Time());
    return {};
  });
}

Result<void> SqliteAccess::enrol(const crypto::Sm3Digest& code, const Party& party,
                                 const Credential& credential, const Change& change) {
  return writer_.run([&](Connection& connection) -> Result<void> {
    Statement row(connection, "SELECT * FROM enrolments WHERE digest = ?", ByteView(code));
    if (!row.next()) return fail(ErrorKind::forbidden, "ENROLMENT_REFUSED");
    const auto enrolment = rows_.enrolment(row);
    if (!enrolment) return enrolment.error();
    if (row.integer(3) != 0 || change.at >= enrolment->expires_at)
      return fail(ErrorKind::forbidden, "ENROLMENT_REFUSED");
    rows_.write(connection, *enrolment, change.at);
    if (auto entered = enter_party(connection, party, change); !entered) return entered;
    return enter_credential(connection, credential, change);
  });
}

Result<void> SqliteAccess::propose(const RoleProposal& proposal) {
  return writer_.run([&](Connection& connection) -> Result<void> {
    rows_.write(connection, proposal, "");
    entries_.role_proposed(connection, proposal);
    return {};
  });
}

Result<std::vector<RoleProposal>> SqliteAccess::proposals() {
  return readers_.read<std::vector<RoleProposal>>([&](Connection& connection) {
    Statement row(connection, "SELECT * FROM role_proposals WHERE approved_by = '' ORDER BY proposed_at, id");
    return read_all(row, [&](const Statement& found) { return rows_.proposal(found); });
  });
}

Result<Party> SqliteAccess::approve(std::string_view id, const Change& change) {
  Party changed;
  auto written = writer_.run([&](Connection& connection) -> Result<void> {
    Statement row(connection, "SELECT * FROM role_proposals WHERE id = ? AND approved_by = ''", id);
    if (!row.next()) return fail(ErrorKind::not_found, "PROPOSAL_UNKNOWN");
    const auto proposal = rows_.proposal(row);
    if (!proposal) return proposal.error();
    if (proposal->proposed_by == change.by) return fail(ErrorKind::forbidden, "PROPOSAL_OWN");
    const auto before = read_party(connection, proposal->party);
    if (!before) return before.error();
    changed = *before;
    proposal->grant ? void(changed.roles.insert(proposal->role)) : void(changed.roles.erase(proposal->role));
    rows_.write(connection, *proposal, change.by);
    rows_.write(connection, changed);
    entries_.party_changed(connection, &*before, changed, change, &*proposal);
    return {};
  });
  if (!written) return written.error();
  return changed;
}

} // namespace elicense::store
