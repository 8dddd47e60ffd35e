// SPDX-License-Identifier: Apache-2.0
#include "stock/citizen_number.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::stock {
namespace {

TEST(CitizenNumber, SaysBirthSexAndCheckCharacter) { // 11010519491231002X: GB 11643-1999
  EXPECT_EQ(birth_date_of("11010519491231002X"), "1949-12-31");
  EXPECT_EQ(sex_of("11010519491231002X"), "女");
  EXPECT_EQ(sex_of("440524188001010014"), "男");
  EXPECT_EQ(citizen_check_character("11010519491231002"), 'X');
  EXPECT_EQ(citizen_check_character("44052418800101001"), '4');
}

TEST(CitizenNumber, OfFifteenDigitsIsExtended) {
  EXPECT_EQ(extended_citizen_number("110105491231002"), "11010519491231002X");
  for (const char* other :
       {"", "110105491231996", "110105491231999", "110105491301002", "11010549123100", "11010549123100X"})
    EXPECT_EQ(extended_citizen_number(other), std::nullopt) << other;
}

} // namespace
} // namespace elicense::stock
