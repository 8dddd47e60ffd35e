// SPDX-License-Identifier: Apache-2.0
// The life of a license after its issue: who may decide what, when it counts, and the versions that follow
// (docs/life.md).
#pragma once
#include "license/actor.hpp"
#include "license/issue.hpp"
#include "license/keyed_lock.hpp"
#include "license/transition.hpp"

namespace elicense::license {

inline constexpr std::size_t max_legal_basis = 300; // bytes
inline constexpr std::chrono::days longest_wait{366};

struct TransitionRequest {
  std::string idempotency_key; // scoped by the caller
  std::string license;         // identifier
  std::string name;            // as in the table
  std::string reason, legal_basis;
  std::string effective_on;                       // YYYY-MM-DD; empty: now
  std::optional<std::int64_t> revision;           // the license must be as it was when this was read
  std::optional<nlohmann::json> data;             // of the new version
  std::vector<std::string> other_code_types = {}; // as in IssueRequest
};

struct LifeDependencies {
  const TransitionTable& table;
  Register& licenses;
  Issuer& issuer;
  const ledger::Blinder& blinder;
  Clock clock;
  crypto::RandomSource random;
};

// Also LICENSE_NOT_FOUND, STORE_…
class Life {
 public:
  explicit Life(LifeDependencies dependencies) : with_(std::move(dependencies)) {}

  // TRANSITION_UNKNOWN, TRANSITION_ROLE, TRANSITION_REASON, TRANSITION_LEGAL_BASIS, TRANSITION_DAY,
  // TRANSITION_DATA; TRANSITION_STATE (not from this state), TRANSITION_WAITING (another one waits for its
  // day), TRANSITION_BATCH (nobody signed for its import yet), TRANSITION_RACED (decided on meanwhile),
  // TRANSITION_LIMIT, IDEMPOTENCY_MISMATCH; and what issuing refuses
  Result<Transition> ask(const TransitionRequest& request, const Actor& actor);
  // By a second person. TRANSITION_NOT_FOUND, TRANSITION_NOT_OPEN, TRANSITION_OWN, TRANSITION_ROLE,
  // TRANSITION_RACED
  Result<Transition> approve(const std::string& license, std::int64_t number, const Actor& actor);
  // Before it counts. TRANSITION_NOT_FOUND, TRANSITION_NOT_OPEN, TRANSITION_ROLE
  Result<Transition> withdraw(const std::string& license, std::int64_t number, const Actor& actor);

  // Whether this may be asked for at all, whatever license it is about. As ask(), but for its state
  Result<void> check_request(const TransitionRequest& request, const Actor& actor) const;
  // One decision of two people about many licenses, in one transaction: an answer for each, in order. The same
  // `wanted.idempotency_key` gives the same answers.
  std::vector<Result<Transition>> decide_many(const TransitionRequest& wanted, std::span<const std::string> licenses,
                                              const std::string& asked_by, const std::string& approved_by);

  // Issues what another authority gave before; `origin` is the identifier it had there. TRANSITION_ORIGIN (no
  // identifier, or of the issuer itself), TRANSITION_ROLE, and what issuing refuses
  Result<License> take_over(IssueRequest request, const std::string& origin, const Actor& actor);

 private:
  Result<Transition> decide(const TransitionRequest& request, const TransitionRule& rule, const Actor& actor);
  Result<Transition> issue_version(const TransitionRequest& request, const TransitionRule& rule,
                                   const Actor& actor);
  Result<Transition> judge(const TransitionRequest& request, const TransitionRule& rule, const Actor& actor,
                           const License& license) const;
  Result<Mark> judge_approval(const License& license, const Transition& transition, const Actor& actor) const;
  Result<Mark> judge_withdrawal(const License& license, const Transition& transition,
                                const Actor& actor) const;
  Mark made(const Transition& transition, const std::string& approved_by) const;

  LifeDependencies with_;
  KeyedLock turns_; // of licenses that get a new version
};

} // namespace elicense::license
