// SPDX-License-Identifier: Apache-2.0
#include "instance/audit.hpp"
#include "instance/ledger_key_change.hpp"
#include "instance/store_secret.hpp"
#include "license/copy_audit.hpp"
#include "license/proposal_audit.hpp"
#include "recall/recall_audit.hpp"
#include "store/sqlite/sqlite_shelf.hpp"
#include "submission/exemption_audit.hpp"

namespace elicense::instance {
namespace {

Result<AuditTrust> open_trust(const Config& config, const crypto::KeyStore& keys,
                              crypto::SecretBytes master) {
  auto opened = open_ledger_keys(keys);
  if (!opened) return opened.error();
  const auto log = own_log_keys(config, *opened->signer);
  if (!log) return log.error();
  return AuditTrust{.log = log->policy(),
                    .blinder = std::move(opened->blinder),
                    .sealing = {std::move(master), crypto::system_random}};
}

Result<void> audit_licenses(store::SqliteShelf& shelf, const license::LicenseAudit& register_audit,
                            license::CopyAudit& copy_audit, recall::RecallAudit& recall_audit,
                            InstanceAudit& audit) {
  return shelf.each_license([&](const store::ShelvedLicense& row) {
    ++audit.licenses;
    if (!row.license && row.license.error().code == "LICENSE_ERASED") {
      copy_audit.license_erased(row.identifier);
      recall_audit.license_erased(row.identifier);
    }
    auto finding =
        row.license ? register_audit.check(*row.license, row.document, audit.ledger.entries)
                    : register_audit.check_closed(row.identifier, row.license.error(), audit.ledger.entries);
    if (finding) audit.ledger.findings.push_back(*std::move(finding));
  });
}

// The lists of the ledger are those of the register, leaf for leaf.
class TrustAudit {
 public:
  explicit TrustAudit(std::map<std::uint64_t, ledger::Hash> rows) : rows_(std::move(rows)) {}
  std::optional<ledger::Finding> take(std::uint64_t index, const ledger::Entry& entry) {
    const auto row = rows_.find(index);
    const bool listed = row != rows_.end();
    const bool said = entry.kind == ledger::EntryKind::trust_list_published;
    const bool same = listed == said && (!said || entry == ledger::trust_leaf(row->second, entry.at));
    if (listed) rows_.erase(row);
    return same ? std::nullopt : std::optional(finding(index));
  }
  std::optional<ledger::Finding> end() const {
    return rows_.empty() ? std::nullopt : std::optional(finding(rows_.begin()->first));
  }

