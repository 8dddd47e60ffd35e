// SPDX-License-Identifier: Apache-2.0
// Rounds of calls, and the counts of one call.
#include "bench/measure.hpp"
#include <algorithm>
#include <ctime>

namespace elicense::bench {
namespace {

double now(Clocked clocked) {
  timespec time{};
  clock_gettime(clocked == Clocked::processor ? CLOCK_THREAD_CPUTIME_ID : CLOCK_MONOTONIC, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

double seconds_per_call(const Contestant& contestant, double enough) {
  const double start = now(contestant.clocked);
  for (int calls = 1;; ++calls) {
    contestant.work();
    if (const double spent = now(contestant.clocked) - start; spent >= enough) return spent / calls;
  }
}

Counts counts_per_call(const Contestant& contestant) {
  contestant.work(); // whatever is made at first use is there now
  const Counts before = counts();
  contestant.work();
  return counts() - before;
}

} // namespace

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

double percentile(std::vector<double> values, double share) {
  std::ranges::sort(values);
  const auto place = static_cast<std::size_t>(static_cast<double>(values.size()) * share);
  return values[std::min(values.size() - 1, place)];
}

double seconds_since(Stopwatch::time_point start) {
  return std::chrono::duration<double>(Stopwatch::now() - start).count();
}

double Measured::median() const {
  return bench::median(seconds);
}

std::vector<Measured> take_turns(const std::vector<Contestant>& contestants, const Effort& effort) {
  std::vector<Measured> results;
  results.reserve(contestants.size());
  for (const Contestant& contestant : contestants)
    results.push_back({contestant.name, {}, counts_per_call(contestant)});
  for (int round = 0; round < effort.rounds; ++round)
    for (std::size_t i = 0; i < contestants.size(); ++i)
      results[i].seconds.push_back(seconds_per_call(contestants[i], effort.seconds));
  return results;
}

} // namespace elicense::bench
