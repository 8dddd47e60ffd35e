// SPDX-License-Identifier: Apache-2.0
// What an integrator can make go wrong in a sandbox, for everybody, until it is switched off
// (docs/sandbox.md).
#pragma once
#include "crypto/time.hpp"
#include <array>
#include <atomic>
#include <optional>
#include <span>

namespace elicense::sandbox {

enum class Fault {
  clock_skewed,      // of the service, as it judges signed requests
  limit_reached,     // every request is one too many
  slow,              // answers come late
  status_list_stale, // lists that were signed before yesterday
};
inline constexpr std::size_t fault_count = 4;
std::span<const Fault> all_faults();
std::string_view to_text(Fault fault); // "clock-skewed"
std::optional<Fault> fault_from_text(std::string_view text);

inline constexpr std::chrono::minutes clock_skew{10}; // ahead; more than a signature may be old
inline constexpr std::chrono::hours list_age{48};     // twice as long as a list is believed
inline constexpr std::chrono::seconds slow_answer{5}; // later

// All off at first. Safe from any thread.
class Faults {
 public:
  bool is_on(Fault fault) const { return on_[static_cast<std::size_t>(fault)]; }
  void set(Fault fault, bool on) { on_[static_cast<std::size_t>(fault)] = on; }

 private:
  std::array<std::atomic<bool>, fault_count> on_{};
};

// The clock as it goes, and by `skew` more while the fault is on. `faults` has to outlive it.
Clock faulty_clock(Clock clock, const Faults& faults, Fault fault, std::chrono::seconds skew);

} // namespace elicense::sandbox
