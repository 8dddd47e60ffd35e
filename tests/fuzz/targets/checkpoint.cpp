// SPDX-License-Identifier: Apache-2.0
// Signed notes, checkpoints, receipts, keys, tile names and entries of the ledger. Promises: what parses is
// written back the same; nobody but the log's key signs, and no other leaf is proven than those of the kit.
#include "ledger/tile.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "tests/support/ledger_parts.hpp"

namespace elicense::fuzz {

namespace {

using namespace ledger;

std::string text_of(const Receipt& receipt) {
  return parse_note(receipt.checkpoint).value().text;
}

// The two texts that the log's key has signed.
bool is_signed(std::string_view text) {
  static const std::string checkpoint = write_checkpoint(test::small_checkpoint()).value();
  static const std::string receipt = text_of(test::small_receipt());
  return text == checkpoint || text == receipt;
}

void check_note(std::string_view text) {
  static const Policy policy = test::log_policy();
  static const Policy witnessed = test::log_policy(test::witness_count);
  const auto note = parse_note(text);
  if (note) require(write_note(*note) == text, "a note is written back the same");
  if (const auto opened = open_checkpoint(text, policy))
    require(is_signed(note->text) && write_checkpoint(opened->checkpoint).value() == note->text,
            "nobody else signs for the log");
  if (const auto opened = open_checkpoint(text, witnessed))
    require(opened->cosignatures.size() == test::witness_count, "every witness is counted once");
}

void check_receipt_text(std::string_view text) {
  static const Policy policy = test::log_policy();
  static const Receipt good = test::small_receipt();
  const auto receipt = parse_receipt(text);
  if (!receipt) return;
  require(write_receipt(*receipt) == text, "a receipt is written back the same");
  if (check_receipt(*receipt, policy))
    require(receipt->index == good.index && receipt->extra == good.extra && receipt->proof == good.proof,
            "no other leaf is proven");
}

} // namespace

void examine(ByteView input) {
  const std::string_view text = as_text(input);
  check_note(text);
  check_receipt_text(text);
  if (const auto checkpoint = parse_checkpoint(text))
    require(write_checkpoint(*checkpoint).value() == text, "a checkpoint is written back the same");
  if (const auto key = NoteKey::parse(text)) require(key->text() == text, "a key is written back the same");
  if (const auto tile = parse_tile_path(text))
    require(tile_path(*tile) == text, "a tile is named one way only");
  if (const auto entry = decode_entry(input))
    require(encode_entry(*entry).value() == to_bytes(input), "an entry is encoded one way only");
}

} // namespace elicense::fuzz
