// SPDX-License-Identifier: Apache-2.0
// Taking licenses for a case instead of paper, and what becomes of the case (docs/submission.md).
#pragma once
#include "license/keyed_lock.hpp"
#include "privacy/disclosure.hpp"
#include "show/register.hpp"
#include "show/uses.hpp"
#include "submission/annotated_copy.hpp"
#include "submission/choice.hpp"
#include "submission/matter_directory.hpp"
#include "submission/submission_register.hpp"
#include "verify/engine.hpp"

namespace elicense::submission {

struct SubmissionRequest {
  std::string idempotency_key; // scoped by the caller
  std::vector<std::string> use_codes;
  show::Asker asker;
  std::string matter, item, matter_case;
  std::vector<std::string> materials;              // their codes; empty: all that the item requires
  nlohmann::json facts = nlohmann::json::object(); // of the case, for rules
};

struct GivenData {          // of one material, beside what is kept of it
  license::License license; // whole: show it by `view`, and keep no more of it
  license::View view;
  verify::Report report; // of the license's own document
};

struct Answered {
  Submission submission;
  // For each material; nothing where it was refused, or its use-code has ended since it was given.
  std::vector<std::optional<GivenData>> data;
};

struct SubmissionOutcome {
  State state{}; // accepted, refused or paper_demanded
  std::string reason;
  std::string operator_; // the person in office who says so
};

struct SubmissionDependencies {
  SubmissionRegister& kept;
  const MatterDirectory& matters;
  const license::TypeCatalogue& types;
  license::Register& licenses;
  const show::Uses& uses;
  show::Register& shows;
  const verify::Engine& engine;
  const AnnotatedCopies& copies;
  const privacy::Disclosure& disclosure;
  const ledger::Blinder& blinder;
  std::string maker; // of the copies: the authority whose service this is
  Clock clock;
  crypto::RandomSource random;
};

class Submissions {
 public:
  explicit Submissions(SubmissionDependencies dependencies)
      : with_(std::move(dependencies)), turns_(std::make_unique<license::KeyedLock>()) {}

  // Every material is answered by itself; sent again with the same key it does what was missing, also with
  // further use-codes, and nothing twice. As a whole it is refused with SUBMISSION_REQUEST, MATTER_UNKNOWN,
  // MATTER_ITEM_UNKNOWN, SUBMISSION_MATERIAL_UNKNOWN, IDEMPOTENCY_…, USE_CODE_UNKNOWN, USE_CODE_BINDING,
  // STORE_…
  Result<Answered> submit(const SubmissionRequest& request) const;

  // Of the material at `place`, recorded as read by `reader`. SUBMISSION_NO_COPY (no such material, or not
  // given), SUBMISSION_WITHDRAWN; as long as the case is open SHOW_LICENSE_STATE and ANNOTATED_COPY_EXPIRED
  Result<Bytes> copy(const Submission& submission, std::size_t place, const privacy::Reader& reader) const;
  Result<face::Face> face(const Submission& submission, std::size_t place,
                          const privacy::Reader& reader) const;

  // Once; the same again changes nothing. SUBMISSION_OUTCOME, SUBMISSION_ANSWERED, SUBMISSION_NOT_FOUND
  Result<Submission> answer(std::string_view id, const SubmissionOutcome& outcome) const;
  Result<Submission> withdraw(std::string_view id, const license::Holder& by) const; // the same

  SubmissionRegister& kept() const { return with_.kept; }

 private:
  Result<license::License> to_be_shown(const Submission& submission, std::size_t place,
                                       const privacy::Reader& reader) const;
  SubmissionDependencies with_;
  std::unique_ptr<license::KeyedLock> turns_; // of equal keys
};

CopyUse copy_use(const Submission& submission, const Submitted& material, std::string maker);

} // namespace elicense::submission
