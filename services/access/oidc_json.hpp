// SPDX-License-Identifier: Apache-2.0
// JSON of identity providers, read strictly: a member twice is no member.
#pragma once
#include "json/strict_json.hpp"
#include <optional>

namespace elicense::access {

inline constexpr JsonLimits provider_json{.size = 256U << 10, .depth = 8, .values = 2000};

// JSON_…, or JSON_MALFORMED when it is no object
inline Result<nlohmann::json> parse_object(std::string_view text) {
  auto value = parse_strict_json(text, provider_json);
  if (value && !value->is_object()) return fail(ErrorKind::malformed, "JSON_MALFORMED", "no object");
  return value;
}

inline std::optional<std::string> text_member(const nlohmann::json& object, const std::string& name) {
  const auto found = object.find(name);
  if (found == object.end() || !found->is_string()) return std::nullopt;
  return found->get<std::string>();
}

inline std::optional<std::int64_t> number_member(const nlohmann::json& object, const std::string& name) {
  const auto found = object.find(name);
  if (found == object.end() || !found->is_number_integer()) return std::nullopt;
  return found->get<std::int64_t>();
}

} // namespace elicense::access
