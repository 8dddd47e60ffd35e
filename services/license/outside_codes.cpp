// SPDX-License-Identifier: Apache-2.0
#include "license/outside_codes.hpp"
#include <algorithm>
#include <span>

namespace elicense::license {
namespace {

using Codes = std::array<std::string_view, all_states.size()>;

// In the order of State: pending, not_yet_valid, valid, suspended, expired, replaced, cancelled, annulled,
// revoked.
constexpr Codes personnel{"99", "99", "01", "02", "05", "05", "04", "03", "07"};
constexpr Codes transport{"09", "09", "10", "09", "02", "01", "03", "04", "05"};
constexpr Codes real_estate{"2", "1", "1", "1", "2", "2", "2", "2", "2"};
constexpr Codes shared{"1", "1", "0", "2", "3", "3", "3", "3", "3"};

struct Meaning {
  std::string_view code;
  State state;
};
constexpr Meaning personnel_meanings[] = {
    {"01", State::valid},   {"02", State::suspended}, {"03", State::annulled}, {"04", State::cancelled},
    {"05", State::expired}, {"06", State::cancelled}, // 办理转出: valid elsewhere, not here
    {"07", State::revoked},
};
constexpr Meaning transport_meanings[] = {
    {"10", State::valid},     {"01", State::replaced}, {"02", State::expired},
    {"03", State::cancelled}, {"04", State::annulled}, {"05", State::revoked},
};
constexpr Meaning real_estate_meanings[] = {{"1", State::valid}, {"2", State::cancelled}};
constexpr Meaning shared_meanings[] = {
    {"0", State::valid}, {"1", State::not_yet_valid}, {"2", State::suspended}}; // 3 does not say why

const Codes& codes_of(CodeTable table) {
  switch (table) {
  case CodeTable::personnel:
    return personnel;
  case CodeTable::transport:
    return transport;
  case CodeTable::real_estate:
    return real_estate;
  case CodeTable::shared:
    break;
  }
  return shared;
}

std::span<const Meaning> meanings_of(CodeTable table) {
  switch (table) {
  case CodeTable::personnel:
    return personnel_meanings;
  case CodeTable::transport:
    return transport_meanings;
  case CodeTable::real_estate:
    return real_estate_meanings;
  case CodeTable::shared:
    break;
  }
  return shared_meanings;
}

} // namespace

std::string_view to_code(CodeTable table, State state) {
  return codes_of(table)[static_cast<std::size_t>(state)];
}

std::optional<State> state_from_code(CodeTable table, std::string_view code) {
  const auto meanings = meanings_of(table);
  const auto found = std::ranges::find(meanings, code, &Meaning::code);
  if (found == meanings.end()) return std::nullopt;
  return found->state;
}

} // namespace elicense::license
