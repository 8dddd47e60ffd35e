// SPDX-License-Identifier: Apache-2.0
// What mutated sources ask at every place: is mine the mutant that lives now? Compile-time uses see the
// original.
#pragma once
#include <type_traits>

namespace mutation {

inline constexpr int most_mutants = 1 << 17;

inline int chosen = 0; // none
inline bool unshared[most_mutants];
inline bool* reached = unshared; // which places were asked while no mutant lived

inline bool ask(int mutant) {
  if (chosen == 0) reached[mutant] = true;
  return mutant == chosen;
}

constexpr bool on(int mutant) {
  return !std::is_constant_evaluated() && ask(mutant);
}

} // namespace mutation
