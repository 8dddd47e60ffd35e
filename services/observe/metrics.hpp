// SPDX-License-Identifier: Apache-2.0
// Counters and durations for Prometheus.
#pragma once
#include <memory>
#include <string>
#include <string_view>

namespace elicense::observe {

class Metrics {
 public:
  Metrics();
  ~Metrics();
  void request_finished(std::string_view route, unsigned status, double seconds);
  void connections(int open_now);
  void refused(std::string_view code); // at the door
  void license_issued(std::string_view type_code);
  void document_verified(std::string_view verdict);
  std::string text() const; // exposition format

 private:
  struct State;
  std::unique_ptr<State> state_;
};

} // namespace elicense::observe
