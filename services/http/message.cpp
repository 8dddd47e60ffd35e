// SPDX-License-Identifier: Apache-2.0
// Looking things up in a request.
#include "http/message.hpp"

namespace elicense::http {

std::string_view Request::header(std::string_view lower_case_name) const {
  const auto found = headers.find(lower_case_name);
  return found == headers.end() ? std::string_view() : found->second;
}

std::optional<std::string> Request::query_value(std::string_view name) const {
  const auto found = query.find(name);
  if (found == query.end()) return std::nullopt;
  return found->second;
}

} // namespace elicense::http
