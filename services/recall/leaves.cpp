// SPDX-License-Identifier: Apache-2.0
#include "recall/leaves.hpp"

#include <algorithm>

namespace elicense::recall {
namespace {

using ledger::EntryKind;
using ledger::ReferenceRole;

// The id in it cannot be guessed, so nobody finds a reason by trying.
crypto::Sm3Digest record_digest(const Recall& recall) {
  const nlohmann::json record = {
      recall.id,          recall.reliance.license, recall.reliance.party,          recall.reliance.tenant,
      recall.issuer_code, recall.transition,       recall.transition_name,         to_text(recall.state),
      recall.reason,      recall.successor,        to_rfc3339(recall.effective_at)};
  return crypto::sm3(as_bytes(record.dump()));
}

ledger::Entry leaf(EntryKind kind, const Recall& recall, std::string word, const ledger::Blinder& blinder,
                   Time at) {
  std::ranges::replace(word, '_', '-'); // words of the ledger have hyphens
  return {.kind = kind,
          .at = at,
          .digests = {{ledger::DigestRole::request, record_digest(recall)}},
          .references = {{ReferenceRole::license,
                          blinder.reference(ReferenceRole::license, recall.reliance.license)},
                         {ReferenceRole::client,
                          blinder.reference(ReferenceRole::client, recall.reliance.party)}},
          .word = std::move(word),
          .number = std::nullopt};
}

} // namespace

ledger::Entry recalled_leaf(const Recall& recall, const ledger::Blinder& blinder) {
  return leaf(EntryKind::license_recalled, recall, std::string(to_text(recall.state)), blinder,
              recall.told_at);
}

ledger::Entry lifted_leaf(const Recall& recall, const ledger::Blinder& blinder) {
  return leaf(EntryKind::license_recalled, recall, std::string(lifted_word), blinder, *recall.lifted_at);
}

ledger::Entry acknowledged_leaf(const Recall& recall, const ledger::Blinder& blinder) {
  const auto& [at, reply] = *recall.acknowledged;
  return leaf(EntryKind::recall_acknowledged, recall, std::string(reply ? to_text(*reply) : "acknowledged"),
              blinder, at);
}

} // namespace elicense::recall
