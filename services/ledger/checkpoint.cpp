// SPDX-License-Identifier: Apache-2.0
#include "ledger/checkpoint.hpp"
#include "ledger/text_forms.hpp"
#include <algorithm>

namespace elicense::ledger {
namespace {

Error malformed_checkpoint(std::string detail) {
  return fail(ErrorKind::malformed, "LEDGER_CHECKPOINT_MALFORMED", std::move(detail));
}

// One line of a note, not empty.
bool is_line(std::string_view text) {
  return !text.empty() && text.size() <= max_checkpoint_line && is_note_text(text) &&
         text.find('\n') == std::string_view::npos;
}

std::optional<TreeHead> parse_tree(std::string_view size, std::string_view root) {
  const auto number = decimal(size, max_tree_size);
  const auto hash = hash_from_base64(root);
  if (!number || !hash) return std::nullopt;
  return TreeHead{.size = *number, .root = *hash};
}

Result<void> check(const Checkpoint& checkpoint) {
  if (!is_line(checkpoint.origin)) return malformed_checkpoint("origin");
  if (checkpoint.tree.size > max_tree_size) return malformed_checkpoint("size of the tree");
  if (checkpoint.extensions.size() > max_extension_lines)
    return malformed_checkpoint("number of extension lines");
  if (!std::ranges::all_of(checkpoint.extensions, is_line)) return malformed_checkpoint("extension line");
  return {};
}

} // namespace

Result<Checkpoint> parse_checkpoint(std::string_view text) {
  const auto origin = take_line(text), size = take_line(text), root = take_line(text);
  if (!origin || !size || !root) return malformed_checkpoint("three lines");
  const auto tree = parse_tree(*size, *root);
  if (!tree) return malformed_checkpoint("size or root");
  Checkpoint checkpoint{.origin = std::string(*origin), .tree = *tree, .extensions = {}};
  while (const auto line = take_line(text)) {
    if (checkpoint.extensions.size() == max_extension_lines)
      return malformed_checkpoint("number of extension lines");
    checkpoint.extensions.emplace_back(*line);
  }
  if (!text.empty()) return malformed_checkpoint("no newline at the end");
  if (const auto good = check(checkpoint); !good) return good.error();
  return checkpoint;
}

Result<std::string> write_checkpoint(const Checkpoint& checkpoint) {
  if (const auto good = check(checkpoint); !good) return good.error();
  std::string text = checkpoint.origin + '\n' + std::to_string(checkpoint.tree.size) + '\n';
  text += to_base64(checkpoint.tree.root) + '\n';
  for (const std::string& line : checkpoint.extensions)
    text += line + '\n';
  return text;
}

} // namespace elicense::ledger
