// SPDX-License-Identifier: Apache-2.0
// The code tables as systems in use have them (none of them is the national one, which was not found).
#include "license/outside_codes.hpp"

namespace elicense::license {
namespace {

std::vector<std::string> codes(CodeTable table) {
  std::vector<std::string> all;
  for (const State state : all_states)
    all.emplace_back(to_code(table, state));
  return all;
}

// pending, not_yet_valid, valid, suspended, expired, replaced, cancelled, annulled, revoked
TEST(OutsideCodes, OfEveryState) {
  using Codes = std::vector<std::string>;
  EXPECT_EQ(codes(CodeTable::personnel), (Codes{"99", "99", "01", "02", "05", "05", "04", "03", "07"}));
  EXPECT_EQ(codes(CodeTable::transport), (Codes{"09", "09", "10", "09", "02", "01", "03", "04", "05"}));
  EXPECT_EQ(codes(CodeTable::real_estate), (Codes{"2", "1", "1", "1", "2", "2", "2", "2", "2"}));
  EXPECT_EQ(codes(CodeTable::shared), (Codes{"1", "1", "0", "2", "3", "3", "3", "3", "3"}));
}

TEST(OutsideCodes, AndBack) {
  using enum State;
  const std::vector<std::tuple<CodeTable, std::string, std::optional<State>>> cases = {
      {CodeTable::personnel, "01", valid},        {CodeTable::personnel, "02", suspended},
      {CodeTable::personnel, "03", annulled},     {CodeTable::personnel, "04", cancelled},
      {CodeTable::personnel, "05", expired},      {CodeTable::personnel, "06", cancelled},
      {CodeTable::personnel, "07", revoked},      {CodeTable::personnel, "99", std::nullopt},
      {CodeTable::transport, "10", valid},        {CodeTable::transport, "01", replaced},
      {CodeTable::transport, "02", expired},      {CodeTable::transport, "03", cancelled},
      {CodeTable::transport, "04", annulled},     {CodeTable::transport, "05", revoked},
      {CodeTable::transport, "09", std::nullopt}, {CodeTable::real_estate, "1", valid},
      {CodeTable::real_estate, "2", cancelled},   {CodeTable::shared, "0", valid},
      {CodeTable::shared, "1", not_yet_valid},    {CodeTable::shared, "2", suspended},
      {CodeTable::shared, "3", std::nullopt},     {CodeTable::shared, "", std::nullopt},
  };
  for (const auto& [table, code, state] : cases)
    EXPECT_EQ(state_from_code(table, code), state) << code;
}

// A state that has a code of its own comes back as itself.
TEST(OutsideCodes, WhatHasItsOwnCodeComesBack) {
  for (const State state :
       {State::valid, State::suspended, State::cancelled, State::annulled, State::revoked})
    EXPECT_EQ(state_from_code(CodeTable::personnel, to_code(CodeTable::personnel, state)), state);
  for (const State state :
       {State::valid, State::expired, State::replaced, State::cancelled, State::annulled, State::revoked})
    EXPECT_EQ(state_from_code(CodeTable::transport, to_code(CodeTable::transport, state)), state);
}

} // namespace
} // namespace elicense::license
