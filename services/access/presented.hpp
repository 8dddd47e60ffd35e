// SPDX-License-Identifier: Apache-2.0
// What a request brings with it, as the door hands it over. This room knows no HTTP library.
#pragma once
#include "crypto/bytes.hpp"
#include <map>

namespace elicense::access {

struct Presented {
  std::string_view method, target; // the target as received: "/v1/licenses?lang=en"
  const std::map<std::string, std::string, std::less<>>& headers; // lower-case names
  ByteView body;
  ByteView peer_certificate; // DER, its key proved in the TLS handshake; empty when none came
  std::string_view peer;     // address

  std::string_view header(std::string_view name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? std::string_view() : std::string_view(found->second);
  }
};

} // namespace elicense::access
