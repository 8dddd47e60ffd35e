// SPDX-License-Identifier: Apache-2.0
#include "license/license.hpp"

namespace elicense::license {
namespace {

License in_term(State registered, std::string from = "2026-01-31", std::string until = "2026-12-31") {
  License license;
  license.registered_state = registered;
  license.valid_from = std::move(from);
  license.valid_until = std::move(until);
  return license;
}

Time at(std::string_view text) {
  return from_rfc3339(text).value();
}

const Time before = at("2026-01-30T12:00:00+08:00"), within = at("2026-06-01T12:00:00+08:00"),
           after = at("2027-01-01T12:00:00+08:00");

TEST(License, FollowsItsDatesAtUtcPlus8) {
  const License license = in_term(State::valid);
  EXPECT_EQ(license.state_at(at("2026-01-30T15:59:59Z")), State::not_yet_valid);
  EXPECT_EQ(license.state_at(at("2026-01-30T16:00:00Z")), State::valid);
  EXPECT_EQ(license.state_at(at("2026-12-31T15:59:59Z")), State::valid);
  EXPECT_EQ(license.state_at(at("2026-12-31T16:00:00Z")), State::expired);
}

TEST(License, WithoutDatesIsValid) {
  EXPECT_EQ(in_term(State::valid, "", "").state_at(before), State::valid);
  EXPECT_EQ(in_term(State::valid, "", "").state_at(after), State::valid);
}

TEST(License, WithoutEndNeverExpires) {
  const License license = in_term(State::valid, "2026-01-31", std::string(no_end));
  EXPECT_EQ(license.state_at(before), State::not_yet_valid);
  EXPECT_EQ(license.state_at(at("2999-12-31T00:00:00Z")), State::valid);
}

TEST(License, WorseRegisteredStateWins) {
  for (const State state : {State::replaced, State::cancelled, State::annulled, State::revoked})
    for (const Time time : {before, within, after})
      EXPECT_EQ(in_term(state).state_at(time), state) << to_text(state);
}

TEST(License, SuspendedStaysSuspendedUntilItExpires) {
  EXPECT_EQ(in_term(State::suspended).state_at(before), State::suspended);
  EXPECT_EQ(in_term(State::suspended).state_at(within), State::suspended);
  EXPECT_EQ(in_term(State::suspended).state_at(after), State::expired);
}

TEST(License, PendingIsNothingElse) {
  for (const Time time : {before, within, after})
    EXPECT_EQ(in_term(State::pending).state_at(time), State::pending);
}

TEST(License, WithABatchCountsFromItsReleaseOn) {
  License license = in_term(State::valid);
  license.batch = Batch{.id = "job", .row = 1, .released_at = {}};
  EXPECT_EQ(license.state_at(within), State::not_yet_valid);
  EXPECT_EQ(license.state_at(after), State::expired);
  license.batch->released_at = within;
  EXPECT_EQ(license.state_at(within), State::valid);
  EXPECT_EQ(license.state_at(within - std::chrono::seconds(1)), State::not_yet_valid);
  EXPECT_FALSE(license.awaits_sign_off(within));
  EXPECT_TRUE(license.awaits_sign_off(within - std::chrono::seconds(1)));
}

TEST(License, OfARefusedBatchNeverCounted) {
  License license = in_term(State::valid);
  license.batch = Batch{.id = "job", .row = 1, .released_at = {}, .refused = true};
  for (const Time time : {before, within, after})
    EXPECT_EQ(license.state_at(time), State::annulled);
  EXPECT_FALSE(license.awaits_sign_off(within));
}

TEST(States, HaveTextsBothWays) {
  for (int i = 0; i <= static_cast<int>(State::revoked); ++i) {
    const auto state = static_cast<State>(i);
    EXPECT_EQ(state_from_text(to_text(state)), state);
    EXPECT_FALSE(in_chinese(state).empty());
  }
  EXPECT_EQ(to_text(State::not_yet_valid), "not_yet_valid");
  EXPECT_EQ(in_chinese(State::revoked), "吊销");
  EXPECT_EQ(state_from_text("Valid"), std::nullopt);
  EXPECT_EQ(state_from_text(""), std::nullopt);
}

} // namespace
} // namespace elicense::license
