// SPDX-License-Identifier: Apache-2.0
#include "ledger/note.hpp"
#include "crypto/utf8.hpp"
#include "ledger/text_forms.hpp"
#include <algorithm>

namespace elicense::ledger {
namespace {

constexpr std::string_view signature_mark = "\u2014 "; // em dash, space

// White_Space of Unicode beyond ASCII.
constexpr std::string_view unicode_spaces[] = {
    "\u0085", "\u00a0", "\u1680", "\u2000", "\u2001", "\u2002", "\u2003", "\u2004", "\u2005", "\u2006",
    "\u2007", "\u2008", "\u2009", "\u200a", "\u2028", "\u2029", "\u202f", "\u205f", "\u3000"};

Error malformed_note(std::string detail) {
  return fail(ErrorKind::malformed, "LEDGER_NOTE_MALFORMED", std::move(detail));
}

Error too_large_note(std::string detail) {
  return fail(ErrorKind::too_large, "LEDGER_NOTE_TOO_LARGE", std::move(detail));
}

Result<NoteSignature> parse_signature(std::string_view line) {
  if (!line.starts_with(signature_mark)) return malformed_note("not a signature line");
  line.remove_prefix(signature_mark.size());
  const std::size_t space = line.find(' ');
  if (space == std::string_view::npos || !is_key_name(line.substr(0, space)))
    return malformed_note("key name");
  const auto bytes = from_base64(line.substr(space + 1));
  if (!bytes || bytes->size() <= sizeof(KeyId)) return malformed_note("signature");
  NoteSignature signature{.name = std::string(line.substr(0, space)), .key_id = {}, .signature = {}};
  const auto id_end = bytes->begin() + sizeof(KeyId);
  std::copy(bytes->begin(), id_end, signature.key_id.begin());
  signature.signature.assign(id_end, bytes->end());
  return signature;
}

Result<std::vector<NoteSignature>> parse_signatures(std::string_view lines) {
  if (std::ranges::count(lines, '\n') > static_cast<std::ptrdiff_t>(max_note_signatures))
    return too_large_note("signatures");
  std::vector<NoteSignature> signatures;
  while (const auto line = take_line(lines)) {
    auto signature = parse_signature(*line);
    if (!signature) return signature.error();
    signatures.push_back(std::move(*signature));
  }
  if (!lines.empty() || signatures.empty()) return malformed_note("no signature line at the end");
  return signatures;
}

} // namespace

bool is_note_text(std::string_view text) {
  const auto is_control = [](char one) { return static_cast<unsigned char>(one) < 0x20 && one != '\n'; };
  return crypto::is_utf8(as_bytes(text)) && std::ranges::none_of(text, is_control);
}

bool is_key_name(std::string_view name) {
  const auto holds = [name](std::string_view space) { return name.find(space) != std::string_view::npos; };
  return !name.empty() && name.size() <= max_key_name_size && is_note_text(name) &&
         name.find_first_of("\n +") == std::string_view::npos && std::ranges::none_of(unicode_spaces, holds);
}

Result<Note> parse_note(std::string_view note) {
  if (note.size() > max_note_size) return too_large_note("note");
  if (!is_note_text(note)) return malformed_note("not UTF-8, or a control character");
  const std::size_t split = note.rfind("\n\n");
  if (split == std::string_view::npos) return malformed_note("no blank line");
  auto signatures = parse_signatures(note.substr(split + 2));
  if (!signatures) return signatures.error();
  return Note{.text = std::string(note.substr(0, split + 1)), .signatures = std::move(*signatures)};
}

std::string write_signature_line(const NoteSignature& signature) {
  Bytes bytes = to_bytes(signature.key_id);
  append(bytes, signature.signature);
  std::string line(signature_mark);
  line += signature.name + ' ' + to_base64(bytes) + '\n';
  return line;
}

std::string write_note(const Note& note) {
  std::string text = note.text + '\n';
  for (const NoteSignature& signature : note.signatures)
    text += write_signature_line(signature);
  return text;
}

} // namespace elicense::ledger
