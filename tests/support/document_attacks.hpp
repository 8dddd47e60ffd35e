// SPDX-License-Identifier: Apache-2.0
// Ways to change a good sealed document, and the cause that a verdict must then name.
#pragma once
#include "tests/support/ofd_mutation.hpp"

namespace elicense::test {

struct DocumentAttack {
  std::string name;
  std::function<Bytes(const Bytes& good)> apply; // to sealed_file()
  std::string cause;
};

// By somebody without a key.
std::vector<DocumentAttack> outsider_attacks();

// By the signer himself: his signature is right, the document is not. Some cannot be told from a vendor's
// habit: those leave the verdict undetermined, the others untrusted.
std::vector<DocumentAttack> insider_attacks();

} // namespace elicense::test
