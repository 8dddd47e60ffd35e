// SPDX-License-Identifier: Apache-2.0
// Counters and durations for Prometheus.
#pragma once
#include <memory>
#include <string>
#include <string_view>

namespace elicense::observe {

// Bounds of every label: a value beyond them, or with other than letters, digits and '_', counts as "other".
inline constexpr std::size_t max_label_values = 512;
inline constexpr std::size_t max_label_size = 64;

class Metrics {
 public:
  Metrics();
  ~Metrics();
  // All safe from any thread.
  void request_finished(std::string_view route, unsigned told, double seconds); // a status
  void connections(int open_now);
  void refused(std::string_view code);                                        // at the door
  void authenticated(std::string_view scheme, std::string_view refused_code); // code empty: it was accepted
  void license_issued(std::string_view type_code);
  void document_verified(std::string_view verdict);
  std::string text() const; // exposition format

 private:
  struct State;
  std::unique_ptr<State> state_;
};

} // namespace elicense::observe
