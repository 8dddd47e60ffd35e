// SPDX-License-Identifier: Apache-2.0
// The other alphabet, then the strict reader of crypto/bytes.hpp.
#include "crypto/base64url.hpp"

namespace elicense {

Result<Bytes> from_base64url(std::string_view text) {
  std::string standard(text);
  for (char& c : standard) {
    if (c == '+' || c == '/' || c == '=') c = '!'; // letters of the other alphabet are none here
    if (c == '-') c = '+';
    if (c == '_') c = '/';
  }
  standard.append((4 - standard.size() % 4) % 4, '=');
  return from_base64(standard);
}

} // namespace elicense
