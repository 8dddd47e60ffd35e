// SPDX-License-Identifier: Apache-2.0
#include "ledger/entry_rules.hpp"
#include <algorithm>

namespace elicense::ledger {
namespace {

enum class Flaw { none, malformed, unknown };

// Takes fields off the front. The first flaw is kept, and all that follows it reads as zero.
class Fields {
 public:
  explicit Fields(ByteView bytes) : rest_(bytes) {}

  ByteView take(std::size_t size) {
    if (flaw_ == Flaw::none && rest_.size() < size) flaw_ = Flaw::malformed;
    if (flaw_ != Flaw::none) return {};
    const ByteView taken = rest_.first(size);
    rest_ = rest_.subspan(size);
    return taken;
  }
  std::uint64_t number(std::size_t size) {
    std::uint64_t number = 0;
    for (const std::uint8_t byte : take(size))
      number = number << 8 | byte;
    return number;
  }
  std::uint8_t byte() { return static_cast<std::uint8_t>(number(1)); }
  void require(bool holds, Flaw otherwise = Flaw::malformed) {
    if (flaw_ == Flaw::none && !holds) flaw_ = otherwise;
  }
  bool good() const { return flaw_ == Flaw::none; }
  Flaw finish() {
    require(rest_.empty());
    return flaw_;
  }

 private:
  ByteView rest_;
  Flaw flaw_ = Flaw::none;
};

template <class Role> std::vector<Fact<Role>> take_facts(Fields& fields) {
  std::vector<Fact<Role>> facts;
  for (std::size_t count = fields.byte(); count > 0 && fields.good(); --count) {
    Fact<Role> fact{.role = static_cast<Role>(fields.byte()), .value = {}};
    fields.require(is_known(fact.role), Flaw::unknown);
    std::ranges::copy(fields.take(fact.value.size()), fact.value.begin());
    facts.push_back(fact);
  }
  fields.require(are_in_order(facts));
  return facts;
}

Time take_time(Fields& fields) {
  const auto seconds = static_cast<std::int64_t>(fields.number(sizeof(std::uint64_t)));
  fields.require(is_entry_time(seconds));
  return Time(std::chrono::seconds(seconds));
}

std::string take_word(Fields& fields) {
  std::string word(as_text(fields.take(fields.byte())));
  fields.require(word.empty() || is_entry_word(word));
  return word;
}

std::optional<std::uint32_t> take_number(Fields& fields) {
  const std::uint8_t present = fields.byte();
  fields.require(present <= 1);
  if (present == 0) return std::nullopt;
  return static_cast<std::uint32_t>(fields.number(sizeof(std::uint32_t)));
}

} // namespace

Result<Entry> decode_entry(ByteView bytes) {
  Fields fields(bytes);
  Entry entry;
  fields.require(fields.byte() == entry_format, Flaw::unknown);
  entry.kind = static_cast<EntryKind>(fields.number(sizeof(std::uint16_t)));
  fields.require(!name_of(entry.kind).empty(), Flaw::unknown);
  entry.at = take_time(fields);
  entry.digests = take_facts<DigestRole>(fields);
  entry.references = take_facts<ReferenceRole>(fields);
  entry.word = take_word(fields);
  entry.number = take_number(fields);
  switch (fields.finish()) {
  case Flaw::none:
    return entry;
  case Flaw::malformed:
    return fail(ErrorKind::malformed, "LEDGER_ENTRY_MALFORMED");
  case Flaw::unknown:
    return fail(ErrorKind::unsupported, "LEDGER_ENTRY_UNKNOWN");
  }
  throw std::logic_error("flaw");
}

} // namespace elicense::ledger
