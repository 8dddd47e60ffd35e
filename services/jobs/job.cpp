// SPDX-License-Identifier: Apache-2.0
#include "jobs/job.hpp"
#include "jobs/register.hpp"
#include <algorithm>
#include <array>

namespace elicense::jobs {
namespace {

constexpr std::array<std::string_view, 3> kinds = {"import", "dry_run", "decision"};
constexpr std::array<std::string_view, 12> states = {"receiving",  "proposed",        "waiting",   "running",
                                                     "cancelling", "awaits_sign_off", "done",      "released",
                                                     "refused",    "cancelled",       "withdrawn", "failed"};

constexpr std::array<std::string_view, 4> outcomes = {"quarantined", "refused", "repeated", "noted"};

template <class Enum, std::size_t size>
std::optional<Enum> from_text(const std::array<std::string_view, size>& texts, std::string_view text) {
  const auto* const found = std::ranges::find(texts, text);
  if (found == texts.end()) return std::nullopt;
  return static_cast<Enum>(found - texts.begin());
}

} // namespace

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Details, asked_by, batch, format, encoding, mapping, file_sm3,
                                                file_size, received, pieces, scans, scans_sent, scan_count,
                                                scan_bytes, today, passport, sample, accepts, transition,
                                                reason, legal_basis, decided_by, selection, selected, failure,
                                                failure_detail)

std::string_view to_text(Kind kind) {
  return kinds[static_cast<std::size_t>(kind)];
}

std::string_view to_text(State state) {
  return states[static_cast<std::size_t>(state)];
}

std::optional<Kind> kind_from_text(std::string_view text) {
  return from_text<Kind>(kinds, text);
}

std::optional<State> state_from_text(std::string_view text) {
  return from_text<State>(states, text);
}

std::string_view to_text(Outcome outcome) {
  return outcomes[static_cast<std::size_t>(outcome)];
}

bool is_over(State state) {
  return state >= State::done;
}

std::string to_json(const Details& details) {
  return nlohmann::json(details).dump();
}

Details details_from_json(std::string_view json) {
  return nlohmann::json::parse(json).get<Details>();
}

Error wrong_state(const Job& job) {
  return fail(ErrorKind::conflict, "JOB_STATE", std::string(to_text(job.state)));
}

bool passes(const Error& error) {
  return error.kind == ErrorKind::unavailable || error.kind == ErrorKind::busy;
}

} // namespace elicense::jobs
