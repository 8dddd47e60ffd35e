// SPDX-License-Identifier: Apache-2.0
// What a holder shows: a session gives one code after the other, for some licenses or for all.
#pragma once
#include "ledger/entry.hpp"
#include "license/license.hpp"
#include "show/code.hpp"

namespace elicense::show {

inline constexpr std::chrono::seconds show_session_life{1800};
inline constexpr std::size_t max_shown_licenses = 20;
inline constexpr std::size_t max_open_sessions = 5;                       // of one person
inline constexpr std::size_t max_matter_code = 64, max_matter_name = 200; // bytes

struct Matter { // 政务服务事项
  std::string code, name;
  friend bool operator==(const Matter&, const Matter&) = default;
};

// Under which somebody shows another's licenses, as clerks and holders see it (docs/show.md).
struct Standing {
  std::string mandate; // its id; empty: the holder's own licenses
  std::string kind;    // "relative", "handler", "guardian", "paper"
  std::string principal_name, agent_name;
  bool empty() const { return mandate.empty(); }
};

struct ShownLicense {
  std::string identifier, type_code, type_name;
};

struct Session {
  std::string id;         // random, hex
  license::Holder holder; // whose licenses; the name is not kept
  license::Holder shower; // who shows and answers: the same, or an agent
  Standing standing;
  bool mine = false;                  // "my code": whatever a scanner may ask for
  std::vector<ShownLicense> licenses; // unless `mine`
  std::optional<Matter> for_matter;   // the fast lane
  Time opened_at{}, ends_at{};
  std::optional<Time> ended_at; // before its time

  bool is_open_at(Time at) const { return !ended_at && at < ends_at; }
};

inline Error show_request_error(const char* detail) {
  return fail(ErrorKind::invalid, "SHOW_REQUEST", detail);
}

} // namespace elicense::show
