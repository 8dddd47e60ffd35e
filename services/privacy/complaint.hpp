// SPDX-License-Identifier: Apache-2.0
// What a holder objects to: that a license was read, or a code scanned. The authority of who did it answers.
#pragma once
#include "crypto/sm3.hpp"
#include "ledger/entry.hpp"
#include "license/holder.hpp"
#include "privacy/access_log.hpp"

namespace elicense::privacy {

inline constexpr std::size_t max_complaint_text = 2000; // bytes; of an answer as well
inline constexpr std::size_t max_open_complaints = 20;  // of one holder
inline constexpr std::size_t max_complaints_at_once = 100;

enum class ComplaintKind { not_agreed, other_purpose, too_much, unknown_reader, other };
std::string_view to_text(ComplaintKind kind); // "not-agreed"
std::optional<ComplaintKind> complaint_kind_from_text(std::string_view text);

enum class ComplaintState { open, upheld, dismissed };
std::string_view to_text(ComplaintState state); // "open"
std::optional<ComplaintState> complaint_state_from_text(std::string_view text);

enum class UseKind { access, scan };
std::string_view to_text(UseKind kind); // "access"
std::optional<UseKind> use_kind_from_text(std::string_view text);

// As its record says: the record may be gone before the complaint is.
struct ComplainedUse {
  UseKind kind = UseKind::access;
  std::string id; // the sequence of the access, the id of the scan
  Time at{};
  std::string license; // of an access
  Reader reader;
};

struct ComplaintAnswer {
  ComplaintState state = ComplaintState::open; // upheld or dismissed
  std::string text, by;                        // a party
  Time at{};
};

struct Complaint {
  std::int64_t sequence = 0; // given by the register
  std::string id;            // random, hex
  Time made_at{};
  license::Holder holder; // the name is not kept
  std::string tenant;     // the authority that answers
  ComplaintKind kind = ComplaintKind::other;
  std::string text;
  ComplainedUse about;
  std::optional<ComplaintAnswer> answer;

  ComplaintState state() const { return answer ? answer->state : ComplaintState::open; }
};

// What is kept of it, without its answer; and its digest, which is in the leaves of complaint and answer.
nlohmann::json complaint_json(const Complaint& complaint);
crypto::Sm3Digest digest_of(const Complaint& complaint);

ledger::Entry made_leaf(const Complaint& complaint, const ledger::Blinder& blinder);
ledger::Entry answered_leaf(const Complaint& complaint, const ledger::Blinder& blinder);

} // namespace elicense::privacy
