// SPDX-License-Identifier: Apache-2.0
#include "api/whole_number.hpp"
#include "api/answer.hpp"
#include <charconv>

namespace elicense::api {

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  if (read.ec != std::errc() || read.ptr != end || number < 0) return std::nullopt;
  return number;
}

Result<std::int64_t> sequence_before(const http::Request& request, std::string_view of) {
  const auto text = request.query_value("before");
  if (!text) return 0;
  if (const auto value = whole_number(*text); value && *value > 0) return *value;
  return input_error("before must be the sequence of " + std::string(of));
}

} // namespace elicense::api
