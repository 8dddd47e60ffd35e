// SPDX-License-Identifier: Apache-2.0
#include "ledger/key_change.hpp"
#include "crypto/sm3.hpp"
#include "ledger/policy_file.hpp"
#include <algorithm>

namespace elicense::ledger {
namespace {

constexpr const char* replaced_word = "replaced";

Finding other_keys(std::uint64_t index, std::string detail) {
  return {index, "LEDGER_AUDIT_KEYS", std::move(detail)};
}

Hash subject_of(const LogKeys& keys, const Blinder& blinder) {
  return blinder.reference(ReferenceRole::subject, keys.current.name());
}

std::optional<Hash> digest_in(const Entry& entry, DigestRole role) {
  const auto found = std::ranges::find(entry.digests, role, &Fact<DigestRole>::role);
  return found == entry.digests.end() ? std::nullopt : std::optional(found->value);
}

} // namespace

Policy LogKeys::policy() const {
  return Policy::make({.origin = current.name(),
                       .log_keys = {current},
                       .witness_keys = {},
                       .quorum = 0,
                       .former_keys = former})
      .value();
}

Hash LogKeys::digest() const {
  std::string lines;
  for (const std::string& line : key_lines({current}, former))
    lines += line + "\n";
  return crypto::sm3(as_bytes(lines));
}

LogKeys before_last_change(const LogKeys& keys) {
  return {keys.former.back().key, {keys.former.begin(), keys.former.end() - 1}};
}

LogKeys replaced(LogKeys keys, NoteKey next, std::uint64_t last_size) {
  keys.former.push_back({std::exchange(keys.current, std::move(next)), last_size});
  return keys;
}

Result<LogKeys> log_keys_of(const Policy& policy, const NoteKey& own) {
  const auto is_own = [&](const NoteKey& key) { return key.text() == own.text(); };
  LogKeys keys{own, policy.former_keys()};
  std::ranges::sort(keys.former, {}, &FormerKey::last_size);
  if (std::ranges::any_of(policy.log_keys(), is_own)) return keys;
  if (!keys.former.empty() && is_own(keys.former.back().key)) return before_last_change(keys);
  return fail(ErrorKind::invalid, "LEDGER_POLICY", "it does not name the key " + own.text());
}

Entry key_change_leaf(const LogKeys& after, const Blinder& blinder, Time at) {
  return {.kind = EntryKind::key_changed,
          .at = at,
          .digests = {{DigestRole::list, after.digest()}},
          .references = {{ReferenceRole::subject, subject_of(after, blinder)}},
          .word = replaced_word,
          .number = std::nullopt};
}

Entry key_override_leaf(const LogKeys& after, const Hash& reason, const Blinder& blinder, Time at) {
  return {.kind = EntryKind::override_used,
          .at = at,
          .digests = {{DigestRole::list, after.digest()}, {DigestRole::request, reason}},
          .references = {{ReferenceRole::subject, subject_of(after, blinder)}},
          .word = std::string(key_override),
          .number = std::nullopt};
}

bool names_keys(const Entry& entry, const LogKeys& after, const Blinder& blinder) {
  if (entry.kind == EntryKind::key_changed) return entry == key_change_leaf(after, blinder, entry.at);
  const auto reason = digest_in(entry, DigestRole::request);
  return reason && entry == key_override_leaf(after, *reason, blinder, entry.at);
}

KeyAudit::KeyAudit(const LogKeys& keys, const Blinder& blinder)
    : blinder_(&blinder), subject_(subject_of(keys, blinder)) {
  for (LogKeys after = keys; !after.former.empty(); after = before_last_change(after))
    changes_.emplace(after.former.back().last_size - 1, after);
}

bool KeyAudit::is_change(const Entry& entry) const {
  const bool announced = entry.kind == EntryKind::key_changed && entry.word == replaced_word;
  const bool overridden = entry.kind == EntryKind::override_used && entry.word == key_override;
  const Fact<ReferenceRole> subject{ReferenceRole::subject, subject_};
  return (announced || overridden) && std::ranges::find(entry.references, subject) != entry.references.end();
}

std::optional<Finding> KeyAudit::take(std::uint64_t index, const Entry& entry) {
  if (announced_) return other_keys(*announced_, "replaced by a key that the policy does not name");
  const auto change = changes_.find(index);
  if (change == changes_.end()) {
    if (is_change(entry)) announced_ = index;
    return std::nullopt;
  }
  const bool good = names_keys(entry, change->second, *blinder_);
  if (good && entry.kind == EntryKind::override_used) overrides_.push_back(index);
  changes_.erase(change);
  return good ? std::nullopt : std::optional(other_keys(index, "the entry does not name the policy's keys"));
}

std::optional<Finding> KeyAudit::end() const {
  if (changes_.empty()) return std::nullopt;
  return other_keys(changes_.begin()->first, "no entry names the policy's keys");
}

} // namespace elicense::ledger
