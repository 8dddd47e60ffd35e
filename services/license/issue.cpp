// SPDX-License-Identifier: Apache-2.0
// The issuing cycle. Whatever was signed is on record before the key is used; whatever left the house is on
// record complete.
#include "license/drafting.hpp"
#include "license/identifier.hpp"
#include "license/issuing.hpp"
#include "license/leaves.hpp"

namespace elicense::license {
namespace {

constexpr int max_draws =
    4; // of a random identifier; two equal ones in a row mean that something else is wrong
// "Could not ask" may succeed later; anything else would fail again.
bool passes(const Error& error) {
  return error.kind == ErrorKind::unavailable || error.kind == ErrorKind::busy;
}

} // namespace

std::optional<Mark> replacement(const License& license, const ledger::Blinder& blinder, Time now) {
  if (license.predecessor.empty()) return std::nullopt;
  return Mark{.status = TransitionStatus::made,
              .at = now,
              .effective_at = now,
              .by = {},
              .registered = State::replaced,
              .leaf = replaced_leaf(license, blinder, now)};
}

// A new version keeps the serial of the one before.
Result<Identifier> Issuer::State::identifier_of(const License& draft, const IssueRequest& request) const {
  if (!request.succession || request.succession->replaces.empty())
    return Identifier{draft.type_code, draft.issuer_code, random_serial(with.random), 1};
  auto identifier = Identifier::parse(request.succession->replaces);
  if (!identifier) return identifier;
  const auto last = with.licenses.last_version(request.succession->replaces);
  if (!last) return last.error();
  if (*last >= max_version)
    return fail(ErrorKind::conflict, "IDENTIFIER_VERSIONS", request.succession->replaces);
  identifier->version = *last + 1;
  return identifier;
}

Result<License> Issuer::State::numbered(const License& draft, const IssueRequest& request) const {
  const auto identifier = identifier_of(draft, request);
  if (!identifier) return identifier.error();
  License license = draft;
  license.identifier = identifier->text();
  license.reference = new_reference(with.random);
  if (request.succession) license.predecessor = request.succession->replaces;
  license.batch = request.batch;
  if (!with.status_place) return license;
  auto place = with.status_place();
  if (!place) return place.error();
  license.status_place = *std::move(place);
  return license;
}

Result<License> Issuer::State::issue(const IssueRequest& request) {
  if (request.idempotency_key.empty()) return fail(ErrorKind::malformed, "IDEMPOTENCY_KEY_MISSING");
  const auto type = with.types.to_issue(request.type_code);
  if (!type) return type.error();
  const auto draft = draft_license(request, **type, with.authority, with.clock());
  if (!draft) return draft.error();
  const auto seal = with.seals.find(with.authority.seal_id);
  if (!seal) return seal.error();

  const KeyedLock::Hold turn(turns, request.idempotency_key);
  const auto planned = plan(request, **type, *draft, **seal);
  if (!planned) return planned.error();
  const License& license = planned->outcome.license;
  if (planned->outcome.kind == PlanOutcome::Kind::done) return license;
  return complete(license, planned->drawn, **seal);
}

Plan plan_of(const IssueRequest& request, const License& license) {
  Plan plan{request.idempotency_key, request_digest(request), license, license.issued_at};
  if (!request.succession) return plan;
  plan.replaces = request.succession->replaces;
  plan.ask = request.succession->ask;
  return plan;
}

// Draws before it records: what cannot be drawn leaves no trace.
Result<Planned> Issuer::State::plan(const IssueRequest& request, const LicenseType& type,
                                    const License& draft, const seal::HeldSeal& seal) {
  for (int draws = 1;; ++draws) {
    const auto license = numbered(draft, request);
    if (!license) return license.error();
    auto drawn = draw(*license, type, seal, request.scans);
    if (!drawn) return drawn.error();
    const Plan wanted = plan_of(request, *license);
    auto outcome = with.licenses.record_plan(wanted);
    if (!outcome && outcome.error().code == "REGISTER_DUPLICATE" && draws < max_draws) continue;
    if (!outcome) return outcome.error();
    if (outcome->kind != PlanOutcome::Kind::recorded) return go_on(*std::move(outcome), request, seal);
    return Planned{*std::move(outcome), *std::move(drawn)};
  }
}

Result<Drawn> Issuer::State::draw_planned(const License& license, const seal::HeldSeal& seal,
                                          std::span<const Scan> scans) const {
  const LicenseType* const type = with.types.of(license);
  if (type == nullptr) return fail(ErrorKind::not_found, "TYPE_UNKNOWN", license.type_code);
  return draw(license, *type, seal, scans);
}

// The plan of an earlier attempt: its license, not the one just drawn.
Result<Planned> Issuer::State::go_on(PlanOutcome outcome, const IssueRequest& request,
                                     const seal::HeldSeal& seal) {
  if (outcome.kind == PlanOutcome::Kind::done) return Planned{std::move(outcome), {}};
  auto drawn = draw_planned(outcome.license, seal, request.scans);
  if (!drawn) return drawn.error();
  return Planned{std::move(outcome), *std::move(drawn)};
}

Result<Sealed> Issuer::State::seal_drawn(const License& planned, const Drawn& drawn,
                                         const seal::HeldSeal& seal) const {
  auto sealed = with.sealer.apply(drawn.document, seal, drawn.place);
  if (!sealed) return sealed.error();
  if (auto checked = with.self_check(*sealed); !checked) return checked.error();
  License license = planned;
  license.registered_state = license::State::valid;
  license.seal_id = seal.id;
  license.document_digest = crypto::sm3(sealed->bytes);
  return Sealed{std::move(license), std::move(sealed->bytes)};
}

Result<License> Issuer::State::complete(const License& planned, const Drawn& drawn,
                                        const seal::HeldSeal& seal) {
  auto sealed = seal_drawn(planned, drawn, seal);
  if (!sealed) return give_up(planned, sealed.error());
  return record(sealed->license, sealed->document);
}

Result<License> Issuer::State::record(const License& license, ByteView document) {
  const Time now = with.clock();
  const auto recorded = with.licenses.record_issued(
      license, document, issued_leaf(license, with.blinder, now), replacement(license, with.blinder, now));
  return answer_of(license, recorded);
}

Result<License> Issuer::State::answer_of(const License& license, const Result<void>& recorded) {
  if (recorded) return license;
  if (recorded.error().code == "PLAN_NOT_OPEN")
    return with.licenses.find(license.identifier); // finished meanwhile
  if (recorded.error().code == "TRANSITION_RACED") return give_up(license, recorded.error());
  return recorded.error(); // the plan stays open: a repeat, or the next start, finishes it
}

Result<License> Issuer::State::give_up(const License& planned, Error reason) {
  if (passes(reason)) return reason;
  const auto voided =
      with.licenses.void_plan(planned.identifier, reason.code,
                              voided_leaf(planned.identifier, reason.code, with.blinder, with.clock()));
  if (!voided) return voided.error();
  return reason;
}

// A plan found at start.
Result<License> Issuer::State::finish(const License& planned) {
  const LicenseType* const type = with.types.of(planned);
  if (type == nullptr) return give_up(planned, fail(ErrorKind::not_found, "TYPE_UNKNOWN", planned.type_code));
  if (auto good = type->check_data(planned.data); !good) return give_up(planned, good.error());
  const auto seal = with.seals.find(with.authority.seal_id);
  if (!seal)
    return fail(ErrorKind::unavailable, seal.error().code, seal.error().detail); // may be brought back
  const auto drawn = draw(planned, *type, **seal, {});
  if (!drawn) return give_up(planned, drawn.error());
  return complete(planned, *drawn, **seal);
}

Issuer::Issuer(IssueDependencies dependencies) : state_(std::make_shared<State>(std::move(dependencies))) {}

Result<License> Issuer::issue(const IssueRequest& request) {
  return state_->issue(request);
}

std::vector<Result<License>> Issuer::issue_many(std::span<const IssueRequest> requests) {
  return state_->issue_many(requests);
}

Result<Issuer::Recovery> Issuer::finish_open_plans() {
  const auto plans = state_->with.licenses.open_plans();
  if (!plans) return plans.error();
  Recovery recovery;
  for (const License& planned : *plans) {
    const auto finished = state_->finish(planned);
    if (finished)
      ++recovery.finished;
    else if (passes(finished.error()))
      ++recovery.left_open;
    else
      ++recovery.voided;
  }
  return recovery;
}

} // namespace elicense::license
