// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/access_entries.hpp"

#include "store/sqlite/ledger_rows.hpp"

namespace elicense::store {
namespace {

using ledger::DigestRole;
using ledger::Entry;
using ledger::ReferenceRole;

crypto::Sm3Digest digest_of(const access::Party& party) {
  return crypto::sm3(as_bytes(party.id + "\n" + access::to_text(party.roles) + "\n" + party.scopes.text() +
                              (party.disabled ? "\ndisabled" : "\n")));
}

// The id in it cannot be guessed: nobody finds the role by trying.
crypto::Sm3Digest digest_of(const access::RoleProposal& proposal) {
  return crypto::sm3(as_bytes(proposal.id + "\n" + proposal.party + "\n" +
                              std::string(access::to_text(proposal.role)) +
                              (proposal.grant ? "\ngrant" : "\nrevoke")));
}

crypto::Sm3Digest digest_of(const access::Credential& credential) {
  return crypto::sm3(as_bytes(credential.key_id + "\n" + std::string(to_text(credential.kind)) + "\n" +
                              to_rfc3339(credential.not_after)));
}

} // namespace

void AccessEntries::party_changed(Connection& connection, const access::Party* before,
                                  const access::Party& after, const access::Change& change,
                                  const access::RoleProposal* proposal) const {
  Entry entry{.kind = ledger::EntryKind::role_changed,
              .at = change.at,
              .digests = {},
              .references = {},
              .word = {},
              .number = {}};
  if (before != nullptr) entry.digests.push_back({DigestRole::state_before, digest_of(*before)});
  entry.digests.push_back({DigestRole::state_after, digest_of(after)});
  if (proposal != nullptr) entry.digests.push_back({DigestRole::request, digest_of(*proposal)});
  entry.references = {{ReferenceRole::operator_, blinder_.reference(ReferenceRole::operator_, change.by)},
                      {ReferenceRole::subject, blinder_.reference(ReferenceRole::subject, after.id)}};
  entry.word = before == nullptr ? "added" : after.disabled ? "disabled" : "changed";
  append_entry(connection, entry);
}

void AccessEntries::role_proposed(Connection& connection, const access::RoleProposal& proposal) const {
  append_entry(
      connection,
      {.kind = ledger::EntryKind::role_changed,
       .at = proposal.proposed_at,
       .digests = {{DigestRole::request, digest_of(proposal)}},
       .references = {{ReferenceRole::operator_,
                       blinder_.reference(ReferenceRole::operator_, proposal.proposed_by)},
                      {ReferenceRole::subject, blinder_.reference(ReferenceRole::subject, proposal.party)}},
       .word = "proposed",
       .number = {}});
}

void AccessEntries::key_changed(Connection& connection, const access::Credential& credential,
                                std::string_view word, const access::Change& change) const {
  append_entry(
      connection,
      {.kind = ledger::EntryKind::key_changed,
       .at = change.at,
       .digests = {{DigestRole::state_after, digest_of(credential)}},
       .references = {{ReferenceRole::operator_, blinder_.reference(ReferenceRole::operator_, change.by)},
                      {ReferenceRole::subject, blinder_.reference(ReferenceRole::subject, credential.party)}},
       .word = std::string(word),
       .number = {}});
}

} // namespace elicense::store
