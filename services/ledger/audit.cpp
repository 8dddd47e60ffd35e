// SPDX-License-Identifier: Apache-2.0
// One pass over the entries. What was signed is held against the tree at the sizes it was signed for.
#include "ledger/audit.hpp"
#include "ledger/kind_rules.hpp"
#include "ledger/tree.hpp"
#include <algorithm>
#include <map>

namespace elicense::ledger {
namespace {

struct SignedRoot {
  TreeHead tree;
  const char* code; // of the finding when the entries do not lead to it
};

class Audit {
 public:
  Audit(Shelf& shelf, const EachEntry& each) : shelf_(&shelf), each_(&each) {}

  Result<void> take_checkpoints(const Policy& log) {
    const auto stored = shelf_->checkpoints();
    if (!stored) return stored.error();
    std::uint64_t last = 0;
    for (const SignedTree& tree : *stored) {
      const auto opened = open_checkpoint(tree.note, log);
      const bool good = opened && opened->checkpoint.tree.size == tree.size && tree.size >= last;
      if (!good) find(last, "LEDGER_AUDIT_SIGNATURE", "size " + std::to_string(tree.size));
      if (!good) continue;
      promise(opened->checkpoint.tree, "LEDGER_AUDIT_CHECKPOINT");
      last = tree.size;
      former_until_ = opened->by_former ? std::optional(last) : std::nullopt;
    }
    report_.checkpoints = stored->size();
    return {};
  }

  void take_witnessed(const Witnessed& witnessed) {
    for (const std::string& note : witnessed.notes) {
      const auto opened = open_checkpoint(note, witnessed.policy);
      if (!opened) find(0, "LEDGER_AUDIT_WITNESSED", opened.error().code);
      if (opened) promise(opened->checkpoint.tree, "LEDGER_AUDIT_WITNESSED");
    }
    report_.witnessed = witnessed.notes.size();
  }

  Result<void> take_entries() {
    check_promises();
    while (true) {
      const auto entries = shelf_->entries(tree_.size(), max_entries_read);
      if (!entries) return entries.error();
      if (entries->empty()) return {};
      for (const StoredEntry& entry : *entries) {
        if (entry.index != tree_.size()) {
          find(tree_.size(), "LEDGER_AUDIT_GAP", "then comes " + std::to_string(entry.index));
          return {};
        }
        if (auto taken = take(entry); !taken) return taken;
      }
    }
  }

  Result<AuditReport> finish() {
    const auto stored = shelf_->tile_count();
    if (!stored) return stored.error();
    if (*stored != tiles_) find(tree_.size(), "LEDGER_AUDIT_TILE", "tiles of entries that are not there");
    for (const auto& [size, promised] : promises_)
      find(tree_.size(), "LEDGER_AUDIT_CUT", "signed for " + std::to_string(size));
    // In the middle of a change of keys its leaf is the last.
    if (former_until_ && *former_until_ < tree_.size())
      find(*former_until_, "LEDGER_AUDIT_SIGNATURE", "the newest checkpoint is by a former key");
    report_.entries = tree_.size();
    return std::move(report_);
  }

 private:
  void find(std::uint64_t index, const char* code, std::string detail) {
    const auto same = std::ranges::find(report_.findings, code, &Finding::code);
    if (same == report_.findings.end())
      report_.findings.push_back({index, code, std::move(detail)});
    else if (index < same->index)
      *same = {index, code, std::move(detail)};
  }

  void promise(const TreeHead& tree, const char* code) {
    promises_.emplace(tree.size, SignedRoot{tree, code});
  }

  Result<void> take(const StoredEntry& stored) {
    judge(stored);
    std::vector<Node> full;
    tree_.append(hash_.leaf(stored.content),
                 [&](const Node& node, const Hash& hash) { keep(node, hash, full); });
    for (const Node& node : full)
      if (auto compared = compare_tile(node); !compared) return compared;
    check_promises();
    return {};
  }

