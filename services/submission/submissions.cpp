// SPDX-License-Identifier: Apache-2.0
// What may take long (use-codes, copies, seals) is done before the writer's turn; equal keys wait for each
// other, so that nothing is made twice.
#include "submission/submissions.hpp"

#include "submission/handing_in.hpp"
#include "submission/outcome_reason.hpp"
#include "submission/statement.hpp"
#include "submission/submission_leaves.hpp"

#include <algorithm>
#include <set>

namespace elicense::submission {
namespace {

constexpr int max_draws = 4; // of a number; more in a row mean that something else is wrong

Error request_error(const char* detail) {
  return fail(ErrorKind::invalid, "SUBMISSION_REQUEST", detail);
}

bool is_text(std::string_view text, std::size_t limit) {
  return !text.empty() && text.size() <= limit;
}

Result<void> check(const SubmissionRequest& request) {
  if (request.idempotency_key.empty()) return fail(ErrorKind::malformed, "IDEMPOTENCY_KEY_MISSING");
  if (request.use_codes.empty() || request.use_codes.size() > max_authorizations)
    return request_error("authorization: from 1 to 20 use-codes");
  if (std::set(request.use_codes.begin(), request.use_codes.end()).size() != request.use_codes.size())
    return request_error("authorization: each use-code once");
  if (!is_text(request.matter_case, show::max_case)) return request_error("case");
  if (!is_text(request.asker.device, show::max_device)) return request_error("device");
  if (!request.facts.is_object()) return request_error("facts");
  return {};
}

// Which use-codes come with it may change: what was missing can be agreed to later.
SubmissionKey key_of(const SubmissionRequest& request) {
  const nlohmann::json record = {
      request.asker.party, request.asker.operator_, request.asker.device, request.matter,
      request.item,        request.matter_case,     request.materials,    request.facts};
  return {request.idempotency_key, crypto::sm3(as_bytes(record.dump()))};
}

Result<const Item*> item_of(const Matter* matter, const SubmissionRequest& request) {
  if (matter == nullptr) return fail(ErrorKind::not_found, "MATTER_UNKNOWN", request.matter);
  const Item* const item = matter->item(request.item);
  if (item == nullptr) return fail(ErrorKind::not_found, "MATTER_ITEM_UNKNOWN", request.item);
  return item;
}

Submitted submitted_of(const Material& material) {
  Submitted submitted;
  submitted.code = material.code;
  submitted.name = material.name;
  return submitted;
}

Submitted left_out_of(const Material& material) {
  Submitted left_out = submitted_of(material);
  left_out.reason = material.alternatives.empty() ? "MATERIAL_NOT_LINKED" : "MATERIAL_LEFT_OUT";
  if (!material.alternatives.empty()) left_out.type_code = material.alternatives.front().type_code;
  return left_out;
}

struct HandedIn {
  std::vector<Submitted> materials, left_out;
};

// Those that were named; else those that the item requires in this case.
Result<HandedIn> materials_of(const Item& item, const SubmissionRequest& request,
                              const SubmissionDependencies& with) {
  const std::vector<std::string>& wanted = request.materials;
  const Case of{.types = with.types, .applicant = {}, .facts = request.facts, .at = with.clock()};
  HandedIn handed_in;
  for (const Material& material : item.materials) {
    const bool is_needed = material.required && choose(material, {}, of).asked_for;
    const bool is_wanted =
        wanted.empty() ? is_needed : std::ranges::find(wanted, material.code) != wanted.end();
    if (is_wanted)
      handed_in.materials.push_back(submitted_of(material));
    else if (is_needed)
      handed_in.left_out.push_back(left_out_of(material));
  }
  if (!wanted.empty() && handed_in.materials.size() != wanted.size())
    return fail(ErrorKind::invalid, "SUBMISSION_MATERIAL_UNKNOWN", "each material of the item, once");
  if (handed_in.materials.empty()) return request_error("materials");
  return handed_in;
}

Submission first_of(const SubmissionRequest& request, const Matter& matter, const Item& item,
                    HandedIn handed_in, const SubmissionDependencies& with) {
  Submission submission;
  submission.id = crypto::random_id(with.random);
  submission.asker = request.asker;
  submission.matter = matter.code;
  submission.matter_name = matter.name;
  submission.matter_version = matter.version;
  submission.authority_code = matter.authority_code;
  submission.authority_name = matter.authority_name;
  submission.region = matter.region;
  submission.item = item.code;
  submission.item_name = item.name;
  submission.matter_case = request.matter_case;
  submission.received_at = with.clock();
  submission.materials = std::move(handed_in.materials);
  submission.left_out = std::move(handed_in.left_out);
  return submission;
}

SubmissionChange change_of(Submission submission, HandingIn& handing) {
  submission.registered_state = state_by_materials(submission.materials);
  SubmissionChange change{.submission = std::move(submission)};
  change.copies = handing.take_copies();
  change.leaves = handing.take_leaves();
  return change;
}

void state(SubmissionChange& change, const SubmissionKey& key, const ledger::Blinder& blinder) {
  change.submission.statement = statement_of(change.submission);
  change.receipt = received_leaf(change.submission, key.digest, blinder);
}

// Ten digits that no other submission has.
Result<Submission> record_first(const SubmissionDependencies& with, const SubmissionKey& key,
                                SubmissionChange change) {
  auto recorded = Result<Submission>(fail(ErrorKind::busy, "SUBMISSION_NUMBER_TAKEN"));
  for (int draw = 0; draw < max_draws; ++draw) {
    change.submission.number = show::make_code(with.random, change.submission.changed_at).spoken;
    state(change, key, with.blinder);
    recorded = with.kept.record(key, change);
    if (recorded || recorded.error().code != "SUBMISSION_NUMBER_TAKEN") break;
  }
  return recorded;
}

// Of a case that was answered meanwhile only that a seal was used is left to record.
Result<Submission> record_more(const SubmissionDependencies& with, const SubmissionKey& key,
                               SubmissionChange change) {
  state(change, key, with.blinder);
  return with.kept.change(
      change.submission.id, [&](const Submission& now) -> Result<std::optional<SubmissionChange>> {
        if (is_open(now.registered_state)) return std::optional(change);
        return std::optional(SubmissionChange{.submission = now, .leaves = change.leaves});
      });
}

Error no_copy() {
  return fail(ErrorKind::not_found, "SUBMISSION_NO_COPY");
}

bool is_same_outcome(const Submission& submission, const SubmissionOutcome& outcome) {
  return submission.registered_state == outcome.state && submission.outcome_reason == outcome.reason;
}

Result<void> check(const SubmissionOutcome& outcome) {
  const bool known = outcome.state == State::accepted || outcome.state == State::refused ||
                     outcome.state == State::paper_demanded;
  const bool needs_reason = outcome.state != State::accepted;
  if (known && outcome.reason.size() <= max_outcome_reason && !(needs_reason && outcome.reason.empty()))
    return {};
  return fail(ErrorKind::invalid, "SUBMISSION_OUTCOME");
}

// 应免未免 is a list for other eyes than those that see the case.
Result<void> check_listed(const SubmissionDependencies& with, std::string_view id,
                          const SubmissionOutcome& outcome) {
  if (outcome.state != State::paper_demanded) return {};
  const auto submission = with.kept.find(id);
  if (!submission) return submission.error();
  return check_names_nobody(outcome.reason, *submission, with.licenses);
}

} // namespace

CopyUse copy_use(const Submission& submission, const Submitted& material, std::string maker) {
  return {.purpose = submission.matter_name + "（" + submission.item_name + "）",
          .matter_case = submission.matter_case,
          .receiver = submission.authority_name,
          .maker = std::move(maker),
          .made_at = material.given_at,
          .expires_at = material.copy_expires_at};
}

Result<Answered> Submissions::submit(const SubmissionRequest& request) const {
  if (auto good = check(request); !good) return good.error();
  const SubmissionKey key = key_of(request);
  const license::KeyedLock::Hold turn(*turns_, request.idempotency_key);
  auto before = with_.kept.submitted_before(key);
  if (!before) return before.error();
  if (*before && !is_open((*before)->registered_state)) {
    const std::size_t materials = (*before)->materials.size();
    return Answered{**std::move(before), std::vector<std::optional<GivenData>>(materials)};
  }
  const Matter* const matter = *before ? with_.matters.of(request.matter, (*before)->matter_version)
                                       : with_.matters.find(request.matter);
  const auto item = item_of(matter, request);
  if (!item) return item.error();
  auto handed_in = materials_of(**item, request, with_);
  if (!handed_in) return handed_in.error();
  auto used = use_all(with_, request);
  if (!used) return used.error();
  Submission submission =
      *before ? **before : first_of(request, *matter, **item, *std::move(handed_in), with_);
  submission.changed_at = with_.clock();
  HandingIn handing(with_, request, **item, *std::move(used), submission);
  handing.give_what_is_missing();
  auto data = handing.data();
  if (*before && !handing.changed()) return Answered{**std::move(before), std::move(data)};
  auto change = change_of(std::move(submission), handing);
  auto recorded =
      *before ? record_more(with_, key, std::move(change)) : record_first(with_, key, std::move(change));
  if (!recorded) return recorded.error();
  if (!is_open(recorded->registered_state)) data.assign(data.size(), std::nullopt); // answered meanwhile
  return Answered{*std::move(recorded), std::move(data)};
}

Result<license::License> Submissions::to_be_shown(const Submission& submission, std::size_t place,
                                                  const privacy::Reader& reader) const {
  if (submission.registered_state == State::withdrawn)
    return fail(ErrorKind::conflict, "SUBMISSION_WITHDRAWN");
  if (place >= submission.materials.size()) return no_copy();
  const Submitted& material = submission.materials[place];
  if (material.state == MaterialState::refused) return no_copy();
  auto license = with_.licenses.find(material.license);
  if (!license) return license;
  const Time now = with_.clock();
  if (is_open(submission.registered_state)) {
    if (const auto state = license->state_at(now); state != license::State::valid)
      return fail(ErrorKind::conflict, "SHOW_LICENSE_STATE", std::string(license::to_text(state)));
    if (now >= material.copy_expires_at) return fail(ErrorKind::conflict, "ANNOTATED_COPY_EXPIRED");
  }
  const auto view = license::View::only({material.on_copy.begin(), material.on_copy.end()});
  if (auto recorded = with_.disclosure.record(*license, view, "copy", reader); !recorded)
    return recorded.error();
  return license;
}

Result<Bytes> Submissions::copy(const Submission& submission, std::size_t place,
                                const privacy::Reader& reader) const {
  const auto shown = to_be_shown(submission, place, reader);
  if (!shown) return shown.error();
  return with_.kept.copy(submission.id, place);
}

Result<face::Face> Submissions::face(const Submission& submission, std::size_t place,
                                     const privacy::Reader& reader) const {
  const auto shown = to_be_shown(submission, place, reader);
  if (!shown) return shown.error();
  const Submitted& material = submission.materials[place];
  return with_.copies.face(*shown, license::View::only({material.on_copy.begin(), material.on_copy.end()}),
                           copy_use(submission, material, with_.maker));
}

Result<Submission> Submissions::answer(std::string_view id, const SubmissionOutcome& outcome) const {
  if (auto good = check(outcome); !good) return good.error();
  if (auto good = check_listed(with_, id, outcome); !good) return good.error();
  return with_.kept.change(id, [&](const Submission& now) -> Result<std::optional<SubmissionChange>> {
    if (is_same_outcome(now, outcome)) return std::optional<SubmissionChange>();
    if (!is_open(now.registered_state)) return fail(ErrorKind::conflict, "SUBMISSION_ANSWERED");
    SubmissionChange change{.submission = now};
    change.submission.registered_state = outcome.state;
    change.submission.outcome_reason = outcome.reason;
    change.submission.answered_by = outcome.operator_;
    change.submission.changed_at = with_.clock();
    change.leaves.push_back(answered_leaf(change.submission, with_.blinder));
    return std::optional(std::move(change));
  });
}

Result<Submission> Submissions::withdraw(std::string_view id, const license::Holder& by) const {
  return with_.kept.change(id, [&](const Submission& now) -> Result<std::optional<SubmissionChange>> {
    if (now.registered_state == State::withdrawn) return std::optional<SubmissionChange>();
    if (!is_open(now.registered_state)) return fail(ErrorKind::conflict, "SUBMISSION_ANSWERED");
    SubmissionChange change{.submission = now, .drops_copies = true};
    change.submission.registered_state = State::withdrawn;
    change.submission.changed_at = with_.clock();
    change.leaves.push_back(withdrawn_leaf(change.submission, by, with_.blinder));
    return std::optional(std::move(change));
  });
}

} // namespace elicense::submission
