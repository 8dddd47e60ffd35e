// SPDX-License-Identifier: Apache-2.0
// The text under a request's signature (RFC 9421 2.5), and what it has to cover (docs/access.md).
#pragma once
#include "access/presented.hpp"
#include "access/signature_fields.hpp"

namespace elicense::access {

// What a signature over this request has to cover: method, authority, path and query always; the digest of a
// body, and header fields that change what the request does, when they are there.
std::vector<std::string> needed_components(const Presented& request);

// SIGNATURE_COMPONENTS: one that is needed is not covered, or one that is covered is not there.
Result<std::string> signature_base(const Presented& request, const SignatureInput& input);

} // namespace elicense::access
