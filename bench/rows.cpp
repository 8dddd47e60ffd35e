// SPDX-License-Identifier: Apache-2.0
#include "bench/rows.hpp"
#include <algorithm>
#include <iostream>
#include <nlohmann/json.hpp>

namespace elicense::bench {
namespace {

Row per_second(const Measured& measured, double units, std::string unit) {
  const auto [least, most] = std::ranges::minmax(measured.seconds);
  return {measured.name, units / measured.median(), std::move(unit), units / most, units / least, {}};
}

} // namespace

Row rate(const Measured& measured) {
  return per_second(measured, 1, "1/s");
}

Row megabytes(const Measured& measured, double bytes) {
  return per_second(measured, bytes / 1e6, "MB/s");
}

Row amount(std::string name, double value, std::string unit) {
  return {std::move(name), value, std::move(unit), value, value, {}};
}

double cost_ratio(const Measured& work, const Measured& of) {
  std::vector<double> ratios;
  for (std::size_t round = 0; round < work.seconds.size(); ++round)
    ratios.push_back(work.seconds[round] / of.seconds[round]);
  return median(ratios);
}

void print(const Row& row) {
  nlohmann::ordered_json line = {
      {"name", row.name}, {"value", row.value}, {"unit", row.unit}, {"low", row.low}, {"high", row.high}};
  for (const Ratio& ratio : row.ratios)
    line["ratios"][ratio.to] = ratio.value;
  std::cout << line.dump() << std::endl;
}

} // namespace elicense::bench
