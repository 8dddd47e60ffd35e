// SPDX-License-Identifier: Apache-2.0
#include "cbor/entries.hpp"

namespace elicense::cbor {

std::optional<Entries> whole_map(ByteView bytes) {
  Reader reader(bytes);
  auto entries = reader.map();
  return entries && reader.empty() ? std::optional(*std::move(entries)) : std::nullopt;
}

std::optional<ByteView> value_of(const Entries& entries, std::int64_t key) {
  for (const auto& entry : entries)
    if (!entry.is_text && entry.number == key) return entry.value;
  return std::nullopt;
}

std::optional<ByteView> value_of(const Entries& entries, std::string_view key) {
  for (const auto& entry : entries)
    if (entry.is_text && entry.text == key) return entry.value;
  return std::nullopt;
}

std::optional<std::int64_t> number_in(ByteView item) {
  Reader reader(item);
  const auto number = reader.integer();
  return number && reader.empty() ? std::optional(*number) : std::nullopt;
}

std::optional<std::string> text_in(ByteView item) {
  Reader reader(item);
  const auto text = reader.text_string();
  return text && reader.empty() ? std::optional(std::string(*text)) : std::nullopt;
}

std::optional<ByteView> bytes_in(ByteView item) {
  Reader reader(item);
  const auto bytes = reader.byte_string();
  return bytes && reader.empty() ? std::optional(*bytes) : std::nullopt;
}

} // namespace elicense::cbor
