// SPDX-License-Identifier: Apache-2.0
// Submissions of an instance, wired.
#pragma once
#include "show/desk.hpp"
#include "submission/submissions.hpp"

namespace elicense::instance {

struct SubmissionDeskParts {
  std::unique_ptr<submission::SubmissionRegister> kept;
  const submission::MatterDirectory& matters;
  const license::TypeCatalogue& types;
  license::Register& licenses;
  show::Desk& show;
  const verify::Engine& engine;
  const face::Fonts& fonts;
  const seal::Cabinet& seals;
  const seal::Sealer& sealer;
  license::SelfCheck self_check;
  const privacy::Disclosure& disclosure;
  const ledger::Blinder& blinder;
  std::string authority_name; // who makes the annotated copies
  std::string verification_url;
};

class SubmissionDesk {
 public:
  explicit SubmissionDesk(SubmissionDeskParts parts);
  const submission::Submissions& submissions() const { return submissions_; }

 private:
  std::unique_ptr<submission::SubmissionRegister> kept_;
  submission::AnnotatedCopies copies_;
  submission::Submissions submissions_;
};

} // namespace elicense::instance
