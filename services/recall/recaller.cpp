// SPDX-License-Identifier: Apache-2.0
#include "recall/recaller.hpp"

#include "recall/leaves.hpp"
#include "recall/notices.hpp"

namespace elicense::recall {

LeafedRecall Recaller::made(const Marked& marked, const Reliance& reliance) const {
  const license::Transition& transition = marked.transition;
  const Recall recall{.id = crypto::random_id(with_.random),
                      .reliance = reliance,
                      .type_code = marked.type_code,
                      .issuer_code = marked.issuer_code,
                      .transition = transition.number,
                      .transition_name = transition.name,
                      .state = transition.to,
                      .reason = transition.reason,
                      .successor = transition.successor,
                      .effective_at = transition.effective_at,
                      .told_at = with_.clock(),
                      .lifted_at = std::nullopt,
                      .lifted_by = std::nullopt,
                      .acknowledged = std::nullopt};
  return {recall, recalled_leaf(recall, with_.blinder), recalled_event(recall)};
}

LeafedRecall Recaller::lifted(Recall recall) const {
  recall.lifted_at = with_.clock();
  return {recall, lifted_leaf(recall, with_.blinder), lifted_event(recall)};
}

LeafedRecall Recaller::resumed(Recall recall, const license::Transition& resumption) const {
  recall.lifted_by = resumption_of(resumption);
  return lifted(std::move(recall));
}

Result<bool> Recaller::step() const {
  return with_.kept.tell(
      {.consequence = consequence_of,
       .recall = [this](const Marked& marked, const Reliance& reliance) { return made(marked, reliance); },
       .lift = [this](const Recall& recall) { return lifted(recall); },
       .resume = [this](const Recall& recall,
                        const license::Transition& resumption) { return resumed(recall, resumption); }},
      with_.clock());
}

Result<Recall> Recaller::acknowledge(std::string_view id, std::string_view party,
                                     std::optional<Reply> reply) const {
  return with_.kept.acknowledge(id, [&](const Recall& before) -> Result<std::optional<LeafedRecall>> {
    if (before.reliance.party != party) return fail(ErrorKind::not_found, "RECALL_NOT_FOUND");
    if (before.acknowledged && before.acknowledged->reply == reply) return std::optional<LeafedRecall>();
    if (before.acknowledged) return fail(ErrorKind::conflict, "RECALL_ACKNOWLEDGED");
    if (before.lifted_at) return fail(ErrorKind::conflict, "RECALL_LIFTED");
    Recall recall = before;
    recall.acknowledged = Acknowledgement{with_.clock(), reply};
    return std::optional(
        LeafedRecall{recall, acknowledged_leaf(recall, with_.blinder), acknowledged_event(recall)});
  });
}

} // namespace elicense::recall
