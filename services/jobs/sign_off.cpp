// SPDX-License-Identifier: Apache-2.0
#include "jobs/sign_off.hpp"
#include "jobs/leaves.hpp"
#include "license/leaves.hpp"
#include <algorithm>

namespace elicense::jobs {
namespace {

constexpr const char* sample_wrong = "sample_wrong"; // of schemas/transition-reasons.tsv
constexpr const char* too_many = "too_many_wrong";   // why a batch was refused by itself

Error conflict(const char* code, std::string detail = {}) {
  return fail(ErrorKind::conflict, code, std::move(detail));
}

Result<void> demand_open(const Job& job) {
  if (job.kind == Kind::import && job.state == State::awaits_sign_off) return {};
  return conflict("JOB_STATE", std::string(to_text(job.state)));
}

std::int64_t count(const Standing& standing, Verdict verdict) {
  return std::ranges::count(standing.sample, verdict, &Sample::verdict);
}

const Signature* first_signature(const Standing& standing) {
  const auto found = std::ranges::find(standing.signatures, Signature::Kind::signed_, &Signature::kind);
  return found == standing.signatures.end() ? nullptr : &*found;
}

Result<void> check_reason(const std::string& reason, bool needed) {
  if (reason.size() > max_reason || (needed && reason.empty()))
    return fail(ErrorKind::invalid, "SAMPLE_REASON");
  return {};
}

} // namespace

Signed SignOff::refused(const Job& job, State state, const std::string& party,
                        const std::string& reason) const {
  const Time now = with_.clock();
  return {.signature = {.kind = Signature::Kind::refused, .at = now, .by = party, .reason = reason},
          .state = state,
          .leaf = decided_leaf(job, license::refused_word, party, with_.blinder, now),
          .annul = {}};
}

Result<Job> SignOff::judge(const std::string& id, std::int64_t number, Verdict verdict,
                           const std::string& reason, const std::string& party) {
  if (auto good = check_reason(reason, verdict == Verdict::wrong); !good) return good.error();
  const Sample judged{.number = number,
                      .identifier = {},
                      .verdict = verdict,
                      .judged_at = with_.clock(),
                      .judged_by = party,
                      .reason = reason};
  return with_.jobs.judge_sample(id, judged, [&](const Standing& standing) -> Result<std::optional<Signed>> {
    if (auto open = demand_open(standing.job); !open) return open.error();
    if (first_signature(standing) != nullptr) return conflict("JOB_STATE", "signed already");
    if (count(standing, Verdict::wrong) <= standing.job.details.accepts) return std::optional<Signed>();
    return std::optional<Signed>(refused(standing.job, State::refused, party, too_many));
  });
}

// A wrong one among those that are accepted never counts: it is annulled as if by a decision of both.
Result<license::Asked> SignOff::annul(const license::License& license, const Standing& standing,
                                      const std::string& party) const {
  const Time now = with_.clock();
  license::Transition transition;
  transition.id = crypto::random_id(with_.random);
  transition.license = license.identifier;
  transition.name = "annul";
  transition.from = license.state_at(now);
  transition.to = license::State::annulled;
  transition.reaches_back = true;
  transition.reason = sample_wrong;
  transition.legal_basis = "jobs/" + standing.job.id;
  transition.asked_by = first_signature(standing)->by;
  transition.asked_at = now;
  transition.effective_on = to_china_date(now);
  transition.revision = license.revision;
  const license::Mark mark{
      .status = license::TransitionStatus::made,
      .at = now,
      .effective_at = now,
      .by = party,
      .registered = license::State::annulled,
      .leaf = license::transition_leaf(transition, license::State::annulled, party, with_.blinder, now)};
  return license::Asked{transition, mark};
}

Result<Job> SignOff::sign(const std::string& id, const license::Actor& actor) {
  return with_.jobs.sign(id, [&](const Standing& standing) -> Result<std::optional<Signed>> {
    if (auto open = demand_open(standing.job); !open) return open.error();
    if (count(standing, Verdict::open) > 0)
      return conflict("SAMPLE_OPEN", std::to_string(count(standing, Verdict::open)));
    const Time now = with_.clock();
    const Signature* const first = first_signature(standing);
    if (first == nullptr)
      return std::optional(
          Signed{.signature = {.kind = Signature::Kind::signed_, .at = now, .by = actor.party, .reason = {}},
                 .state = State::awaits_sign_off,
                 .leaf = std::nullopt,
                 .annul = {}});
    if (first->by == actor.party) return fail(ErrorKind::forbidden, "SIGN_OFF_OWN");
    if (!actor.roles.contains("issuer_approver")) return fail(ErrorKind::forbidden, "SIGN_OFF_ROLE");
    return std::optional(Signed{
        .signature = {.kind = Signature::Kind::released, .at = now, .by = actor.party, .reason = {}},
        .state = State::released,
        .leaf = decided_leaf(standing.job, license::released_word, actor.party, with_.blinder, now),
        .annul = [&](const license::License& license) { return annul(license, standing, actor.party); }});
  });
}

Result<Job> SignOff::refuse(const std::string& id, const std::string& reason, const std::string& party) {
  if (auto good = check_reason(reason, true); !good) return good.error();
  return with_.jobs.sign(id, [&](const Standing& standing) -> Result<std::optional<Signed>> {
    if (auto open = demand_open(standing.job); !open) return open.error();
    return std::optional(refused(standing.job, State::refused, party, reason));
  });
}

Result<Job> SignOff::end_cancelled(const std::string& id) {
  return with_.jobs.sign(id, [&](const Standing& standing) -> Result<std::optional<Signed>> {
    if (standing.job.state != State::cancelling) return std::optional<Signed>();
    return std::optional(
        refused(standing.job, State::cancelled, standing.job.details.decided_by, "cancelled"));
  });
}

} // namespace elicense::jobs
