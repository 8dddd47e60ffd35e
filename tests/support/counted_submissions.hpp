// SPDX-License-Identifier: Apache-2.0
// Submissions as the exemption report counts them, with no license behind them.
#pragma once
#include "submission/submission_leaves.hpp"
#include "submission/submission_register.hpp"
#include "tests/support/licensed_documents.hpp"

namespace elicense::test {

inline submission::Submitted given_material(const std::string& type = "type-a",
                                            const std::string& issuer = "issuer-a") {
  submission::Submitted material;
  material.code = material.name = "given";
  material.state = submission::MaterialState::given;
  material.type_code = type;
  material.issuer_code = issuer;
  return material;
}

inline submission::Submitted refused_material(const std::string& reason, const std::string& type = {}) {
  submission::Submitted material;
  material.code = material.name = "refused";
  material.reason = reason;
  material.type_code = type;
  return material;
}

// Of one given and one refused material, received at the day's noon.
inline submission::Submission partial_submission(const std::string& id, const std::string& day) {
  submission::Submission submission;
  submission.id = submission.number = id;
  submission.asker.tenant = "tenant-a";
  submission.matter = "m-1";
  submission.authority_code = "authority-a";
  submission.region = "640100";
  submission.received_at = submission.changed_at = from_date(day).value() + std::chrono::hours(12);
  submission.materials = {given_material(), refused_material("MATERIAL_NOT_LINKED")};
  return submission;
}

inline submission::SubmissionChange change_to(const submission::Submission& submission) {
  return {.submission = submission, .receipt = submission::received_leaf(submission, {}, test_blinder())};
}

inline void record(submission::SubmissionRegister& kept, const submission::Submission& submission) {
  const auto recorded = kept.record({submission.id, {}}, change_to(submission));
  if (!recorded) throw std::runtime_error(recorded.error().code);
}

// As a resumed turn, an outcome or a withdrawal would.
inline void change(submission::SubmissionRegister& kept, const submission::Submission& submission) {
  using Changed = Result<std::optional<submission::SubmissionChange>>;
  const auto changed = kept.change(submission.id, [&](const submission::Submission&) -> Changed {
    return std::optional(change_to(submission));
  });
  if (!changed) throw std::runtime_error(changed.error().code);
}

} // namespace elicense::test
