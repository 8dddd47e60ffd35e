// SPDX-License-Identifier: Apache-2.0
// Timing by turns: A B C A B C …, so that a noisy machine is as unkind to one as to the other.
#pragma once
#include "bench/counters.hpp"
#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace elicense::bench {

enum class Clocked {
  processor, // CPU time of the calling thread
  wall,      // for work that waits for the disk
};

struct Contestant {
  std::string name;
  std::function<void()> work;
  Clocked clocked = Clocked::processor;
};

struct Measured {
  std::string name;
  std::vector<double> seconds; // of one call, by round
  Counts counts;               // of one call
  double median() const;
};

struct Effort {
  int rounds = 5;
  double seconds = 0.4; // of each contestant in each round
};

std::vector<Measured> take_turns(const std::vector<Contestant>& contestants, const Effort& effort);

double median(std::vector<double> values);
double percentile(std::vector<double> values, double share); // 0.99

using Stopwatch = std::chrono::steady_clock;
double seconds_since(Stopwatch::time_point start);

} // namespace elicense::bench
