// SPDX-License-Identifier: Apache-2.0
// PEM (RFC 7468): base64 between BEGIN and END lines, explanatory text around them.
#pragma once
#include "crypto/bytes.hpp"

namespace elicense::crypto {

std::string write_pem(std::string_view label, ByteView der);

// All blocks, in order; each must carry `label`, and there must be one. PEM_MALFORMED
Result<std::vector<Bytes>> read_pem(std::string_view label, std::string_view pem);

} // namespace elicense::crypto
