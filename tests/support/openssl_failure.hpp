// SPDX-License-Identifier: Apache-2.0
// While one lives, OpenSSL finds no algorithm, as with a provider that did not load.
#pragma once

namespace elicense::test {

class NoAlgorithms {
 public:
  NoAlgorithms();
  ~NoAlgorithms();
  NoAlgorithms(const NoAlgorithms&) = delete;
  NoAlgorithms& operator=(const NoAlgorithms&) = delete;
};

} // namespace elicense::test
