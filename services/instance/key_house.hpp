// SPDX-License-Identifier: Apache-2.0
// What replacing a key of a stopped instance works on.
#pragma once
#include "crypto/key_store.hpp"
#include "instance/config.hpp"
#include "ledger/book.hpp"

namespace elicense::instance {

struct KeyHouse {
  const Config& config;
  const crypto::KeyStore& keys;
  ledger::Book& book; // nobody else writes
};

} // namespace elicense::instance
