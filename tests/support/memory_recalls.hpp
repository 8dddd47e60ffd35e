// SPDX-License-Identifier: Apache-2.0
// Recalls in memory, for tests: as many as a test puts there.
#pragma once
#include "recall/register.hpp"

#include <algorithm>

namespace elicense::test {

class MemoryRecalls final : public recall::Register {
 public:
  Result<bool> tell(const recall::Rules& rules, Time) override {
    for (const auto& [marked, reliance] : told)
      if (rules.consequence(marked.transition, marked.mark) == recall::Consequence::recall)
        keep(rules.recall(marked, reliance));
      else if (rules.consequence(marked.transition, marked.mark) == recall::Consequence::lift)
        for (recall::Recall& recall : recalls)
          if (recall.transition == marked.transition.number && !recall.lifted_at)
            recall = note(rules.lift(recall));
    return !std::exchange(told, {}).empty();
  }
  Result<recall::Recall> find(std::string_view id) override {
    const auto found = std::ranges::find(recalls, id, &recall::Recall::id);
    if (found == recalls.end()) return fail(ErrorKind::not_found, "RECALL_NOT_FOUND");
    return *found;
  }
  Result<std::vector<recall::Recall>> list(const recall::Viewer& viewer, recall::Wanted wanted,
                                           std::int64_t before, std::size_t limit) override {
    std::vector<recall::Recall> found;
    for (auto recall = recalls.rbegin(); recall != recalls.rend() && found.size() < limit; ++recall)
      if ((recall->reliance.party == viewer.party || recall->issuer_code == viewer.issuer_code) &&
          (before == 0 || recall->sequence < before) &&
          (wanted == recall::Wanted::all || to_text(recall->state_now()) == name_of(wanted)))
        found.push_back(*recall);
    return found;
  }
  Result<recall::Recall> acknowledge(std::string_view id, const recall::Acknowledge& acknowledge) override {
    const auto found = std::ranges::find(recalls, id, &recall::Recall::id);
    if (found == recalls.end()) return fail(ErrorKind::not_found, "RECALL_NOT_FOUND");
    const auto answered = acknowledge(*found);
    if (!answered) return answered.error();
    if (*answered) *found = note(**answered);
    return *found;
  }

  std::vector<std::pair<recall::Marked, recall::Reliance>> told; // of the next step
  std::vector<recall::Recall> recalls;
  std::vector<ledger::Entry> leaves;
  std::vector<notify::Event> events;

 private:
  static std::string_view name_of(recall::Wanted wanted) {
    return wanted == recall::Wanted::open ? "open" : "acknowledged";
  }
  recall::Recall note(const recall::LeafedRecall& change) {
    leaves.push_back(change.leaf);
    events.push_back(change.event);
    return change.recall;
  }
  void keep(const recall::LeafedRecall& made) {
    recalls.push_back(note(made));
    recalls.back().sequence = static_cast<std::int64_t>(recalls.size());
  }
};

} // namespace elicense::test
