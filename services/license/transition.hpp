// SPDX-License-Identifier: Apache-2.0
// What may become of a license: schemas/transitions.tsv and transition-reasons.tsv, transition × state. A
// cell that is missing is an error.
#pragma once
#include "license/license.hpp"
#include <map>
#include <set>

namespace elicense::license {

struct TransitionReason {
  std::string code, chinese, english;
};

struct TransitionRule {
  std::string name;    // "suspend"
  std::string chinese; // "暂停"
  std::map<State, State> to;
  std::set<std::string, std::less<>> asked_by; // roles
  std::string approved_by;                     // role of a second person; empty: none is needed
  bool legal_basis = false;                    // has to be given
  bool may_wait = false;                       // for a later day
  bool new_version = false;                    // the old one is replaced by another version
  bool reaches_back = false;                   // counts for every earlier day as well
  std::string verifies_as; // a claim about the old document: valid, suspended, no_longer_valid, as_before
  std::string operation;   // of MOHURD's personnel certificates
  std::vector<TransitionReason> reasons; // one of them has to be given; none: none is
};

class TransitionTable {
 public:
  // Both files as text. TRANSITION_TABLE with file, line and what is wrong there
  static Result<TransitionTable> parse(std::string_view transitions, std::string_view reasons);
  static Result<TransitionTable> load(); // the embedded files

  const TransitionRule* find(std::string_view name) const;
  const std::vector<TransitionRule>& all() const { return rules_; } // as in the file

 private:
  std::vector<TransitionRule> rules_;
};

} // namespace elicense::license
