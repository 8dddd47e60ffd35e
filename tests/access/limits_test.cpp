// SPDX-License-Identifier: Apache-2.0
#include "access/limits.hpp"
#include "access/refusal.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::access {
namespace {

using namespace std::chrono_literals;
using test::fails_with;
using test::succeeds;

const Time noon = from_rfc3339("2026-06-15T12:00:00+08:00").value();

Caller client(std::string id) {
  Caller caller;
  caller.scheme = Scheme::signature;
  caller.party = std::move(id);
  return caller;
}

TEST(Limits, CountByClientByHolderAndByPeer) {
  Limits limits({.client_per_minute = 1,
                 .client_per_day = 0,
                 .peer_per_minute = 1,
                 .holder_per_minute = 1,
                 .matter_per_minute = 1});
  Caller holder;
  holder.scheme = Scheme::session;
  holder.holder = {"111", "ab"};
  for (const Caller& caller : {client("a"), client("b"), holder, Caller{}}) {
    EXPECT_THAT(judge(limits.take(caller, "192.0.2.1", noon)), succeeds());
    EXPECT_THAT(judge(limits.take(caller, "192.0.2.1", noon)), fails_with("LIMIT_REACHED"));
  }
  EXPECT_THAT(judge(limits.take(Caller{}, "192.0.2.2", noon)), succeeds());
  EXPECT_THAT(judge(limits.take_matter("t/m", noon)), succeeds());
  EXPECT_THAT(judge(limits.take_matter("t/m", noon)), fails_with("LIMIT_REACHED"));
}

TEST(Limits, ADaysQuotaIsNotSpentOnWhatTheMinuteRefuses) {
  Limits limits({.client_per_minute = 2,
                 .client_per_day = 3,
                 .peer_per_minute = 0,
                 .holder_per_minute = 0,
                 .matter_per_minute = 0});
  for (int i = 0; i < 5; ++i)
    static_cast<void>(limits.take(client("a"), "", noon));
  EXPECT_THAT(judge(limits.take(client("a"), "", noon + 60s)), succeeds());
  const auto used_up = judge(limits.take(client("a"), "", noon + 60s));
  EXPECT_THAT(used_up, fails_with("QUOTA_USED_UP"));
  EXPECT_EQ(refusal_status(used_up.error()), 429U);
  EXPECT_EQ(retry_after(used_up.error()), std::to_string(12 * 3600 - 60));
}

TEST(Limits, AreToldInTheFieldsOfTheDraft) {
  Limits limits({.client_per_minute = 60,
                 .client_per_day = 100,
                 .peer_per_minute = 0,
                 .holder_per_minute = 0,
                 .matter_per_minute = 0});
  EXPECT_EQ(limit_fields(limits.take(client("a"), "", noon)),
            (HeaderFields{{"RateLimit-Policy", "\"client\";q=60;w=60, \"client-day\";q=100;w=86400"},
                          {"RateLimit", "\"client\";r=59;t=1, \"client-day\";r=99;t=43200"}}));
  EXPECT_TRUE(limit_fields(limits.take(Caller{}, "192.0.2.1", noon)).empty());
}

TEST(Refusals, AnswerWithTheirStatusAndWait) {
  EXPECT_EQ(refusal_status(fail(ErrorKind::forbidden, "AUTHENTICATION_FAILED")), 401U);
  EXPECT_EQ(refusal_status(fail(ErrorKind::busy, "AUTHENTICATION_LOCKED")), 429U);
  EXPECT_EQ(refusal_status(fail(ErrorKind::forbidden, "ACCESS_DENIED")), 0U);
  EXPECT_EQ(retry_after(fail(ErrorKind::busy, "LIMIT_REACHED", "17 s")), "17");
  EXPECT_EQ(retry_after(fail(ErrorKind::busy, "LIMIT_REACHED")), "1");
  EXPECT_EQ(retry_after(fail(ErrorKind::busy, "LIMIT_REACHED", "12")), "12");
}

} // namespace
} // namespace elicense::access
