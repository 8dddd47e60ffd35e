// SPDX-License-Identifier: Apache-2.0
#include "ledger/entry_rules.hpp"

namespace elicense::ledger {
namespace {

Error malformed_entry(std::string detail) {
  return fail(ErrorKind::invalid, "LEDGER_ENTRY_MALFORMED", std::move(detail));
}

template <class Role> void append_facts(Bytes& bytes, const std::vector<Fact<Role>>& facts) {
  bytes.push_back(static_cast<std::uint8_t>(facts.size()));
  for (const Fact<Role>& fact : facts) {
    bytes.push_back(static_cast<std::uint8_t>(fact.role));
    append(bytes, fact.value);
  }
}

} // namespace

Result<Bytes> encode_entry(const Entry& entry) {
  if (name_of(entry.kind).empty()) return malformed_entry("kind");
  if (!is_entry_time(entry.at.time_since_epoch().count())) return malformed_entry("time");
  if (!are_in_order(entry.digests) || !are_in_order(entry.references)) return malformed_entry("roles");
  if (!entry.word.empty() && !is_entry_word(entry.word)) return malformed_entry("word");
  Bytes bytes;
  bytes.reserve(max_entry_size);
  bytes.push_back(entry_format);
  append_number(bytes, static_cast<std::uint16_t>(entry.kind), sizeof(std::uint16_t));
  append_number(bytes, static_cast<std::uint64_t>(entry.at.time_since_epoch().count()),
                sizeof(std::uint64_t));
  append_facts(bytes, entry.digests);
  append_facts(bytes, entry.references);
  bytes.push_back(static_cast<std::uint8_t>(entry.word.size()));
  append(bytes, as_bytes(entry.word));
  bytes.push_back(entry.number ? 1 : 0);
  if (entry.number) append_number(bytes, *entry.number, sizeof(std::uint32_t));
  return bytes;
}

} // namespace elicense::ledger
