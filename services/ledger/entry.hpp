// SPDX-License-Identifier: Apache-2.0
// What a leaf says: that something was done, when, and by which digests and blinded references it is found
// again. There is no field that could hold a name, a number or a text of a person.
#pragma once
#include "crypto/time.hpp"
#include "ledger/blinder.hpp"
#include <optional>

namespace elicense::ledger {

// The numbers are in the bytes of every leaf: they never change, and none is used again.
enum class EntryKind : std::uint16_t {
  license_issued = 1,
  license_transition = 2,
  stock_imported = 3,
  license_copied = 4,       // on paper: a duplicate or a reprint
  license_type_changed = 5, // proposed, published, withdrawn, refused
  seal_made = 16,
  seal_used = 17,
  seal_stopped = 18,
  consent_given = 32,
  consent_withdrawn = 33,
  license_shown = 34,
  code_scanned = 35,
  use_code_made = 36,
  use_code_used = 37,
  submission_received = 38,
  mandate_given = 39,
  mandate_ended = 40,
  submission_answered = 41, // by the authority: accepted, refused, or paper was still demanded (应免未免)
  submission_withdrawn = 42, // by the holder
  license_recalled = 43,     // a party that relied on it was told of its end or change
  recall_acknowledged = 44,
  complaint_made = 45, // by a holder, about a use of a license
  trust_list_published = 48,
  status_list_published = 49,
  matters_published = 50, // proposed, published, withdrawn, refused
  use_codes_asked = 54,   // without a scan: by duty or by mandate
  key_changed = 64,
  role_changed = 65,
  administrator_read = 66,
  override_used = 67,
  license_read = 68,     // by a person or system, masked or not
  data_erased = 69,      // what was kept long enough
  client_suspected = 70, // of searching through other people's data
};

enum class DigestRole : std::uint8_t { // of what an SM3 digest is
  document = 1,
  metadata = 2,
  state_before = 3,
  state_after = 4,
  certificate = 5,
  list = 6,
  authorization = 7,
  request = 8,
  answer = 9,
  file = 10,
};

template <class Role> struct Fact {
  Role role;
  Hash value;
  friend bool operator==(const Fact&, const Fact&) = default;
};

struct Entry {
  EntryKind kind = EntryKind::license_issued;
  Time at;
  std::vector<Fact<DigestRole>> digests;       // each role once, in rising order
  std::vector<Fact<ReferenceRole>> references; // the same; values by Blinder
  std::string word;                    // a state or reason out of a list, such as "suspended"; or none
  std::optional<std::uint32_t> number; // of a list or of pieces: too small for numbers of persons
  friend bool operator==(const Entry&, const Entry&) = default;
};

inline constexpr std::uint8_t entry_format = 1;
inline constexpr std::size_t max_entry_word = 32;
inline constexpr Time latest_entry_time{std::chrono::seconds(253402300799)}; // the end of the year 9999
inline constexpr std::size_t max_entry_size = 711; // every role once, the longest word, a number

bool is_entry_word(std::string_view word);    // small letters and single hyphens between them
std::string_view name_of(EntryKind kind);     // "license-issued"; no other kind has one
std::string_view name_of(DigestRole role);    // "state-before"
std::string_view name_of(ReferenceRole role); // "use-code"

// Entries have one encoding each (docs/ledger.md): encode(decode(x)) = x for all that is accepted.
// LEDGER_ENTRY_MALFORMED; LEDGER_ENTRY_UNKNOWN for a format, kind or role that this version does not know.
Result<Bytes> encode_entry(const Entry& entry);
Result<Entry> decode_entry(ByteView bytes);

} // namespace elicense::ledger
