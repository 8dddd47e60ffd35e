// SPDX-License-Identifier: Apache-2.0
#include "ledger/policy.hpp"
#include <algorithm>
#include <map>
#include <set>

namespace elicense::ledger {
namespace {

Error refused_policy(std::string detail) {
  return fail(ErrorKind::invalid, "LEDGER_POLICY", std::move(detail));
}

bool all_state(const std::vector<NoteKey>& keys, Statement statement) {
  return std::ranges::all_of(keys, [=](const NoteKey& key) { return key.statement() == statement; });
}

// A cosignature does not hold its witness's name, so that a key under two names would make two of one.
bool each_key_has_one_holder(const Policy::Draft& draft) {
  std::map<Bytes, std::string> holders;
  const auto is_alone = [&](const NoteKey& key, const std::string& holder) {
    return holders.try_emplace(key.key().point(), holder).first->second == holder;
  };
  return std::ranges::all_of(draft.log_keys, [&](const NoteKey& key) { return is_alone(key, ""); }) &&
         std::ranges::all_of(draft.witness_keys,
                             [&](const NoteKey& key) { return is_alone(key, key.name()); }) &&
         std::ranges::all_of(draft.former_keys, [&](const FormerKey& former) {
           return holders.try_emplace(former.key.key().point(), "").second;
         });
}

bool all_ended(const std::vector<FormerKey>& keys) {
  return std::ranges::all_of(keys, [](const FormerKey& former) {
    return former.key.statement() == Statement::checkpoint && former.last_size > 0;
  });
}

std::size_t witnesses(const std::vector<NoteKey>& keys) {
  std::set<std::string_view> names;
  for (const NoteKey& key : keys)
    names.insert(key.name());
  return names.size();
}

} // namespace

Result<Policy> Policy::make(Draft draft) {
  if (draft.log_keys.empty()) return refused_policy("no key of the log");
  if (!all_state(draft.log_keys, Statement::checkpoint) ||
      !all_state(draft.witness_keys, Statement::cosignature) || !all_ended(draft.former_keys))
    return refused_policy("a key for another statement");
  if (!each_key_has_one_holder(draft)) return refused_policy("a key with two holders");
  if (draft.quorum > witnesses(draft.witness_keys)) return refused_policy("more witnesses than named");
  return Policy(std::move(draft));
}

Policy Policy::of_log() const {
  return Policy({.origin = draft_.origin,
                 .log_keys = draft_.log_keys,
                 .witness_keys = {},
                 .quorum = 0,
                 .former_keys = draft_.former_keys});
}

const FormerKey* Policy::find_former(const NoteSignature& signature) const {
  const auto made = [&](const FormerKey& former) { return former.key.made(signature); };
  const auto found = std::ranges::find_if(draft_.former_keys, made);
  return found == draft_.former_keys.end() ? nullptr : &*found;
}

const NoteKey* Policy::find(const NoteSignature& signature) const {
  for (const auto* keys : {&draft_.log_keys, &draft_.witness_keys})
    for (const NoteKey& key : *keys)
      if (key.made(signature)) return &key;
  return nullptr;
}

} // namespace elicense::ledger
