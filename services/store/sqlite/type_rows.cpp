// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/type_rows.hpp"
#include "store/sqlite/ledger_rows.hpp"
#include "store/sqlite/license_rows.hpp"

namespace elicense::store {
namespace {

using license::ProposalStatus;
using license::TypeChange;
using license::TypeProposal;

constexpr std::string_view select_proposal =
    "SELECT p.number, p.id, p.change, p.code, p.version, p.file, p.proposed_at, p.leaf, p.key_id, p.sealed, "
    "ifnull(d.sequence, 0), d.status, d.decided_at, d.leaf, d.key_id, d.sealed FROM type_proposals AS p LEFT "
    "JOIN type_decisions AS d USING (id) ";

// Of what stands beside a sealed column and decides what is in force.
std::string digest_of(const Keyring& keyring, const TypeProposal& proposal) {
  const std::string version = std::to_string(proposal.version),
                    at = std::to_string(seconds(proposal.proposed_at));
  std::vector<ByteView> values;
  for (const std::string_view value :
       {std::string_view(proposal.id), license::to_text(proposal.change), std::string_view(proposal.code),
        std::string_view(version), std::string_view(proposal.file), std::string_view(at)})
    values.push_back(as_bytes(value));
  return to_hex(keyring.digest("type_proposals", values));
}

std::string digest_of_decision(const Keyring& keyring, const TypeProposal& decided) {
  const std::string at = std::to_string(seconds(decided.decided_at));
  std::vector<ByteView> values;
  for (const std::string_view value :
       {std::string_view(decided.id), license::to_text(decided.status), std::string_view(at)})
    values.push_back(as_bytes(value));
  return to_hex(keyring.digest("type_decisions", values));
}

Error edited(const char* what) {
  return fail(ErrorKind::internal, "STORE_SEALED_FIELD", what);
}

Result<void> read_decision(const Keyring& keyring, const Statement& row, TypeProposal& proposal) {
  proposal.decision = row.integer(10);
  if (proposal.decision == 0) return {};
  proposal.status = row.text(11) == "approved" ? ProposalStatus::approved : ProposalStatus::refused;
  proposal.decided_at = time_of(row.integer(12));
  proposal.decision_leaf = static_cast<std::uint64_t>(row.integer(13));
  const auto opened = keyring.open({"type_decisions", proposal.id, "sealed"}, row.integer(14), row.blob(15));
  if (!opened) return opened.error();
  const auto json = nlohmann::json::parse(as_text(opened->view()));
  proposal.decided_by = json.at("by");
  proposal.refusal = json.at("why");
  const bool same = json.at("digest") == digest_of_decision(keyring, proposal);
  return same ? Result<void>() : Result<void>(edited("type_decisions.sealed"));
}

Result<TypeProposal> read_row(const Keyring& keyring, const Statement& row) {
  TypeProposal proposal;
  proposal.number = row.integer(0);
  proposal.id = row.text(1);
  proposal.change = row.text(2) == "publication" ? TypeChange::publication : TypeChange::withdrawal;
  proposal.code = row.text(3);
  proposal.version = static_cast<int>(row.integer(4));
  proposal.file = row.text(5);
  proposal.proposed_at = time_of(row.integer(6));
  proposal.leaf = static_cast<std::uint64_t>(row.integer(7));
  const auto opened = keyring.open({"type_proposals", proposal.id, "sealed"}, row.integer(8), row.blob(9));
  if (!opened) return opened.error();
  const auto json = nlohmann::json::parse(as_text(opened->view()));
  proposal.proposed_by = json.at("by");
  proposal.reason = json.at("why");
  if (json.at("digest") != digest_of(keyring, proposal)) return edited("type_proposals.sealed");
  if (auto read = read_decision(keyring, row, proposal); !read) return read.error();
  return proposal;
}

Bytes seal(const Keyring& keyring, const Place& place, const std::string& by, const std::string& why,
           const std::string& digest) {
  const nlohmann::json json{{"by", by}, {"why", why}, {"digest", digest}};
  return keyring.seal(place, as_bytes(json.dump()));
}

} // namespace

std::int64_t insert_proposal(Connection& connection, const Keyring& keyring, const TypeProposal& proposal,
                             const ledger::Entry& leaf) {
  const auto index = static_cast<std::int64_t>(append_entry(connection, leaf));
  Statement row(connection,
                "INSERT INTO type_proposals (id, change, code, version, file, proposed_at, leaf, key_id, "
                "sealed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING number",
                proposal.id, license::to_text(proposal.change), proposal.code, std::int64_t{proposal.version},
                proposal.file, seconds(proposal.proposed_at), index, keyring.active(),
                seal(keyring, {"type_proposals", proposal.id, "sealed"}, proposal.proposed_by,
                     proposal.reason, digest_of(keyring, proposal)));
  row.next();
  const std::int64_t number = row.integer(0);
  row.run();
  return number;
}

void insert_decision(Connection& connection, const Keyring& keyring, const TypeProposal& decided,
                     const ledger::Entry& leaf) {
  const auto index = static_cast<std::int64_t>(append_entry(connection, leaf));
  Statement(connection,
            "INSERT INTO type_decisions (id, status, decided_at, leaf, key_id, sealed) VALUES (?, ?, ?, ?, "
            "?, ?)",
            decided.id, license::to_text(decided.status), seconds(decided.decided_at), index,
            keyring.active(),
            seal(keyring, {"type_decisions", decided.id, "sealed"}, decided.decided_by, decided.refusal,
                 digest_of_decision(keyring, decided)))
      .run();
}

Result<std::vector<TypeProposal>> read_proposals(Connection& connection, const Keyring& keyring) {
  std::vector<TypeProposal> proposals;
  Statement row(connection, std::string(select_proposal) + "ORDER BY p.number");
  while (row.next()) {
    auto proposal = read_row(keyring, row);
    if (!proposal) return proposal.error();
    proposals.push_back(*std::move(proposal));
  }
  return proposals;
}

Result<TypeProposal> read_proposal(Connection& connection, const Keyring& keyring, std::int64_t number) {
  Statement row(connection, std::string(select_proposal) + "WHERE p.number = ?", number);
  if (!row.next()) return fail(ErrorKind::not_found, "TYPE_PROPOSAL_NOT_FOUND", std::to_string(number));
  return read_row(keyring, row);
}

} // namespace elicense::store
