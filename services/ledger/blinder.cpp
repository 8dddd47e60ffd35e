// SPDX-License-Identifier: Apache-2.0
#include "ledger/blinder.hpp"
#include "crypto/hmac.hpp"
#include <algorithm>
#include <stdexcept>

namespace elicense::ledger {

Blinder::Blinder(crypto::SecretBytes key) : key_(std::move(key)) {
  if (key_.size() < min_blinding_key_size) throw std::invalid_argument("the blinding key is too short");
}

Hash Blinder::reference(ReferenceRole role, std::string_view value) const {
  crypto::SecretBytes message(1 + value.size());
  message.span()[0] = static_cast<std::uint8_t>(role);
  const ByteView bytes = as_bytes(value);
  std::copy(bytes.begin(), bytes.end(), message.span().begin() + 1);
  return crypto::hmac_sm3(key_.view(), message.view());
}

} // namespace elicense::ledger
