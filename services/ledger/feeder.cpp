// SPDX-License-Identifier: Apache-2.0
#include "ledger/feeder.hpp"
#include "ledger/text_forms.hpp"

namespace elicense::ledger {
namespace {

constexpr unsigned answered = 200, other_size = 409;

// tlog-witness, add-checkpoint: a 409 carries the size the witness saw last, and a newline.
std::optional<std::uint64_t> size_of(const WitnessAnswer& answer, std::uint64_t largest) {
  std::string_view body = answer.body;
  const auto line = take_line(body);
  if (answer.status != other_size || !line || !body.empty()) return std::nullopt;
  return decimal(*line, largest);
}

} // namespace

Result<Feeder> Feeder::make(Keeper& keeper, const NoteKey& witness, AskWitness ask) {
  auto policy = Policy::make({.origin = keeper.policy().origin(),
                              .log_keys = {keeper.key()},
                              .witness_keys = {witness},
                              .quorum = 1});
  if (!policy) return policy.error();
  return Feeder(keeper, *std::move(policy), std::move(ask));
}

Result<WitnessAnswer> Feeder::offer(const SignedTree& tree) const {
  AddCheckpoint request{.old_size = seen_, .proof = {}, .checkpoint = tree.note};
  if (seen_ > 0) {
    auto proof = keeper_->consistency(seen_, tree.size);
    if (!proof) return proof.error();
    request.proof = *std::move(proof);
  }
  return ask_(write_add_checkpoint(request));
}

Result<SignedTree> Feeder::feed(const SignedTree& tree) {
  auto answer = offer(tree);
  if (!answer) return answer.error();
  if (const auto size = size_of(*answer, tree.size); size && *size != seen_) { // it knows better: once more
    seen_ = *size;
    answer = offer(tree);
    if (!answer) return answer.error();
  }
  if (answer->status != answered)
    return fail(ErrorKind::unavailable, "LEDGER_WITNESS_REFUSED", std::to_string(answer->status));
  SignedTree cosigned{.size = tree.size, .note = tree.note + answer->body};
  if (const auto opened = open_checkpoint(cosigned.note, policy_); !opened) return opened.error();
  seen_ = tree.size;
  return cosigned;
}

} // namespace elicense::ledger
