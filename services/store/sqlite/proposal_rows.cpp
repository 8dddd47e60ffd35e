// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/proposal_rows.hpp"
#include "store/sqlite/ledger_rows.hpp"
#include "store/sqlite/license_rows.hpp"

namespace elicense::store {
namespace {

using license::Proposal;
using license::ProposalStatus;
using license::ProposedChange;

std::string select_from(const ProposalTables& tables) {
  return "SELECT p.number, p.id, p.change, p.code, p.version, p.file, p.proposed_at, p.leaf, p.key_id, "
         "p.sealed, "
         "ifnull(d.sequence, 0), d.status, d.decided_at, d.leaf, d.key_id, d.sealed FROM " +
         std::string(tables.proposals) + " AS p LEFT JOIN " + std::string(tables.decisions) +
         " AS d USING (id) ";
}

// Of what stands beside a sealed column and decides what is in force.
std::string digest_of(const ProposalTables& tables, const Keyring& keyring, const Proposal& proposal) {
  const std::string version = std::to_string(proposal.version),
                    at = std::to_string(seconds(proposal.proposed_at));
  std::vector<ByteView> values;
  for (const std::string_view value :
       {std::string_view(proposal.id), license::to_text(proposal.change), std::string_view(proposal.code),
        std::string_view(version), std::string_view(proposal.file), std::string_view(at)})
    values.push_back(as_bytes(value));
  return to_hex(keyring.digest(tables.proposals, values));
}

std::string digest_of_decision(const ProposalTables& tables, const Keyring& keyring,
                               const Proposal& decided) {
  const std::string at = std::to_string(seconds(decided.decided_at));
  std::vector<ByteView> values;
  for (const std::string_view value :
       {std::string_view(decided.id), license::to_text(decided.status), std::string_view(at)})
    values.push_back(as_bytes(value));
  return to_hex(keyring.digest(tables.decisions, values));
}

Error edited_proposal(std::string_view table) {
  return edited(std::string(table) + ".sealed");
}

Result<void> read_decision(const ProposalTables& tables, const Keyring& keyring, const Statement& row,
                           Proposal& proposal) {
  proposal.decision = row.integer(10);
  if (proposal.decision == 0) return {};
  proposal.status = row.text(11) == "approved" ? ProposalStatus::approved : ProposalStatus::refused;
  proposal.decided_at = time_of(row.integer(12));
  proposal.decision_leaf = static_cast<std::uint64_t>(row.integer(13));
  const auto opened = keyring.open({tables.decisions, proposal.id, "sealed"}, row.integer(14), row.blob(15));
  if (!opened) return opened.error();
  const auto json = nlohmann::json::parse(as_text(opened->view()));
  proposal.decided_by = json.at("by");
  proposal.refusal = json.at("why");
  const bool same = json.at("digest") == digest_of_decision(tables, keyring, proposal);
  return same ? Result<void>() : Result<void>(edited_proposal(tables.decisions));
}

Result<Proposal> read_row(const ProposalTables& tables, const Keyring& keyring, const Statement& row) {
  Proposal proposal;
  proposal.number = row.integer(0);
  proposal.id = row.text(1);
  proposal.change = row.text(2) == "publication" ? ProposedChange::publication : ProposedChange::withdrawal;
  proposal.code = row.text(3);
  proposal.version = static_cast<int>(row.integer(4));
  proposal.file = row.text(5);
  proposal.proposed_at = time_of(row.integer(6));
  proposal.leaf = static_cast<std::uint64_t>(row.integer(7));
  const auto opened = keyring.open({tables.proposals, proposal.id, "sealed"}, row.integer(8), row.blob(9));
  if (!opened) return opened.error();
  const auto json = nlohmann::json::parse(as_text(opened->view()));
  proposal.proposed_by = json.at("by");
  proposal.reason = json.at("why");
  if (json.at("digest") != digest_of(tables, keyring, proposal)) return edited_proposal(tables.proposals);
  if (auto read = read_decision(tables, keyring, row, proposal); !read) return read.error();
  return proposal;
}

Bytes seal(const Keyring& keyring, const Place& place, const std::string& by, const std::string& why,
           const std::string& digest) {
  const nlohmann::json json{{"by", by}, {"why", why}, {"digest", digest}};
  return keyring.seal(place, as_bytes(json.dump()));
}

} // namespace

std::int64_t insert_proposal(const ProposalTables& tables, Connection& connection, const Keyring& keyring,
                             const Proposal& proposal, const ledger::Entry& leaf) {
  const auto index = static_cast<std::int64_t>(append_entry(connection, leaf));
  Statement row(connection,
                "INSERT INTO " + std::string(tables.proposals) +
                    " (id, change, code, version, file, proposed_at, leaf, key_id, "
                    "sealed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING number",
                proposal.id, license::to_text(proposal.change), proposal.code, std::int64_t{proposal.version},
                proposal.file, seconds(proposal.proposed_at), index, keyring.active(),
                seal(keyring, {tables.proposals, proposal.id, "sealed"}, proposal.proposed_by,
                     proposal.reason, digest_of(tables, keyring, proposal)));
  row.next();
  const std::int64_t number = row.integer(0);
  row.run();
  return number;
}

void insert_decision(const ProposalTables& tables, Connection& connection, const Keyring& keyring,
                     const Proposal& decided, const ledger::Entry& leaf) {
  const auto index = static_cast<std::int64_t>(append_entry(connection, leaf));
  Statement(connection,
            "INSERT INTO " + std::string(tables.decisions) +
                " (id, status, decided_at, leaf, key_id, sealed) VALUES (?, ?, ?, ?, "
                "?, ?)",
            decided.id, license::to_text(decided.status), seconds(decided.decided_at), index,
            keyring.active(),
            seal(keyring, {tables.decisions, decided.id, "sealed"}, decided.decided_by, decided.refusal,
                 digest_of_decision(tables, keyring, decided)))
      .run();
}

Result<std::vector<Proposal>> read_proposals(const ProposalTables& tables, Connection& connection,
                                             const Keyring& keyring) {
  std::vector<Proposal> proposals;
  Statement row(connection, select_from(tables) + "ORDER BY p.number");
  while (row.next()) {
    auto proposal = read_row(tables, keyring, row);
    if (!proposal) return proposal.error();
    proposals.push_back(*std::move(proposal));
  }
  return proposals;
}

Result<Proposal> read_proposal(const ProposalTables& tables, Connection& connection, const Keyring& keyring,
                               std::int64_t number) {
  Statement row(connection, select_from(tables) + "WHERE p.number = ?", number);
  if (!row.next()) return fail(ErrorKind::not_found, tables.kind.not_found, std::to_string(number));
  return read_row(tables, keyring, row);
}

} // namespace elicense::store
