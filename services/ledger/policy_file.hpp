// SPDX-License-Identifier: Apache-2.0
// A policy as text (C2SP tlog-policy), as an auditor or a holder of receipts keeps it:
//
//   log KEY [URL]                  one key or several of one log
//   former KEY SIZE                ours: a key of the log that was replaced, and the largest tree it signed
//   witness NAME KEY [URL]
//   group NAME any|all|NUMBER WITNESS…    at most one
//   quorum none|NAME               a witness, or the group; last
//
// Blank lines and lines that begin with # say nothing.
#pragma once
#include "ledger/policy.hpp"

namespace elicense::ledger {

inline constexpr std::size_t max_policy_size = 64 * KiB;

Result<Policy> parse_policy(std::string_view text); // LEDGER_POLICY names the line

struct WitnessAddress {
  NoteKey key;
  std::string url; // as given, without a slash at the end
};
Result<std::vector<WitnessAddress>> witness_addresses(std::string_view text); // of those that have one

std::string policy_of_log(const NoteKey& key); // without witnesses

// The policy with `next` in place of the key that is former now; all other lines stay. LEDGER_POLICY when no
// line names that key.
Result<std::string> with_next_key(std::string_view policy, const NoteKey& next, const FormerKey& former);

// The lines of a policy that name keys of its log, as they are written there without addresses, sorted.
std::vector<std::string> key_lines(const std::vector<NoteKey>& keys, const std::vector<FormerKey>& former);

} // namespace elicense::ledger
