// SPDX-License-Identifier: Apache-2.0
// 委托: somebody lets another show licenses; or a guardian, a handler of an organization, a code on paper.
#pragma once
#include "crypto/sm3.hpp"
#include "show/session.hpp"

namespace elicense::show {

inline constexpr std::size_t max_mandate_types = 50, max_mandate_matters = 20;
inline constexpr std::int64_t max_mandate_uses = 1000, max_paper_uses = 100;
inline constexpr std::chrono::days max_mandate_life{731}, max_paper_life{366};
inline constexpr std::size_t max_proof = 400;         // bytes
inline constexpr std::size_t max_open_mandates = 100; // of one principal

enum class MandateKind {
  relative, // 亲友代办, by a person
  handler,  // 经办人, by an organization
  guardian, // 监护人, by the clerk who saw the proof
  paper,    // a code on paper, by the clerk who saw the identity document
};
std::string_view to_text(MandateKind kind); // "relative"
std::optional<MandateKind> mandate_kind_from_text(std::string_view text);

enum class MandateState { not_yet, valid, used_up, expired, revoked };
std::string_view to_text(MandateState state); // "not_yet"

struct Mandate {
  std::string id; // random, hex
  MandateKind kind = MandateKind::relative;
  license::Holder principal, agent; // with their names; of paper the same twice
  std::vector<std::string> type_codes;
  std::vector<Matter> matters;
  std::int64_t uses = 1, used = 0; // scans
  Time from{}, until{}, given_at{};
  std::optional<Time> revoked_at;
  std::uint64_t status_number = 0;        // its place in the status lists
  std::string tenant, recorded_by, proof; // of what a clerk recorded; else empty

  MandateState state_at(Time at) const;
  bool covers(const Matter& matter) const; // by its code
  bool covers_type(std::string_view type_code) const;
  Standing standing() const;
};

crypto::Sm3Digest digest_of(const Mandate& mandate); // as given; in its leaf

} // namespace elicense::show
