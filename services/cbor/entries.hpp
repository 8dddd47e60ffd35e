// SPDX-License-Identifier: Apache-2.0
// The entries of a map by their keys. Nothing: there is no such key, or its value is of another type or more
// than one item.
#pragma once
#include "cbor/cbor.hpp"
#include <optional>

namespace elicense::cbor {

using Entries = std::vector<Reader::Entry>;

std::optional<Entries> whole_map(ByteView bytes); // nothing behind it
std::optional<ByteView> value_of(const Entries& entries, std::int64_t key);
std::optional<ByteView> value_of(const Entries& entries, std::string_view key);

std::optional<std::int64_t> number_in(ByteView item);
std::optional<std::string> text_in(ByteView item);
std::optional<ByteView> bytes_in(ByteView item);

template <class Key> std::optional<std::int64_t> number_of(const Entries& entries, Key key) {
  const auto value = value_of(entries, key);
  return value ? number_in(*value) : std::nullopt;
}
template <class Key> std::optional<std::string> text_of(const Entries& entries, Key key) {
  const auto value = value_of(entries, key);
  return value ? text_in(*value) : std::nullopt;
}
template <class Key> std::optional<ByteView> bytes_of(const Entries& entries, Key key) {
  const auto value = value_of(entries, key);
  return value ? bytes_in(*value) : std::nullopt;
}

} // namespace elicense::cbor
