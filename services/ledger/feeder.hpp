// SPDX-License-Identifier: Apache-2.0
// The log's side of C2SP tlog-witness: asks one witness to cosign a checkpoint, and believes only a signature
// of that witness's key.
#pragma once
#include "ledger/keeper.hpp"
#include "ledger/witness.hpp"

namespace elicense::ledger {

struct WitnessAnswer {
  unsigned status = 0; // of HTTP
  std::string body;
};
using AskWitness = std::function<Result<WitnessAnswer>(const std::string& body)>; // POST /add-checkpoint

class Feeder {
 public:
  // LEDGER_POLICY for a key that is no witness's, or the log's own
  static Result<Feeder> make(Keeper& keeper, const NoteKey& witness, AskWitness ask);

  // The tree with the witness's line behind those that its note has. LEDGER_WITNESS_REFUSED (another status
  // than 200), LEDGER_WITNESSES and LEDGER_SIGNATURE_WRONG (not its signature), and what keeper and ask() say
  Result<SignedTree> feed(const SignedTree& tree);

 private:
  Feeder(Keeper& keeper, Policy policy, AskWitness ask)
      : keeper_(&keeper), policy_(std::move(policy)), ask_(std::move(ask)) {}
  Result<WitnessAnswer> offer(const SignedTree& tree) const;

  Keeper* keeper_;
  Policy policy_;
  AskWitness ask_;
  std::uint64_t seen_ = 0; // by the witness, as far as we know
};

} // namespace elicense::ledger
