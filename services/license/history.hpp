// SPDX-License-Identifier: Apache-2.0
// What was asked for in the life of a license, and what became of it, as the register keeps it.
#pragma once
#include "crypto/sm3.hpp"
#include "ledger/entry.hpp"
#include "license/license.hpp"
#include <functional>

namespace elicense::license {

inline constexpr std::size_t max_transitions = 200; // of one license

enum class TransitionStatus {
  open,      // waits for a second person, or for the new version to be issued
  made,      // counts from effective_at on
  withdrawn, // before it counted
  voided,    // the new version was not issued
};
std::string_view to_text(TransitionStatus status); // "open"

struct Transition {
  std::string id;          // random
  std::string license;     // identifier
  std::int64_t number = 0; // from 1, among those of its license; given by the register
  std::string name;        // as in schemas/transitions.tsv
  State from{}, to{};
  bool reaches_back = false;
  std::string reason, legal_basis;
  std::string asked_by; // a party
  Time asked_at{};
  std::string effective_on;  // YYYY-MM-DD at UTC+8
  std::int64_t revision = 0; // of the license as it was judged
  std::string successor;     // the version that replaces it
  std::string origin;        // of a transfer: the license at the other authority

  // What became of it
  TransitionStatus status = TransitionStatus::open;
  Time effective_at{};                   // when made
  std::optional<Time> made_at, ended_at; // ended: withdrawn or voided
  std::string approved_by, ended_by;     // parties; approved_by is empty where no second person is needed
};

struct Mark { // that something became of it
  TransitionStatus status = TransitionStatus::made;
  Time at{}, effective_at{};
  std::string by;                    // a party
  State registered{};                // of the license from now on
  std::optional<ledger::Entry> leaf; // none when nothing changes
};

struct TransitionKey {
  std::string license;
  std::string idempotency_key; // scoped by the caller; unique unless voided
  crypto::Sm3Digest request_digest{};
};

// Asked in the writer's turn, with the license as it is then.
struct Asked {
  Transition transition;
  std::optional<Mark> mark; // none: it waits
};
using Ask = std::function<Result<Asked>(const License&)>;
using Judge = std::function<Result<Mark>(const License&, const Transition&)>;

} // namespace elicense::license
