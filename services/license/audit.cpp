// SPDX-License-Identifier: Apache-2.0
#include "license/audit.hpp"
#include "license/leaves.hpp"
#include <algorithm>

namespace elicense::license {
namespace {

using ledger::DigestRole;
using ledger::Entry;
using ledger::EntryKind;
using ledger::Finding;
using ledger::Hash;
using ledger::ReferenceRole;

template <class Role> Hash value_of(const std::vector<ledger::Fact<Role>>& facts, Role role) {
  const auto fact = std::ranges::find(facts, role, &ledger::Fact<Role>::role);
  return fact == facts.end() ? Hash{} : fact->value;
}

bool changes_a_license(const Entry& entry) {
  return entry.kind == EntryKind::license_issued || entry.kind == EntryKind::license_transition;
}

Finding finding(std::uint64_t index, const char* code, std::string detail) {
  return {index, code, std::move(detail)};
}

} // namespace

LicenseAudit::LicenseAudit(const ledger::Blinder& blinder, std::vector<LicenseLeaf> leaves)
    : blinder_(&blinder), leaves_(std::move(leaves)) {}

std::optional<Finding> LicenseAudit::take(std::uint64_t index, const Entry& entry) {
  if (entry.kind == EntryKind::stock_imported)
    batches_[value_of(entry.references, ReferenceRole::subject)] = entry.word;
  const bool listed = next_ < leaves_.size() && leaves_[next_].leaf <= index;
  if (!listed && !changes_a_license(entry)) return std::nullopt;
  if (!listed) return finding(index, "LEDGER_AUDIT_LEAF", "of no license");
  const auto& [leaf, identifier] = leaves_[next_++];
  const Hash reference = blinder_->reference(ReferenceRole::license, identifier);
  if (leaf != index || value_of(entry.references, ReferenceRole::license) != reference)
    return finding(leaf, "LEDGER_AUDIT_LEAF", identifier);
  const auto [found, is_new] = said_.try_emplace(identifier);
  Said& said = found->second;
  if (is_new) said.first = index;
  said.word = entry.word;
  if (entry.kind != EntryKind::license_issued) return std::nullopt;
  said.issued = true;
  said.document = value_of(entry.digests, DigestRole::document);
  said.record = value_of(entry.digests, DigestRole::metadata);
  return std::nullopt;
}

std::optional<Finding> LicenseAudit::check(const License& license,
                                           const std::optional<crypto::Sm3Digest>& document,
                                           std::uint64_t size) const {
  const auto wrong = [&](std::uint64_t index, const char* what) {
    return finding(index, "LEDGER_AUDIT_LICENSE", license.identifier + ": " + what);
  };
  const auto said = said_.find(license.identifier);
  const bool pending = license.registered_state == State::pending;
  if (said == said_.end()) return pending ? std::nullopt : std::optional(wrong(size, "no leaf"));
  const auto& [first, issued, document_digest, record, word] = said->second;
  if (!issued)
    return pending && word == voided_word ? std::nullopt : std::optional(wrong(first, "not issued"));
  if (record != record_digest(license)) return wrong(first, "record");
  if (license.document_digest != document_digest || document != document_digest)
    return wrong(first, "document");
  const bool undecided = license.batch && license.revision == 0;
  if (word != (undecided ? issued_word(license) : std::string(to_text(license.registered_state))))
    return wrong(first, "state");
  return check_batch(license, first);
}

// What the register says of a batch has to be what its last leaf says.
std::optional<Finding> LicenseAudit::check_batch(const License& license, std::uint64_t index) const {
  if (!license.batch) return std::nullopt;
  const auto said = batches_.find(blinder_->reference(ReferenceRole::subject, license.batch->id));
  const std::string word = said == batches_.end() ? std::string() : said->second;
  if ((word == released_word) == license.batch->released_at.has_value() &&
      (word == refused_word) == license.batch->refused)
    return std::nullopt;
  return finding(index, "LEDGER_AUDIT_LICENSE", license.identifier + ": batch");
}

std::optional<Finding> LicenseAudit::check_closed(const std::string& identifier, const Error& reason,
                                                  std::uint64_t size) const {
  const auto said = said_.find(identifier);
  const bool told = said != said_.end() && said->second.word == erased_word;
  if (told && reason.code == "LICENSE_ERASED") return std::nullopt;
  const std::uint64_t first = said == said_.end() ? size : said->second.first;
  return finding(first, "LEDGER_AUDIT_LICENSE", identifier + ": " + reason.code);
}

} // namespace elicense::license
