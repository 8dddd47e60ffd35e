// SPDX-License-Identifier: Apache-2.0
// As whom somebody is known, in the words of the authorization table.
#include "tests/support/reception.hpp"

#include <gmock/gmock.h>

namespace elicense {
namespace {

class GetSession : public testing::Test {
 protected:
  test::Reception house;
};

TEST_F(GetSession, RolesAndBoundsOfAClient) {
  const auto clerk = house.people.with_secret({access::Role::window_clerk}, test::own_authority,
                                              "license_type:* matter:000100001");
  const auto body = test::body_of(house.call_as(clerk.key, test::request_of("GET", "/v1/session")));
  EXPECT_EQ(body, (nlohmann::json{{"roles", {"window_clerk"}},
                                  {"scopes", {"license_type:*", "matter:000100001"}}}));
}

TEST_F(GetSession, NobodyIsLoggedIn) {
  const auto answer = house.call_unsigned(test::request_of("GET", "/v1/session"));
  EXPECT_EQ(answer.status, 200U);
  EXPECT_EQ(test::body_of(answer),
            (nlohmann::json{{"roles", {"anonymous"}}, {"scopes", nlohmann::json::array()}}));
}

} // namespace
} // namespace elicense
