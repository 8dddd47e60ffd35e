// SPDX-License-Identifier: Apache-2.0
// The issuing cycle of many licenses: what goes to the disk goes there together, before and behind the use of
// the key.
#include "license/issuing.hpp"
#include "license/leaves.hpp"

namespace elicense::license {
namespace {

struct Item {
  const IssueRequest& request;
  std::optional<Result<License>> answer =
      std::nullopt; // as soon as there is one, nothing more is done about it
  License license = {};
  Drawn drawn = {};
  Bytes document = {};
};

std::vector<Item*> unanswered(std::vector<Item>& items) {
  std::vector<Item*> open;
  for (Item& item : items)
    if (!item.answer) open.push_back(&item);
  return open;
}

class ManyIssues {
 public:
  ManyIssues(Issuer::State& state, const seal::HeldSeal& seal, std::span<const IssueRequest> requests)
      : state_(state), seal_(seal) {
    for (const IssueRequest& request : requests)
      items_.push_back({request});
  }

  std::vector<Result<License>> run() {
    for (Item& item : items_)
      draw(item);
    plan();
    for (Item* const item : unanswered(items_))
      seal(*item);
    record();
    std::vector<Result<License>> answers;
    for (Item& item : items_)
      answers.push_back(*std::move(item.answer));
    return answers;
  }

 private:
  void draw(Item& item) {
    const IssueRequest& request = item.request;
    const LicenseType* const type = state_.with.types.find(request.type_code);
    if (type == nullptr) {
      item.answer = fail(ErrorKind::not_found, "TYPE_UNKNOWN", request.type_code);
      return;
    }
    const auto draft = draft_license(request, *type, state_.with.authority, state_.with.clock());
    const auto license = draft ? state_.numbered(*draft, request) : draft;
    if (!license) {
      item.answer = license.error();
      return;
    }
    item.license = *license;
    keep(item, state_.draw(*license, *type, seal_, request.scans));
  }

  void keep(Item& item, Result<Drawn> drawn) {
    if (drawn)
      item.drawn = *std::move(drawn);
    else
      item.answer = drawn.error();
  }

  void plan() {
    const auto open = unanswered(items_);
    std::vector<Plan> plans;
    plans.reserve(open.size());
    for (const Item* const item : open)
      plans.push_back(plan_of(item->request, item->license));
    const auto outcomes = state_.with.licenses.record_plans(plans);
    for (std::size_t i = 0; i < open.size(); ++i)
      take(*open[i], outcomes[i]);
  }

  void take(Item& item, const Result<PlanOutcome>& outcome) {
    if (!outcome && outcome.error().code == "REGISTER_DUPLICATE") {
      item.answer = state_.issue(item.request); // which draws another identifier
    } else if (!outcome) {
      item.answer = outcome.error();
    } else if (outcome->kind == PlanOutcome::Kind::done) {
      item.answer = outcome->license;
    } else if (outcome->kind == PlanOutcome::Kind::open) { // of an earlier attempt
      item.license = outcome->license;
      keep(item, state_.draw_planned(item.license, seal_, item.request.scans));
    }
  }

  void seal(Item& item) {
    auto sealed = state_.seal_drawn(item.license, item.drawn, seal_);
    item.drawn = {};
    if (!sealed) {
      item.answer = state_.give_up(item.license, sealed.error());
      return;
    }
    item.license = std::move(sealed->license);
    item.document = std::move(sealed->document);
  }

  void record() {
    const auto open = unanswered(items_);
    const Time now = state_.with.clock();
    const ledger::Blinder& blinder = state_.with.blinder;
    std::vector<Issued> issued;
    issued.reserve(open.size());
    for (const Item* const item : open)
      issued.push_back({item->license, item->document, issued_leaf(item->license, blinder, now),
                        replacement(item->license, blinder, now)});
    const auto recorded = state_.with.licenses.record_all_issued(issued);
    for (std::size_t i = 0; i < open.size(); ++i)
      open[i]->answer = state_.answer_of(open[i]->license, recorded[i]);
  }

  Issuer::State& state_;
  const seal::HeldSeal& seal_;
  std::vector<Item> items_;
};

} // namespace

std::vector<Result<License>> Issuer::State::issue_many(std::span<const IssueRequest> requests) {
  const auto seal = with.seals.find(with.authority.seal_id);
  if (!seal) return {requests.size(), Result<License>(seal.error())};
  return ManyIssues(*this, **seal, requests).run();
}

} // namespace elicense::license
