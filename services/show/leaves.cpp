// SPDX-License-Identifier: Apache-2.0
#include "show/leaves.hpp"

#include "license/leaves.hpp"

namespace elicense::show {
namespace {

using ledger::DigestRole;
using ledger::Entry;
using ledger::EntryKind;
using ledger::ReferenceRole;

Entry entry(EntryKind kind, Time at) {
  return {.kind = kind, .at = at, .digests = {}, .references = {}, .word = {}, .number = std::nullopt};
}

// References stand in rising order of their roles, as they are added here.
class References {
 public:
  References(Entry& entry, const ledger::Blinder& blinder) : entry_(entry), blinder_(blinder) {}
  References& add(ReferenceRole role, const std::string& value) {
    if (!value.empty()) entry_.references.push_back({role, blinder_.reference(role, value)});
    return *this;
  }
  References& add(const license::Holder& holder) {
    entry_.references.push_back({ReferenceRole::holder, license::holder_reference(holder, blinder_)});
    return *this;
  }

 private:
  Entry& entry_;
  const ledger::Blinder& blinder_;
};

Entry shown_leaf(const Session& session, const std::string& license, const ledger::Blinder& blinder) {
  Entry leaf = entry(EntryKind::license_shown, session.opened_at);
  References(leaf, blinder)
      .add(ReferenceRole::license, license)
      .add(session.holder)
      .add(ReferenceRole::mandate, session.standing.mandate);
  return leaf;
}

Entry use_code_leaf(EntryKind kind, const Scan& scan, const UseCode& code, const ledger::Blinder& blinder,
                    Time at) {
  Entry leaf = entry(kind, at);
  leaf.digests = {{DigestRole::authorization, authorization_digest(scan)}};
  References(leaf, blinder)
      .add(ReferenceRole::license, code.license.identifier)
      .add(ReferenceRole::operator_, scan.asker.operator_)
      .add(ReferenceRole::client, scan.asker.party)
      .add(ReferenceRole::matter_case, scan.matter_case)
      .add(ReferenceRole::use_code, code.code)
      .add(ReferenceRole::device, scan.asker.device);
  return leaf;
}

void refer_to_asker(Entry& leaf, const Scan& scan, const ledger::Blinder& blinder) {
  References(leaf, blinder)
      .add(scan.holder)
      .add(ReferenceRole::operator_, scan.asker.operator_)
      .add(ReferenceRole::client, scan.asker.party)
      .add(ReferenceRole::matter_case, scan.matter_case)
      .add(ReferenceRole::device, scan.asker.device)
      .add(ReferenceRole::mandate, scan.standing.mandate);
}

void add_made_codes(std::vector<Entry>& leaves, const Scan& scan, const ledger::Blinder& blinder, Time at) {
  for (const UseCode& code : scan.given)
    leaves.push_back(use_code_leaf(EntryKind::use_code_made, scan, code, blinder, at));
}

Entry mandate_leaf(EntryKind kind, const Mandate& mandate, const ledger::Blinder& blinder, Time at) {
  Entry leaf = entry(kind, at);
  leaf.digests = {{DigestRole::authorization, digest_of(mandate)}};
  References(leaf, blinder)
      .add(mandate.principal)
      .add(ReferenceRole::operator_, mandate.recorded_by)
      .add(ReferenceRole::mandate, mandate.id);
  leaf.word = std::string(to_text(mandate.kind));
  return leaf;
}

} // namespace

std::vector<Entry> shown_leaves(const Session& session, const ledger::Blinder& blinder) {
  std::vector<Entry> leaves;
  if (session.mine) leaves.push_back(shown_leaf(session, {}, blinder));
  for (const ShownLicense& license : session.licenses)
    leaves.push_back(shown_leaf(session, license.identifier, blinder));
  return leaves;
}

Entry scanned_leaf(const Scan& scan, const ledger::Blinder& blinder) {
  Entry leaf = entry(EntryKind::code_scanned, scan.scanned_at);
  refer_to_asker(leaf, scan, blinder);
  return leaf;
}

std::vector<Entry> given_leaves(const Scan& scan, const ledger::Blinder& blinder, Time at) {
  Entry consent = entry(EntryKind::consent_given, at);
  consent.digests = {{DigestRole::authorization, authorization_digest(scan)}};
  References(consent, blinder).add(scan.holder).add(ReferenceRole::mandate, scan.standing.mandate);
  std::vector<Entry> leaves = {consent};
  add_made_codes(leaves, scan, blinder, at);
  return leaves;
}

std::vector<Entry> asked_leaves(const Scan& scan, const ledger::Blinder& blinder) {
  Entry asked = entry(EntryKind::use_codes_asked, scan.scanned_at);
  asked.digests = {{DigestRole::authorization, authorization_digest(scan)}};
  asked.word = std::string(to_text(scan.way));
  refer_to_asker(asked, scan, blinder);
  std::vector<Entry> leaves = {asked};
  add_made_codes(leaves, scan, blinder, scan.scanned_at);
  return leaves;
}

Entry withdrawn_leaf(const Scan& scan, const ledger::Blinder& blinder, Time at) {
  Entry leaf = entry(EntryKind::consent_withdrawn, at);
  leaf.digests = {{DigestRole::authorization, authorization_digest(scan)}};
  References(leaf, blinder).add(scan.holder).add(ReferenceRole::mandate, scan.standing.mandate);
  return leaf;
}

Entry used_leaf(const Scan& scan, const UseCode& code, const ledger::Blinder& blinder, Time at) {
  return use_code_leaf(EntryKind::use_code_used, scan, code, blinder, at);
}

Entry mandate_given_leaf(const Mandate& mandate, const ledger::Blinder& blinder) {
  return mandate_leaf(EntryKind::mandate_given, mandate, blinder, mandate.given_at);
}

Entry mandate_ended_leaf(const Mandate& mandate, const ledger::Blinder& blinder, Time at) {
  return mandate_leaf(EntryKind::mandate_ended, mandate, blinder, at);
}

} // namespace elicense::show
