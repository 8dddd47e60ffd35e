// SPDX-License-Identifier: Apache-2.0
// Looks for a secret in all of this process's readable memory, in both byte orders.
#pragma once
#include "crypto/bytes.hpp"

namespace elicense::test {

// Keeps what to look for in a form that is not found itself.
class Needle {
 public:
  Needle() = default;
  explicit Needle(ByteView secret);
  std::size_t size() const { return masked_.size(); }
  bool is_at(const std::uint8_t* place) const;

 private:
  Bytes masked_;
};

std::size_t copies_in_memory(const Needle& needle);

} // namespace elicense::test