 private:
  static ledger::Finding finding(std::uint64_t index) { return {index, "LEDGER_AUDIT_TRUST", ""}; }
  std::map<std::uint64_t, ledger::Hash> rows_;
};

void add(InstanceAudit& audit, std::vector<ledger::Finding> findings) {
  std::ranges::move(findings, std::back_inserter(audit.ledger.findings));
}

Result<void> audit_proposals(store::SqliteShelf& shelf, const store::ProposalTables& tables,
                             license::ProposalAudit& proposal_audit, InstanceAudit& audit) {
  const auto proposals = shelf.proposals(tables);
  const bool edited = !proposals && proposals.error().code == "STORE_SEALED_FIELD";
  if (!proposals && !edited) return proposals.error();
  for (const license::Proposal& proposal : edited ? std::vector<license::Proposal>{} : *proposals)
    if (auto finding = proposal_audit.check(proposal)) audit.ledger.findings.push_back(*std::move(finding));
  add(audit, proposal_audit.rest());
  return {};
}

// After the licenses: what was erased with one is known then.
Result<void> audit_copies(store::SqliteShelf& shelf, license::CopyAudit& copy_audit, InstanceAudit& audit) {
  auto asked = shelf.each_copy([&](const store::ShelvedCopy& row) {
    if (auto finding = copy_audit.check(row.leaf, row.copy))
      audit.ledger.findings.push_back(*std::move(finding));
  });
  add(audit, copy_audit.rest());
  return asked;
}

Result<void> audit_recalls(store::SqliteShelf& shelf, recall::RecallAudit& recall_audit,
                           InstanceAudit& audit) {
  auto asked = shelf.each_recall([&](const store::ShelvedRecall& row) {
    if (auto finding = recall_audit.check(row.leaves, row.recall))
      audit.ledger.findings.push_back(*std::move(finding));
  });
  add(audit, recall_audit.rest());
  return asked;
}

Result<void> audit_exemption(store::SqliteShelf& shelf, InstanceAudit& audit) {
  submission::ExemptionAudit exemption_audit;
  auto kept = shelf.each_counted_submission(
      [&](const submission::Submission& submission) { exemption_audit.take(submission); });
  if (!kept) return kept;
  auto asked = shelf.each_count([&](const submission::Counted& row) {
    if (auto finding = exemption_audit.check(row)) audit.ledger.findings.push_back(*std::move(finding));
  });
  add(audit, exemption_audit.rest());
  return asked;
}

Result<void> audit_submissions(store::SqliteShelf& shelf, submission::SubmissionAudit& submission_audit,
                               InstanceAudit& audit) {
  auto asked = shelf.each_submission([&](const store::ShelvedSubmission& row) {
    if (auto finding = submission_audit.check(row.receipt, row.submission))
      audit.ledger.findings.push_back(*std::move(finding));
  });
  add(audit, submission_audit.rest());
  return asked;
}

} // namespace

Result<InstanceAudit> audit_store(const std::filesystem::path& file, const AuditTrust& trust,
                                  const std::optional<ledger::Witnessed>& witnessed) {
  auto shelf = store::SqliteShelf::open(file, trust.sealing);
  if (!shelf) return shelf.error();
  auto leaves = shelf->license_leaves();
  if (!leaves) return leaves.error();
  license::LicenseAudit register_audit(trust.blinder, *std::move(leaves));
  auto lists = shelf->trust_lists();
  if (!lists) return lists.error();
  TrustAudit trust_audit(*std::move(lists));
  license::ProposalAudit type_audit(license::of_license_types, trust.blinder);
  license::ProposalAudit matter_audit(submission::of_matters, trust.blinder);
  license::CopyAudit copy_audit(trust.blinder);
  const auto log = ledger::log_keys_of(trust.log, trust.log.log_keys().front());
  if (!log) return log.error();
  ledger::KeyAudit key_audit(*log, trust.blinder);
  recall::RecallAudit recall_audit(trust.blinder);
  submission::SubmissionAudit submission_audit(trust.blinder);
  const auto each = [&](std::uint64_t index, const ledger::Entry& entry) {
    recall_audit.take(index, entry);
    submission_audit.take(index, entry);
    type_audit.take(index, entry);
    matter_audit.take(index, entry);
    copy_audit.take(index, entry);
    std::vector<ledger::Finding> findings;
    for (auto&& finding : {trust_audit.take(index, entry), key_audit.take(index, entry),
                           register_audit.take(index, entry)}) // each takes every entry
      if (finding) findings.push_back(*finding);
    return findings;
  };
  auto report = ledger::audit(*shelf, trust.log, witnessed, each);
  if (!report) return report.error();
  InstanceAudit audit{.ledger = *std::move(report), .licenses = 0, .key_overrides = key_audit.overrides()};
  for (auto&& finding : {trust_audit.end(), key_audit.end()})
    if (finding) audit.ledger.findings.push_back(*finding);
  if (auto asked = audit_licenses(*shelf, register_audit, copy_audit, recall_audit, audit); !asked)
    return asked.error();
  if (auto asked = audit_recalls(*shelf, recall_audit, audit); !asked) return asked.error();
  if (auto asked = audit_submissions(*shelf, submission_audit, audit); !asked) return asked.error();
  if (auto asked = audit_copies(*shelf, copy_audit, audit); !asked) return asked.error();
  if (auto asked = audit_exemption(*shelf, audit); !asked) return asked.error();
  if (auto asked = audit_proposals(*shelf, store::type_tables, type_audit, audit); !asked)
    return asked.error();
  if (auto asked = audit_proposals(*shelf, store::matter_tables, matter_audit, audit); !asked)
    return asked.error();
  return audit;
}

Result<InstanceAudit> audit(const std::filesystem::path& folder, const AskPassphrase& ask,
                            const std::optional<ledger::Witnessed>& witnessed) {
  const auto config = read_config(folder);
  if (!config) return config.error();
  const auto keys = open_keys(*config, ask);
  if (!keys) return keys.error();
  auto secrets = store_secrets(*keys);
  if (!secrets) return secrets.error();
  Result<InstanceAudit> audited = fail(ErrorKind::forbidden, "STORE_KEYS");
  for (crypto::SecretBytes& secret : *secrets) { // the second in the middle of a renewal
    const auto trust = open_trust(*config, *keys, std::move(secret));
    if (!trust) return trust.error();
    audited = audit_store(config->database(), *trust, witnessed);
    if (audited || audited.error().code != "STORE_KEYS") break;
  }
  return audited;
}

} // namespace elicense::instance
