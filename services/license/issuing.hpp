// SPDX-License-Identifier: Apache-2.0
// The steps of the issuing cycle, of one license or of many.
#pragma once
#include "license/drafting.hpp"
#include "license/identifier.hpp"
#include "license/keyed_lock.hpp"

namespace elicense::license {

struct Planned {
  PlanOutcome outcome;
  Drawn drawn; // of the outcome's license, unless it is done
};

struct Sealed {
  License license; // as it is to be recorded
  Bytes document;
};

Plan plan_of(const IssueRequest& request, const License& license);
// Of the version before, if there is one.
std::optional<Mark> replacement(const License& license, const ledger::Blinder& blinder, Time now);

struct Issuer::State {
  IssueDependencies with;
  KeyedLock turns;

  explicit State(IssueDependencies dependencies) : with(std::move(dependencies)) {}

  Result<License> issue(const IssueRequest& request);
  Result<Planned> plan(const IssueRequest& request, const LicenseType& type, const License& draft,
                       const seal::HeldSeal& seal);
  Result<Planned> go_on(PlanOutcome outcome, const IssueRequest& request, const seal::HeldSeal& seal);
  Result<Sealed> seal_drawn(const License& planned, const Drawn& drawn, const seal::HeldSeal& seal) const;
  Result<License> complete(const License& planned, const Drawn& drawn, const seal::HeldSeal& seal);
  Result<License> record(const License& license, ByteView document);
  Result<License> answer_of(const License& license, const Result<void>& recorded);
  std::vector<Result<License>> issue_many(std::span<const IssueRequest> requests);
  Result<License> finish(const License& planned);
  Result<License> give_up(const License& planned, Error reason);

  Result<License> numbered(const License& draft, const IssueRequest& request) const;
  Result<Identifier> identifier_of(const License& draft, const IssueRequest& request) const;
  Result<Drawn> draw(const License& license, const LicenseType& type, const seal::HeldSeal& seal,
                     std::span<const Scan> scans) const {
    return draw_document(license, type, with.fonts, seal.seal.picture, with.verification_url, scans);
  }
  // By the version of its type it was planned under. TYPE_UNKNOWN
  Result<Drawn> draw_planned(const License& license, const seal::HeldSeal& seal,
                             std::span<const Scan> scans) const;
};

} // namespace elicense::license
