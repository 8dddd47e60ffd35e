// SPDX-License-Identifier: Apache-2.0
#include "jobs/sampling.hpp"
#include <algorithm>
#include <set>

namespace elicense::jobs {
namespace {

struct Step {
  std::int64_t up_to, sample;
};
constexpr Step steps[] = {{8, 2},        {15, 3},       {25, 5},        {50, 8},       {90, 13},
                          {150, 20},     {280, 32},     {500, 50},      {1'200, 80},   {3'200, 125},
                          {10'000, 200}, {35'000, 315}, {150'000, 500}, {500'000, 800}};
constexpr std::int64_t largest = 1'250, wrong_of = 100;

// Without favour: numbers of the last, incomplete round are drawn again.
std::int64_t below(std::int64_t limit, const crypto::RandomSource& random) {
  const auto size = static_cast<std::uint64_t>(limit);
  const std::uint64_t rounds = UINT64_MAX / size * size;
  for (;;) {
    std::uint64_t value = 0;
    for (const std::uint8_t byte : crypto::random_bytes(random, sizeof value))
      value = (value << 8U) | byte;
    if (value < rounds) return static_cast<std::int64_t>(value % size);
  }
}

} // namespace

std::int64_t sample_size(std::int64_t licenses) {
  const auto* const step =
      std::ranges::find_if(steps, [&](const Step& each) { return licenses <= each.up_to; });
  return std::min(licenses, step == std::end(steps) ? largest : step->sample);
}

std::int64_t accepted_wrong(std::int64_t sample) {
  return sample / wrong_of;
}

// Floyd: the j-th number is drawn from the first j; one that is there already stands for j itself.
std::vector<std::int64_t> draw(std::int64_t sample, std::int64_t licenses,
                               const crypto::RandomSource& random) {
  std::set<std::int64_t> drawn;
  for (std::int64_t last = licenses - sample; last < licenses; ++last)
    if (!drawn.insert(below(last + 1, random)).second) drawn.insert(last);
  return {drawn.begin(), drawn.end()};
}

} // namespace elicense::jobs
