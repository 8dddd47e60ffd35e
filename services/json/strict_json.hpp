// SPDX-License-Identifier: Apache-2.0
// JSON as foreign input (RFC 8259, I-JSON RFC 7493): one meaning or none.
#pragma once
#include "crypto/result.hpp"
#include <nlohmann/json.hpp>

namespace elicense {

struct JsonLimits {
  std::size_t size = 1U << 20; // bytes
  std::size_t depth = 32;      // objects and arrays inside each other
  std::size_t values = 20'000; // members, elements and the document itself
  bool fractions = true;       // false: integers only, for what will be signed
};

// JSON_MALFORMED (syntax, trailing data, byte order mark, bad UTF-8, a lone surrogate, NUL) with line and
// column; JSON_TOO_LARGE, JSON_TOO_DEEP, JSON_TOO_MANY_VALUES; JSON_DUPLICATE_KEY and JSON_NUMBER (-0, not
// finite, an integer beyond ±(2^53−1), a fraction where none may be) with the JSON pointer.
Result<nlohmann::json> parse_strict_json(std::string_view text, const JsonLimits& limits = {});

} // namespace elicense
