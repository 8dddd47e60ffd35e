// SPDX-License-Identifier: Apache-2.0
// Checkpoints (C2SP tlog-checkpoint): what a log says of its tree. The text is what is signed, and is kept
// and checked as received.
#pragma once
#include "crypto/signer.hpp"
#include "crypto/time.hpp"
#include "ledger/note_key.hpp"
#include "ledger/proof_check.hpp"
#include <optional>

namespace elicense::ledger {

inline constexpr std::size_t max_extension_lines = 16;
inline constexpr std::size_t max_checkpoint_line = 1024; // origin and extension lines

struct Checkpoint {
  std::string origin; // identifies the log
  TreeHead tree;
  std::vector<std::string> extensions; // opaque; ours has none
  friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};

// LEDGER_CHECKPOINT_MALFORMED. What parses is written back the same, and the other way round.
Result<Checkpoint> parse_checkpoint(std::string_view text);
Result<std::string> write_checkpoint(const Checkpoint& checkpoint);

// A note signed by the log under its origin as the key's name (tlog-checkpoint, Signatures). LEDGER_KEY when
// the origin cannot be a name, LEDGER_CHECKPOINT_MALFORMED, and what the signer says.
Result<std::string> sign_checkpoint(const Checkpoint& checkpoint, const crypto::Signer& signer);

// --- witnesses (C2SP tlog-cosignature) ---

inline constexpr std::string_view cosignature_header = "cosignature/v1\n";

// What a witness signs: header, time, the whole checkpoint text.
std::string cosigned_message(std::string_view checkpoint_text, Time at);

// The line a witness adds, after it has checked that the log only grew. LEDGER_COSIGNATURE_TIME before 1970.
Result<NoteSignature> cosign(std::string_view checkpoint_text, const std::string& name,
                             const crypto::Signer& signer, Time at);

struct TimedSignature {
  Time at;
  ByteView signature; // of what was given
};
std::optional<TimedSignature> read_timed_signature(ByteView timed); // timestamp || signature

} // namespace elicense::ledger
