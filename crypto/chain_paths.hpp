// SPDX-License-Identifier: Apache-2.0
// Finding the ways from a certificate to an anchor. Private to chain*.cpp.
#pragma once
#include "crypto/chain.hpp"

namespace elicense::crypto {

using Path = std::vector<Certificate>; // leaf first

// For details: an authority by its name, the leaf without one, because it may be a person's.
std::string name_in_chain(const Path& path, std::size_t index);

struct PathSearch {
  std::vector<Path> complete; // each ends in an anchor
  Path longest;               // what was found when none is complete
  std::string obstacle;       // why none is complete
  bool over_limit = false;    // a way went on beyond max_chain_length
  // An issuer of the right name is in the trust store, but its key did not make the signature.
  std::string refuted;
};

PathSearch find_paths(const TrustStore& trust, const Certificate& leaf,
                      const std::vector<Certificate>& extra);

} // namespace elicense::crypto
