// SPDX-License-Identifier: Apache-2.0
// The figures, one JSON object a line: name, value, unit, and what they are compared with.
#pragma once
#include "bench/measure.hpp"

namespace elicense::bench {

struct Ratio {
  std::string to;
  double value = 0;
};

struct Row {
  std::string name;
  double value = 0;
  std::string unit;
  double low = 0, high = 0; // over the rounds
  std::vector<Ratio> ratios;
};

Row rate(const Measured& measured);                    // calls a second
Row megabytes(const Measured& measured, double bytes); // MB/s
Row amount(std::string name, double value, std::string unit);
// Round by round, so that both had the same machine: how many times the cost of `of` the work takes.
double cost_ratio(const Measured& work, const Measured& of);

void print(const Row& row);

} // namespace elicense::bench
