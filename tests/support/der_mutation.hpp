// SPDX-License-Identifier: Apache-2.0
// What can be wrong with the encoding of a structure: every element of a good one, in every wrong form.
#pragma once
#include "crypto/bytes.hpp"
#include <functional>

namespace elicense::test {

struct Mutant {
  std::string name; // "long length of element 7"
  Bytes bytes;
};

// Some are still DER (another string type, a number of another size): is_der() tells.
void for_each_mutant(ByteView good, const std::function<void(const Mutant&)>& look_at);

} // namespace elicense::test
