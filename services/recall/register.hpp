// SPDX-License-Identifier: Apache-2.0
// Reliances and recalls as this room needs them kept; services/store implements it. A reliance is written
// with the use it comes from, in the store's own transaction.
#pragma once
#include "notify/event.hpp"
#include "recall/recall.hpp"

namespace elicense::recall {

inline constexpr std::size_t max_page = 100;           // recalls of one answer
inline constexpr std::size_t max_marks_in_a_step = 50; // read in one transaction

struct Marked { // a mark of a transition, with what the license says in the clear
  license::Transition transition;
  license::TransitionStatus mark{};
  std::string type_code, issuer_code;
};

struct LeafedRecall {
  Recall recall;
  ledger::Entry leaf;
  notify::Event event;
};

struct Rules { // called in the writer's turn
  std::function<Consequence(const license::Transition&, license::TransitionStatus)> consequence;
  std::function<LeafedRecall(const Marked&, const Reliance&)> recall;
  std::function<LeafedRecall(const Recall&)> lift; // what is open or acknowledged
  std::function<LeafedRecall(const Recall&, const license::Transition&)> resume; // the same, of a suspension
};

// Own ones, and those of licenses of an authority; either may be empty.
struct Viewer {
  std::string party, issuer_code;
};

enum class Wanted { open, acknowledged, all };

// Nothing: there is nothing to change and to tell.
using Acknowledge = std::function<Result<std::optional<LeafedRecall>>(const Recall&)>;

// Each call is one transaction with its leaves and events. STORE_…
class Register {
 public:
  virtual ~Register() = default;

  // Goes on behind the last mark that was looked at: one recall for each party that relied on the license. Of
  // who relied on it between a mark and the day it counts from, too. Recalls of a suspension are lifted once
  // the license was resumed by `now`. Answers whether there was anything new.
  virtual Result<bool> tell(const Rules& rules, Time now) = 0;

  virtual Result<Recall> find(std::string_view id) = 0; // RECALL_NOT_FOUND
  // Newest first, below `before` (0: from the newest).
  virtual Result<std::vector<Recall>> list(const Viewer& viewer, Wanted wanted, std::int64_t before,
                                           std::size_t limit) = 0;
  virtual Result<Recall>
  acknowledge(std::string_view id,
              const Acknowledge& acknowledge) = 0; // RECALL_NOT_FOUND, and what it refuses
};

} // namespace elicense::recall
