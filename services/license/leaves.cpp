// SPDX-License-Identifier: Apache-2.0
#include "license/leaves.hpp"

namespace elicense::license {

using ledger::DigestRole;
using ledger::ReferenceRole;

crypto::Sm3Digest record_digest(const License& license) {
  nlohmann::json record = {
      license.identifier,  license.reference,   license.type_code,
      license.type_name,   license.number,      license.issuer_code,
      license.issuer_name, license.holder.name, license.holder.code_type,
      license.holder.code, license.data,        license.issued_at.time_since_epoch().count(),
      license.issued_on,   license.valid_from,  license.valid_until,
      license.seal_id};
  for (const Holder& other : license.other_holders)
    record.push_back({other.name, other.code_type, other.code});
  if (license.batch) record.insert(record.end(), {license.batch->id, license.batch->row});
  if (license.type_version > 0) record.push_back(license.type_version);
  if (const auto& place = license.status_place) record.push_back({place->number, place->uri, place->index});
  return crypto::sm3(as_bytes(record.dump()));
}

std::string issued_word(const License& license) {
  return std::string(license.batch ? awaiting_word : to_text(license.registered_state));
}

ledger::Hash holder_reference(const Holder& holder, const ledger::Blinder& blinder) {
  return blinder.reference(ReferenceRole::holder, holder.code_type + ':' + holder.code);
}

ledger::Entry issued_leaf(const License& license, const ledger::Blinder& blinder, Time at) {
  return {
      .kind = ledger::EntryKind::license_issued,
      .at = at,
      .digests = {{DigestRole::document, license.document_digest},
                  {DigestRole::metadata, record_digest(license)}},
      .references = {{ReferenceRole::license, blinder.reference(ReferenceRole::license, license.identifier)},
                     {ReferenceRole::holder, holder_reference(license.holder, blinder)},
                     {ReferenceRole::seal, blinder.reference(ReferenceRole::seal, license.seal_id)}},
      .word = issued_word(license),
      .number = std::nullopt};
}

ledger::Entry erased_leaf(const std::string& identifier, const ledger::Blinder& blinder, Time at) {
  return {.kind = ledger::EntryKind::data_erased,
          .at = at,
          .digests = {},
          .references = {{ReferenceRole::license, blinder.reference(ReferenceRole::license, identifier)}},
          .word = std::string(erased_word),
          .number = std::nullopt};
}

ledger::Entry voided_leaf(const std::string& identifier, const std::string& reason_code,
                          const ledger::Blinder& blinder, Time at) {
  return {.kind = ledger::EntryKind::license_transition,
          .at = at,
          .digests = {{DigestRole::answer, crypto::sm3(as_bytes(reason_code))}},
          .references = {{ReferenceRole::license, blinder.reference(ReferenceRole::license, identifier)}},
          .word = std::string(voided_word),
          .number = std::nullopt};
}

namespace {

// The id in it cannot be guessed, so nobody finds a reason by trying.
crypto::Sm3Digest record_digest(const Transition& transition) {
  const nlohmann::json record = {
      transition.id,          transition.license, transition.name,        to_text(transition.from),
      to_text(transition.to), transition.reason,  transition.legal_basis, transition.asked_by,
      transition.effective_on};
  return crypto::sm3(as_bytes(record.dump()));
}

} // namespace

ledger::Entry transition_leaf(const Transition& transition, State registered, const std::string& by,
                              const ledger::Blinder& blinder, Time at) {
  return {
      .kind = ledger::EntryKind::license_transition,
      .at = at,
      .digests = {{DigestRole::request, record_digest(transition)}},
      .references = {{ReferenceRole::license, blinder.reference(ReferenceRole::license, transition.license)},
                     {ReferenceRole::operator_, blinder.reference(ReferenceRole::operator_, by)}},
      .word = std::string(to_text(registered)),
      .number = std::nullopt};
}

// The reference in the record cannot be guessed, so nobody finds a purpose by trying.
ledger::Entry copied_leaf(const Copy& copy, const ledger::Blinder& blinder) {
  const nlohmann::json record = {copy.license, copy.reference, copy.total, copy.purpose, copy.made_by};
  return {
      .kind = ledger::EntryKind::license_copied,
      .at = copy.made_at,
      .digests = {{DigestRole::request, crypto::sm3(as_bytes(record.dump()))}},
      .references = {{ReferenceRole::license, blinder.reference(ReferenceRole::license, copy.license)},
                     {ReferenceRole::operator_, blinder.reference(ReferenceRole::operator_, copy.made_by)}},
      .word = std::string(to_text(copy.kind)),
      .number = static_cast<std::uint32_t>(copy.number)};
}

ledger::Entry replaced_leaf(const License& successor, const ledger::Blinder& blinder, Time at) {
  return {.kind = ledger::EntryKind::license_transition,
          .at = at,
          .digests = {{DigestRole::document, successor.document_digest}},
          .references = {{ReferenceRole::license,
                          blinder.reference(ReferenceRole::license, successor.predecessor)}},
          .word = std::string(to_text(State::replaced)),
          .number = std::nullopt};
}

} // namespace elicense::license