  void judge(const StoredEntry& stored) {
    const auto entry = decode_entry(stored.content);
    if (!entry) return find(stored.index, "LEDGER_AUDIT_ENTRY", entry.error().code);
    if (const auto good = check_kind_rules(*entry); !good)
      return find(stored.index, "LEDGER_AUDIT_ENTRY", good.error().detail);
    for (Finding& finding : (*each_)(stored.index, *entry))
      find(finding.index, finding.code.c_str(), std::move(finding.detail));
  }

  // Nodes that stand in tiles; those that are the root of a tile are told.
  void keep(const Node& node, const Hash& hash, std::vector<Node>& full) {
    if (node.level % tile_height != 0) return;
    const unsigned level = node.level / tile_height;
    if (rows_.size() <= level) rows_.emplace_back();
    rows_[level].push_back(hash);
    if (level > 0) full.push_back({level - 1, node.index});
  }

  // The tile whose last hash was just derived.
  Result<void> compare_tile(const Node& tile) {
    ++tiles_;
    const std::vector<Hash> derived = std::exchange(rows_[tile.level], {});
    const auto stored = shelf_->tile(tile.level, tile.index);
    if (!stored) return stored.error();
    const std::uint64_t leaves = std::uint64_t{1} << (tile_height * tile.level); // under each hash
    const std::uint64_t first = tile.index * tile_width * leaves;
    const std::size_t same = *stored ? equal_hashes(derived, (*stored)->hashes) : 0;
    if (same < tile_width)
      find(first + same * leaves, *stored ? "LEDGER_AUDIT_HASH" : "LEDGER_AUDIT_TILE",
           "level " + std::to_string(tile.level) + " tile " + std::to_string(tile.index));
    else if ((*stored)->root != rows_[tile.level + 1].back())
      find(first, "LEDGER_AUDIT_TILE", "root of tile " + std::to_string(tile.index));
    return {};
  }

  static std::size_t equal_hashes(const std::vector<Hash>& derived, ByteView stored) {
    std::size_t same = 0;
    for (const Hash& hash : derived) {
      if (stored.size() < sizeof(Hash) || !equal(stored.first(sizeof(Hash)), hash)) break;
      stored = stored.subspan(sizeof(Hash));
      ++same;
    }
    return same;
  }

  void check_promises() {
    const auto [begin, end] = promises_.equal_range(tree_.size());
    if (begin == end) return;
    const Hash root = tree_.root();
    bool kept = true;
    for (auto one = begin; one != end; ++one) {
      if (one->second.tree.root == root) continue;
      kept = false;
      find(first_unvouched(), one->second.code, "signed for " + std::to_string(tree_.size()));
    }
    if (kept) vouched_ = tree_.size();
    promises_.erase(begin, end);
  }

  // An entry that is known to be wrong, or else the first that no good checkpoint covers.
  std::uint64_t first_unvouched() const {
    std::uint64_t known = tree_.size();
    for (const Finding& finding : report_.findings)
      if (finding.index >= vouched_) known = std::min(known, finding.index);
    return known < tree_.size() ? known : vouched_;
  }

  Shelf* shelf_;
  const EachEntry* each_;
  TreeHash hash_;
  Tree tree_{hash_};
  std::vector<std::vector<Hash>> rows_; // of the tiles that are not full yet, by their level
  std::uint64_t tiles_ = 0;
  std::uint64_t vouched_ = 0; // entries under the last signed root that was right
  std::multimap<std::uint64_t, SignedRoot> promises_;
  std::optional<std::uint64_t> former_until_; // the newest checkpoint, when a former key signed it
  AuditReport report_;
};

} // namespace

Result<AuditReport> audit(Shelf& shelf, const Policy& log, const std::optional<Witnessed>& witnessed,
                          const EachEntry& each) {
  Audit audit(shelf, each);
  if (auto taken = audit.take_checkpoints(log); !taken) return taken.error();
  if (witnessed) audit.take_witnessed(*witnessed);
  if (auto taken = audit.take_entries(); !taken) return taken.error();
  return audit.finish();
}

const Finding* first_of(const std::vector<Finding>& findings) {
  const auto first = std::ranges::min_element(findings, {}, &Finding::index);
  return first == findings.end() ? nullptr : &*first;
}

} // namespace elicense::ledger
