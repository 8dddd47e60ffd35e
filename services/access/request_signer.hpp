// SPDX-License-Identifier: Apache-2.0
// The client's side of a signed request (docs/access.md).
#pragma once
#include "crypto/random.hpp"
#include "crypto/sm2.hpp"
#include "crypto/time.hpp"
#include <map>
#include <variant>

namespace elicense::access {

struct SigningKey {
  std::string key_id;
  std::variant<crypto::SecretBytes, crypto::Sm2PrivateKey> key; // of hmac-sm3, of sm2-sm3
};

using Headers = std::map<std::string, std::string, std::less<>>; // lower-case names

struct Unsigned {
  std::string method, target; // "/v1/licenses?lang=en"
  Headers headers;            // with host; those that have to be covered are
  Bytes body;
};

// content-digest (with a body), signature-input and signature, to be added to the others.
Result<Headers> sign_request(const Unsigned& request, const SigningKey& key, Time now,
                             const crypto::RandomSource& random);

} // namespace elicense::access
