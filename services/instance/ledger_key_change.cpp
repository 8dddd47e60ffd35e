// SPDX-License-Identifier: Apache-2.0
#include "instance/ledger_key_change.hpp"
#include "instance/files.hpp"
#include "instance/ledger_keys.hpp"
#include "instance/own_keys.hpp"
#include "ledger/keeper.hpp"
#include "ledger/policy_file.hpp"

#include <algorithm>

namespace elicense::instance {
namespace {

namespace fs = std::filesystem;
using ledger::LogKeys;
using ledger::NoteKey;
using MakeLeaf = std::function<ledger::Entry(const LogKeys& after)>;

bool is_there(const fs::path& file) {
  std::error_code error;
  return fs::exists(file, error);
}

Result<NoteKey> note_key_of(const Config& config, const crypto::Signer& signer) {
  return NoteKey::make(config.ledger_origin(), signer.public_key(), ledger::Statement::checkpoint);
}

Result<NoteKey> note_key(const KeyHouse& house, std::string_view name) {
  const auto entry = house.keys.get(name);
  if (!entry) return entry.error();
  return note_key_of(house.config, *entry->signer);
}

Result<ledger::Policy> read_policy(const fs::path& file) {
  const auto text = read_file(file);
  if (!text) return text.error();
  return ledger::parse_policy(as_text(*text));
}

Result<LogKeys> read_log_keys(const Config& config, const NoteKey& own) {
  if (!is_there(config.ledger_policy())) return LogKeys{own, {}};
  const auto policy = read_policy(config.ledger_policy());
  if (!policy) return policy.error();
  return ledger::log_keys_of(*policy, own);
}

Result<std::unique_ptr<ledger::Keeper>> keeper_of(const KeyHouse& house, const LogKeys& keys) {
  auto entry = house.keys.get(ledger_key);
  if (!entry) return entry.error();
  return ledger::Keeper::open({.book = house.book,
                               .signer = std::move(entry->signer),
                               .origin = house.config.ledger_origin(),
                               .former = keys.former});
}

Result<std::string> policy_text(const Config& config, const NoteKey& own) {
  if (!is_there(config.ledger_policy())) return ledger::policy_of_log(own);
  const auto text = read_file(config.ledger_policy());
  if (!text) return text.error();
  return std::string(as_text(*text));
}

Result<void> begin(const KeyHouse& house, const LogKeys& before, const MakeLeaf& leaf) {
  const auto made = own_signer(house.config, house.keys, next_name(ledger_key).c_str());
  if (!made) return made.error();
  const auto next = note_key(house, next_name(ledger_key));
  if (!next) return next.error();
  const auto size = house.book.size();
  if (!size) return size.error();
  const LogKeys after = ledger::replaced(before, *next, *size + 1);
  const auto text = policy_text(house.config, before.current);
  if (!text) return text.error();
  const auto changed = ledger::with_next_key(*text, *next, after.former.back());
  if (!changed) return changed.error();
  if (auto written = write_durable_file(house.config.next_ledger_policy(), as_bytes(*changed)); !written)
    return written;
  if (const auto index = house.book.append(leaf(after)); !index) return index.error();
  const auto ended = end_ledger_key_change(house);
  return ended ? Result<void>() : Result<void>(ended.error());
}

// The leaf of a change, when it was written.
Result<std::optional<ledger::Entry>> announced(const KeyHouse& house, const LogKeys& after) {
  using Found = std::optional<ledger::Entry>;
  const auto size = house.book.size();
  if (!size) return size.error();
  const std::uint64_t last_size = after.former.back().last_size;
  if (*size < last_size) return Found{};
  const auto leaf = house.book.entries(last_size - 1, 1);
  if (!leaf) return leaf.error();
  const auto blinder = open_blinder(house.keys);
  if (!blinder) return blinder.error();
  auto entry = ledger::decode_entry(leaf->front());
  if (!entry || !ledger::names_keys(*entry, after, *blinder)) return Found{};
  return Found(*std::move(entry));
}

// For those who believe the former key: its word about the next one.
Result<void> tell_under_former_key(const KeyHouse& house, const LogKeys& after) {
  const auto keeper = keeper_of(house, ledger::before_last_change(after));
  if (!keeper) return keeper.error();
  const std::uint64_t leaf = after.former.back().last_size - 1;
  const auto receipt = (*keeper)->receipt(leaf);
  if (!receipt) return receipt.error();
  const fs::path file = house.config.folder / ("ledger-key-change-" + std::to_string(leaf) + ".txt");
  return write_durable_file(file, as_bytes(ledger::write_receipt(*receipt)));
}

Result<void> remove_next_policy(const Config& config) {
  std::error_code error;
  fs::remove(config.next_ledger_policy(), error);
  if (error) return fail(ErrorKind::unavailable, "INSTANCE_FOLDER", config.next_ledger_policy().string());
  return {};
}

// The next policy takes the place of the present one if its leaf was written; else nobody was told of it.
Result<void> take_next_policy(const KeyHouse& house, const NoteKey& next) {
  const auto text = read_file(house.config.next_ledger_policy());
  if (!text) return text.error();
  const auto policy = ledger::parse_policy(as_text(*text));
  if (!policy) return policy.error();
  const auto after = ledger::log_keys_of(*policy, next);
  if (!after) return after.error();
  const auto leaf = announced(house, *after);
  if (!leaf) return leaf.error();
  if (!*leaf) return remove_next_policy(house.config);
  if ((*leaf)->kind == ledger::EntryKind::key_changed)
    if (auto told = tell_under_former_key(house, *after); !told) return told;
  if (auto written = write_durable_file(house.config.ledger_policy(), *text); !written) return written;
  return remove_next_policy(house.config);
}

bool is_in_force(const Result<ledger::Policy>& policy, const NoteKey& key) {
  return policy && std::ranges::any_of(policy->log_keys(),
                                       [&](const NoteKey& one) { return one.text() == key.text(); });
}

} // namespace

Result<LogKeys> own_log_keys(const Config& config, const crypto::Signer& own) {
  const auto key = note_key_of(config, own);
  if (!key) return key.error();
  return read_log_keys(config, *key);
}

Result<void> replace_ledger_key(const KeyHouse& house, Time now) {
  const auto own = note_key(house, ledger_key);
  if (!own) return own.error();
  const auto before = read_log_keys(house.config, *own);
  if (!before) return before.error();
  const auto blinder = open_blinder(house.keys);
  if (!blinder) return blinder.error();
  return begin(house, *before,
               [&](const LogKeys& after) { return ledger::key_change_leaf(after, *blinder, now); });
}

// A key that is lost is known by the policy alone.
Result<void> override_ledger_key(const KeyHouse& house, const std::string& reason, Time now) {
  auto own = note_key(house, ledger_key);
  if (!own && is_absent(own.error())) {
    const auto policy = read_policy(house.config.ledger_policy());
    if (!policy) return policy.error();
    own = policy->log_keys().front();
  }
  if (!own) return own.error();
  const auto before = read_log_keys(house.config, *own);
  if (!before) return before.error();
  const auto blinder = open_blinder(house.keys);
  if (!blinder) return blinder.error();
  const ledger::Hash digest = crypto::sm3(as_bytes(reason));
  return begin(house, *before,
               [&](const LogKeys& after) { return ledger::key_override_leaf(after, digest, *blinder, now); });
}

Result<bool> end_ledger_key_change(const KeyHouse& house) {
  const auto next = note_key(house, next_name(ledger_key));
  if (!next && is_absent(next.error())) return false;
  if (!next) return next.error();
  if (is_there(house.config.next_ledger_policy()))
    if (auto taken = take_next_policy(house, *next); !taken) return taken.error();
  if (!is_in_force(read_policy(house.config.ledger_policy()), *next)) return false;
  if (auto taken = take_next_key(house.config, house.keys, ledger_key); !taken) return taken.error();
  const auto keys = read_log_keys(house.config, *next);
  if (!keys) return keys.error();
  const auto keeper = keeper_of(house, *keys);
  if (!keeper) return keeper.error();
  if (auto signed_again = (*keeper)->succeed(); !signed_again) return signed_again.error();
  if (auto removed = house.keys.remove(next_name(ledger_key)); !removed) return removed.error();
  return true;
}

} // namespace elicense::instance
