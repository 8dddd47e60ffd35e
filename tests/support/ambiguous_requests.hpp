// SPDX-License-Identifier: Apache-2.0
// Requests that two readers could understand differently (S-HTTP-1, findings F1 to F3), and what the door
// says.
#pragma once
#include <ostream>
#include <span>
#include <string_view>

namespace elicense::test {

struct AmbiguousRequest {
  std::string_view name;
  std::string_view bytes; // head, and whatever an attacker hopes to hide behind it
  std::string_view code;
  unsigned status;
};

inline void PrintTo(const AmbiguousRequest& request, std::ostream* out) {
  *out << request.name;
}

std::span<const AmbiguousRequest> ambiguous_requests();

} // namespace elicense::test
