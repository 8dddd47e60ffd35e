// SPDX-License-Identifier: Apache-2.0
// Where a license or mandate stands in the lists. The place is drawn by a secret (a Feistel network over
// HMAC-SM3), so that lists tell nobody in which order licenses were issued, and is found again without being
// stored.
#pragma once
#include "crypto/secret.hpp"

namespace elicense::status {

inline constexpr std::size_t list_size = std::size_t{1} << 16; // 16 KiB before they are compressed

struct Place {
  std::uint64_t list = 0; // from 0
  std::size_t index = 0;
  friend bool operator==(const Place&, const Place&) = default;
};

class Places {
 public:
  explicit Places(crypto::SecretBytes key) : key_(std::move(key)) {}

  Place of(std::uint64_t number) const; // from 0, in the order of issue
  std::uint64_t number_at(const Place& place) const;

 private:
  std::uint32_t scrambled(std::uint64_t list, unsigned round, std::uint32_t half) const;
  crypto::SecretBytes key_;
};

} // namespace elicense::status
