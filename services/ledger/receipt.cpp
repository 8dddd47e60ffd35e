// SPDX-License-Identifier: Apache-2.0
#include "ledger/receipt.hpp"
#include "ledger/text_forms.hpp"

namespace elicense::ledger {
namespace {

constexpr std::string_view extra_mark = "extra ", index_mark = "index ";
constexpr std::size_t longest_extra = (max_receipt_extra + 2) / 3 * 4;

Error malformed_receipt(std::string detail) {
  return fail(ErrorKind::malformed, "LEDGER_RECEIPT_MALFORMED", std::move(detail));
}

Error too_large_receipt(std::string detail) {
  return fail(ErrorKind::too_large, "LEDGER_RECEIPT_TOO_LARGE", std::move(detail));
}

// The line may be absent, but not empty: then there would be two ways to say nothing.
Result<Bytes> take_extra(std::string_view& text) {
  if (!text.starts_with(extra_mark)) return Bytes();
  const std::string_view line = take_line(text).value_or(text).substr(extra_mark.size());
  if (line.size() > longest_extra) return too_large_receipt("extra");
  auto extra = from_base64(line);
  if (!extra || extra->empty()) return malformed_receipt("extra");
  if (extra->size() > max_receipt_extra) return too_large_receipt("extra");
  return extra;
}

Result<std::uint64_t> take_index(std::string_view& text) {
  const auto line = take_line(text);
  if (!line || !line->starts_with(index_mark)) return malformed_receipt("index");
  const auto index = decimal(line->substr(index_mark.size()), max_tree_size - 1);
  if (!index) return malformed_receipt("index");
  return *index;
}

// The hashes and the empty line behind them.
Result<Proof> take_proof(std::string_view& text) {
  Proof proof;
  while (const auto line = take_line(text)) {
    if (line->empty()) return proof;
    const auto hash = hash_from_base64(*line);
    if (!hash) return malformed_receipt("hash");
    if (proof.size() == max_receipt_hashes) return too_large_receipt("hashes");
    proof.push_back(*hash);
  }
  return malformed_receipt("no empty line before the checkpoint");
}

} // namespace

Result<Receipt> parse_receipt(std::string_view text) {
  if (take_line(text) != receipt_header) return malformed_receipt("first line");
  auto extra = take_extra(text);
  if (!extra) return extra.error();
  const auto index = take_index(text);
  if (!index) return index.error();
  auto proof = take_proof(text);
  if (!proof) return proof.error();
  if (text.size() > max_note_size) return too_large_receipt("checkpoint");
  if (text.empty()) return malformed_receipt("no checkpoint");
  return Receipt{.index = *index,
                 .extra = std::move(*extra),
                 .proof = std::move(*proof),
                 .checkpoint = std::string(text)};
}

std::string write_receipt(const Receipt& receipt) {
  std::string text(receipt_header);
  text += '\n';
  if (!receipt.extra.empty()) text.append(extra_mark) += to_base64(receipt.extra) + '\n';
  text.append(index_mark) += std::to_string(receipt.index) + '\n';
  for (const Hash& hash : receipt.proof)
    text += to_base64(hash) + '\n';
  return text + '\n' + receipt.checkpoint;
}

Result<ProvenLeaf> check_receipt(const Receipt& receipt, ByteView leaf, const Policy& policy) {
  if (!receipt.extra.empty() && !equal(receipt.extra, leaf)) return malformed_receipt("carries another leaf");
  auto tree = open_checkpoint(receipt.checkpoint, policy);
  if (!tree) return tree.error();
  const TreeHash hash(HashAlgorithm::sm3);
  const auto proven =
      check_inclusion(hash, hash.leaf(leaf), receipt.index, tree->checkpoint.tree, receipt.proof);
  if (!proven) return proven.error();
  return ProvenLeaf{.index = receipt.index, .tree = std::move(*tree)};
}

Result<ProvenLeaf> check_receipt(const Receipt& receipt, const Policy& policy) {
  if (receipt.extra.empty()) return malformed_receipt("carries no leaf");
  return check_receipt(receipt, receipt.extra, policy);
}

} // namespace elicense::ledger
