// SPDX-License-Identifier: Apache-2.0
#include "ledger/text_forms.hpp"
#include <algorithm>
#include <charconv>

namespace elicense::ledger {

std::optional<std::string_view> take_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end + 1);
  return line;
}

std::optional<std::uint64_t> decimal(std::string_view text, std::uint64_t largest) {
  if (text.size() > 1 && text[0] == '0') return std::nullopt;
  std::uint64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc() || stop != end || number > largest) return std::nullopt;
  return number;
}

std::optional<Hash> hash_from_base64(std::string_view text) {
  Hash hash{};
  if (text.size() != (hash.size() + 2) / 3 * 4) return std::nullopt;
  const auto bytes = from_base64(text);
  if (!bytes || bytes->size() != hash.size()) return std::nullopt;
  std::ranges::copy(*bytes, hash.begin());
  return hash;
}

} // namespace elicense::ledger
