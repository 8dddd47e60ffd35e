// SPDX-License-Identifier: Apache-2.0
// Replacing the key of a log. A leaf names all keys there are from then on, and is the last one under the
// former key: whoever believed that key can find out whom to believe afterwards.
#pragma once
#include "ledger/audit.hpp"
#include "ledger/policy.hpp"
#include <map>

namespace elicense::ledger {

inline constexpr std::string_view key_override = "ledger-key"; // the word of the leaf without announcement

struct LogKeys { // of one log
  NoteKey current;
  std::vector<FormerKey> former; // in the order in which they ended

  Policy policy() const; // without witnesses
  // SM3 over the lines that name keys in a policy (key_lines()), each ended by LF.
  Hash digest() const;
};

// Of the policy, seen by who signs with `own`. In the middle of a change, when `own` is the last former key
// already, as before it. LEDGER_POLICY: the policy is for another key
Result<LogKeys> log_keys_of(const Policy& policy, const NoteKey& own);

LogKeys replaced(LogKeys keys, NoteKey next, std::uint64_t last_size);
LogKeys before_last_change(const LogKeys& keys); // there is a former key

// Signed by the former key; or, when that cannot be trusted or is lost, by the next one alone, with the SM3
// of the reason.
Entry key_change_leaf(const LogKeys& after, const Blinder& blinder, Time at);
Entry key_override_leaf(const LogKeys& after, const Hash& reason, const Blinder& blinder, Time at);
bool names_keys(const Entry& entry, const LogKeys& after, const Blinder& blinder); // either of them

// Whether the leaves of a ledger name the keys that are believed, each at its place, and no others.
// LEDGER_AUDIT_KEYS
class KeyAudit {
 public:
  KeyAudit(const LogKeys& keys, const Blinder& blinder);
  std::optional<Finding> take(std::uint64_t index, const Entry& entry); // every entry, in order
  std::optional<Finding> end() const;
  const std::vector<std::uint64_t>& overrides() const { return overrides_; } // their leaves

 private:
  bool is_change(const Entry& entry) const;
  const Blinder* blinder_;
  Hash subject_;
  std::map<std::uint64_t, LogKeys> changes_; // by the index of their leaf
  std::optional<std::uint64_t> announced_;   // a change that is not done yet: nothing follows
  std::vector<std::uint64_t> overrides_;
};

} // namespace elicense::ledger
