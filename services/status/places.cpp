// SPDX-License-Identifier: Apache-2.0
#include "status/places.hpp"

#include "crypto/hmac.hpp"

namespace elicense::status {
namespace {

constexpr unsigned rounds = 8, half_bits = 8;
constexpr std::uint32_t half_mask = (1U << half_bits) - 1;
static_assert(list_size == std::size_t{1} << (2 * half_bits));

struct Halves {
  std::uint32_t left, right;
};

Halves halves_of(std::size_t value) {
  return {static_cast<std::uint32_t>(value >> half_bits) & half_mask,
          static_cast<std::uint32_t>(value) & half_mask};
}

} // namespace

std::uint32_t Places::scrambled(std::uint64_t list, unsigned round, std::uint32_t half) const {
  const std::string input =
      "place " + std::to_string(list) + " " + std::to_string(round) + " " + std::to_string(half);
  return crypto::hmac_sm3(key_.view(), as_bytes(input))[0];
}

Place Places::of(std::uint64_t number) const {
  const std::uint64_t list = number / list_size;
  auto [left, right] = halves_of(number % list_size);
  for (unsigned round = 0; round < rounds; ++round) {
    const std::uint32_t next = left ^ scrambled(list, round, right);
    left = right;
    right = next;
  }
  return {list, std::size_t{left} << half_bits | right};
}

std::uint64_t Places::number_at(const Place& place) const {
  auto [left, right] = halves_of(place.index);
  for (unsigned round = rounds; round > 0; --round) {
    const std::uint32_t before = right ^ scrambled(place.list, round - 1, left);
    right = left;
    left = before;
  }
  return place.list * list_size + (std::uint64_t{left} << half_bits | right);
}

} // namespace elicense::status
