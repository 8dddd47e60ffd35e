// SPDX-License-Identifier: Apache-2.0
#include "tests/support/openssl_failure.hpp"
#include <openssl/evp.h>
#include <stdexcept>

namespace elicense::test {

namespace {

void demand(const char* properties) {
  if (EVP_set_default_properties(nullptr, properties) != 1)
    throw std::runtime_error("EVP_set_default_properties");
}

} // namespace

NoAlgorithms::NoAlgorithms() {
  demand("provider=none");
}

NoAlgorithms::~NoAlgorithms() {
  EVP_set_default_properties(nullptr, "");
}

} // namespace elicense::test
