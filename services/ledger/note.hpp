// SPDX-License-Identifier: Apache-2.0
// Signed notes (C2SP signed-note): a text and the lines of those who sign it. What parses is written back the
// same; whether anybody known signed it is said by policy.hpp.
#pragma once
#include "crypto/bytes.hpp"
#include <array>

namespace elicense::ledger {

inline constexpr std::size_t max_note_size = 128 * KiB; // room for 16 post-quantum signatures of 5 kB
inline constexpr std::size_t max_note_signatures = 32;  // signed-note, Format: at least 16 must be accepted
inline constexpr std::size_t max_key_name_size = 255;

using KeyId = std::array<std::uint8_t, 4>;

struct NoteSignature {
  std::string name;
  KeyId key_id{};
  Bytes signature; // of at least one byte
};

struct Note {
  std::string text; // with its last newline, without the blank line
  std::vector<NoteSignature> signatures;
};

// LEDGER_NOTE_TOO_LARGE, LEDGER_NOTE_MALFORMED
Result<Note> parse_note(std::string_view note);
std::string write_note(const Note& note);
std::string write_signature_line(const NoteSignature& signature);

// Not empty, well-formed, without spaces of any script, control characters and plus signs.
bool is_key_name(std::string_view name);
bool is_note_text(std::string_view text); // UTF-8 without control characters but newline

} // namespace elicense::ledger
