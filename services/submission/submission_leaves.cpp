// SPDX-License-Identifier: Apache-2.0
#include "submission/submission_leaves.hpp"

#include "license/leaves.hpp"

namespace elicense::submission {
namespace {

using ledger::DigestRole;
using ledger::ReferenceRole;

ledger::Fact<ReferenceRole> reference(ReferenceRole role, std::string_view value,
                                      const ledger::Blinder& blinder) {
  return {role, blinder.reference(role, value)};
}

} // namespace

ledger::Entry received_leaf(const Submission& submission, const crypto::Sm3Digest& request,
                            const ledger::Blinder& blinder) {
  return {.kind = ledger::EntryKind::submission_received,
          .at = submission.changed_at,
          .digests = {{DigestRole::request, request},
                      {DigestRole::answer, crypto::sm3(as_bytes(submission.statement))}},
          .references = {reference(ReferenceRole::operator_, submission.asker.operator_, blinder),
                         reference(ReferenceRole::client, submission.asker.party, blinder),
                         reference(ReferenceRole::matter_case, submission.matter_case, blinder)},
          .word = std::string(to_text(submission.registered_state)),
          .number = static_cast<std::uint32_t>(submission.materials.size())};
}

// The id in it cannot be guessed, so nobody finds a reason by trying.
ledger::Entry answered_leaf(const Submission& submission, const ledger::Blinder& blinder) {
  const nlohmann::json record = {submission.id, to_text(submission.registered_state),
                                 submission.outcome_reason};
  return {.kind = ledger::EntryKind::submission_answered,
          .at = submission.changed_at,
          .digests = {{DigestRole::request, crypto::sm3(as_bytes(record.dump()))}},
          .references = {reference(ReferenceRole::operator_, submission.answered_by, blinder),
                         reference(ReferenceRole::client, submission.asker.party, blinder),
                         reference(ReferenceRole::matter_case, submission.matter_case, blinder)},
          .word = std::string(to_text(submission.registered_state)),
          .number = std::nullopt};
}

ledger::Entry withdrawn_leaf(const Submission& submission, const license::Holder& by,
                             const ledger::Blinder& blinder) {
  return {.kind = ledger::EntryKind::submission_withdrawn,
          .at = submission.changed_at,
          .digests = {{DigestRole::answer, crypto::sm3(as_bytes(submission.statement))}},
          .references = {{ReferenceRole::holder, license::holder_reference(by, blinder)},
                         reference(ReferenceRole::matter_case, submission.matter_case, blinder)},
          .word = {},
          .number = std::nullopt};
}

} // namespace elicense::submission
