// SPDX-License-Identifier: Apache-2.0
#include "access/scope.hpp"

#include "access/words.hpp"
#include "crypto/utf8.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace elicense::access {
namespace {

constexpr std::pair<ScopeKind, std::string_view> scope_kinds[] = {
    {ScopeKind::license_type, "license_type"}, {ScopeKind::matter, "matter"},
    {ScopeKind::authority, "authority"},       {ScopeKind::field, "field"},
    {ScopeKind::legal_basis, "legal_basis"},   {ScopeKind::duty_quota, "duty_quota"}};

std::optional<ScopeKind> kind_of(std::string_view name) {
  for (const auto& [kind, text] : scope_kinds)
    if (text == name) return kind;
  return std::nullopt;
}

bool is_value(std::string_view text) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '_' || c == '-' || static_cast<unsigned char>(c) >= 0x80; // fields have Chinese names
  };
  return text == "*" || (!text.empty() && text.size() <= max_scope_size &&
                         std::ranges::all_of(text, allowed) && crypto::is_utf8(as_bytes(text)));
}

std::string_view matter_of(std::string_view quota) { // "m-1" of "m-1=50"
  return quota.substr(0, quota.find('='));
}

std::optional<std::uint32_t> number_of(std::string_view quota) {
  const std::string_view digits = quota.substr(std::min(quota.find('=') + 1, quota.size()));
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  const bool good = error == std::errc() && end == digits.data() + digits.size() && digits.front() != '0' &&
                    number <= max_duty_quota;
  return good ? std::optional(number) : std::nullopt;
}

bool is_quota(std::string_view text) {
  const std::string_view matter = matter_of(text);
  return matter.size() < text.size() && matter != "*" && is_value(matter) && number_of(text);
}

} // namespace

Result<Scopes> Scopes::parse(std::string_view text) {
  Scopes scopes;
  const auto words = words_of(text);
  if (words.size() > max_scopes)
    return fail(ErrorKind::too_large, "SCOPES_MALFORMED", "more than 256 scopes");
  for (const std::string_view word : words) {
    const std::size_t colon = std::min(word.find(':'), word.size());
    const auto kind = kind_of(word.substr(0, colon));
    const std::string_view value = colon < word.size() ? word.substr(colon + 1) : std::string_view();
    const bool good = kind && (kind == ScopeKind::duty_quota ? is_quota(value) : is_value(value));
    if (!good)
      return fail(ErrorKind::malformed, "SCOPES_MALFORMED",
                  "a scope is KIND:VALUE or KIND:*, a quota duty_quota:MATTER=NUMBER");
    if (kind == ScopeKind::duty_quota && scopes.duty_quotas().contains(matter_of(value)))
      return fail(ErrorKind::malformed, "SCOPES_MALFORMED", "a matter has one quota");
    scopes.values_[*kind].emplace(value);
  }
  return scopes;
}

bool Scopes::allow(ScopeKind kind, std::string_view value) const {
  const auto named = values_.find(kind);
  return named != values_.end() && (named->second.contains("*") || named->second.contains(value));
}

std::map<std::string, std::uint32_t, std::less<>> Scopes::duty_quotas() const {
  std::map<std::string, std::uint32_t, std::less<>> quotas;
  if (const auto named = values_.find(ScopeKind::duty_quota); named != values_.end())
    for (const std::string& quota : named->second)
      quotas.emplace(matter_of(quota), number_of(quota).value());
  return quotas;
}

std::string Scopes::text() const {
  std::string text;
  for (const auto& [kind, name] : scope_kinds)
    if (const auto named = values_.find(kind); named != values_.end())
      for (const std::string& value : named->second)
        text += (text.empty() ? "" : " ") + std::string(name) + ":" + value;
  return text;
}

} // namespace elicense::access
