// SPDX-License-Identifier: Apache-2.0
// Tells every party that relied on a license when it ends or changes, and takes the answer.
#pragma once
#include "crypto/random.hpp"
#include "recall/register.hpp"

namespace elicense::recall {

struct RecallerParts {
  Register& kept;
  const ledger::Blinder& blinder;
  Clock clock;
  crypto::RandomSource random;
};

class Recaller {
 public:
  explicit Recaller(RecallerParts parts) : with_(std::move(parts)) {}

  // A step, to be called again and again; answers whether there was anything new. STORE_…
  Result<bool> step() const;
  // By the party that was told, once; the same again changes nothing. RECALL_NOT_FOUND (also for others),
  // RECALL_LIFTED, RECALL_ACKNOWLEDGED (with another reply)
  Result<Recall> acknowledge(std::string_view id, std::string_view party, std::optional<Reply> reply) const;

  Register& kept() const { return with_.kept; }

 private:
  LeafedRecall made(const Marked& marked, const Reliance& reliance) const;
  LeafedRecall lifted(Recall recall) const;
  LeafedRecall resumed(Recall recall, const license::Transition& resumption) const;
  RecallerParts with_;
};

} // namespace elicense::recall
