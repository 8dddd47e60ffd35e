// SPDX-License-Identifier: Apache-2.0
// That a party which relied on a license was told of its end or change, and what it answered
// (docs/recall.md).
#pragma once
#include "license/history.hpp"

namespace elicense::recall {

// Who was given data of a license by use-codes, and how often.
struct Reliance {
  std::string license;       // identifier
  std::string party, tenant; // who was given them, and its authority
  std::string scan;          // by which it was first
  Time first_at{}, last_at{};
  std::int64_t uses = 0; // a repeated request is the same use
};

enum class Reply { case_reopened, no_effect, decision_revoked }; // what the party did about its case
std::string_view to_text(Reply reply);                           // "case_reopened"
std::optional<Reply> reply_from_text(std::string_view text);

struct Acknowledgement {
  Time at{};
  std::optional<Reply> reply;
};

struct Resumption {            // by which a suspended license is valid again
  std::int64_t transition = 0; // its number among those of the license
  std::string name;            // "resume"
  std::string reason;          // a code of schemas/transition-reasons.tsv
  Time effective_at{};
};

Resumption resumption_of(const license::Transition& transition);

enum class RecallState { open, acknowledged, lifted };
std::string_view to_text(RecallState state); // "open"

struct Recall {
  std::int64_t sequence = 0; // given by the register
  std::string id;            // random, hex
  Reliance reliance;         // as it was when the party was told
  std::string type_code, issuer_code;
  std::int64_t transition = 0; // its number among those of the license
  std::string transition_name; // "revoke"
  license::State state{};      // that the license has from effective_at on
  std::string reason;          // a code of schemas/transition-reasons.tsv; empty where none is given
  std::string successor;       // the version in its place, if any
  Time effective_at{}, told_at{};
  std::optional<Time> lifted_at;
  std::optional<Resumption> lifted_by; // nothing: the transition was withdrawn before it counted
  std::optional<Acknowledgement> acknowledged;

  RecallState state_now() const;
};

// What a mark of a transition means to who relied on the license.
enum class Consequence { none, recall, lift };
// A transition that was made recalls when the license gets another state than valid, or another version; one
// that was withdrawn lifts what it recalled.
Consequence consequence_of(const license::Transition& transition, license::TransitionStatus mark);

} // namespace elicense::recall
