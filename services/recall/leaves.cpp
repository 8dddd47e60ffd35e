// SPDX-License-Identifier: Apache-2.0
#include "recall/leaves.hpp"

#include <algorithm>

namespace elicense::recall {
namespace {

using ledger::EntryKind;
using ledger::ReferenceRole;

// The id in it cannot be guessed, so nobody finds a reason by trying.
nlohmann::json record_of(const Recall& recall) {
  return {recall.id,          recall.reliance.license, recall.reliance.party,          recall.reliance.tenant,
          recall.issuer_code, recall.transition,       recall.transition_name,         to_text(recall.state),
          recall.reason,      recall.successor,        to_rfc3339(recall.effective_at)};
}

nlohmann::json lifted_record_of(const Recall& recall) {
  nlohmann::json record = record_of(recall);
  if (const auto& by = recall.lifted_by)
    record.push_back({by->transition, by->name, by->reason, to_rfc3339(by->effective_at)});
  return record;
}

ledger::Entry leaf(EntryKind kind, const Recall& recall, const nlohmann::json& record, std::string word,
                   const ledger::Blinder& blinder, Time at) {
  std::ranges::replace(word, '_', '-'); // words of the ledger have hyphens
  return {.kind = kind,
          .at = at,
          .digests = {{ledger::DigestRole::request, crypto::sm3(as_bytes(record.dump()))}},
          .references = {{ReferenceRole::license,
                          blinder.reference(ReferenceRole::license, recall.reliance.license)},
                         {ReferenceRole::client,
                          blinder.reference(ReferenceRole::client, recall.reliance.party)}},
          .word = std::move(word),
          .number = std::nullopt};
}

} // namespace

ledger::Entry recalled_leaf(const Recall& recall, const ledger::Blinder& blinder) {
  return leaf(EntryKind::license_recalled, recall, record_of(recall), std::string(to_text(recall.state)),
              blinder, recall.told_at);
}

ledger::Entry lifted_leaf(const Recall& recall, const ledger::Blinder& blinder) {
  return leaf(EntryKind::license_recalled, recall, lifted_record_of(recall), std::string(lifted_word),
              blinder, *recall.lifted_at);
}

ledger::Entry acknowledged_leaf(const Recall& recall, const ledger::Blinder& blinder) {
  const auto& [at, reply] = *recall.acknowledged;
  return leaf(EntryKind::recall_acknowledged, recall, record_of(recall),
              std::string(reply ? to_text(*reply) : "acknowledged"), blinder, at);
}

} // namespace elicense::recall
