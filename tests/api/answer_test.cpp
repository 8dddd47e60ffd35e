// SPDX-License-Identifier: Apache-2.0
#include "api/answer.hpp"
#include "tests/support/reception.hpp"
#include <gmock/gmock.h>

namespace elicense::api {
namespace {

using test::body_of;
using testing::Contains;
using testing::Not;
using testing::Pair;

TEST(Answer, EveryKindOfErrorHasItsStatus) {
  const std::pair<ErrorKind, unsigned> statuses[] = {
      {ErrorKind::malformed, 400}, {ErrorKind::unsupported, 422}, {ErrorKind::too_large, 413},
      {ErrorKind::invalid, 422},   {ErrorKind::not_found, 404},   {ErrorKind::conflict, 409},
      {ErrorKind::forbidden, 403}, {ErrorKind::busy, 503},        {ErrorKind::unavailable, 503},
      {ErrorKind::internal, 500}};
  for (const auto& [kind, status] : statuses)
    EXPECT_EQ(problem({}, fail(kind, "SEAL_NOT_FOUND")).status, status);
}

TEST(Answer, AProblemTellsItsDetailUnlessItIsOurOwn) {
  EXPECT_EQ(body_of(problem({}, fail(ErrorKind::not_found, "SEAL_NOT_FOUND", "no such seal")))["detail"],
            "no such seal");
  EXPECT_FALSE(
      body_of(problem({}, fail(ErrorKind::internal, "SEAL_NOT_FOUND", "in line 7"))).contains("detail"));
  EXPECT_FALSE(body_of(problem({}, fail(ErrorKind::not_found, "SEAL_NOT_FOUND"))).contains("detail"));
  EXPECT_EQ(body_of(problem({}, fail(ErrorKind::not_found, "SEAL_NOT_FOUND", "\xff")))["detail"], "\uFFFD");
}

TEST(Answer, OnlyWhatMayPassSoonIsTriedAgain) {
  const auto retry = Pair("Retry-After", "1");
  EXPECT_THAT(problem({}, fail(ErrorKind::busy, "SEAL_NOT_FOUND")).headers, Contains(retry));
  EXPECT_THAT(problem({}, fail(ErrorKind::not_found, "SEAL_NOT_FOUND")).headers, Not(Contains(retry)));
}

TEST(Answer, AFileIsNamedWhenItHasAName) {
  EXPECT_THAT(file_answer("application/ofd", {}, "a.ofd").headers,
              Contains(Pair("Content-Disposition", "attachment; filename=\"a.ofd\"")));
  EXPECT_THAT(file_answer("application/ofd", {}).headers, testing::IsEmpty());
}

TEST(Answer, WhatIsNotThereIsNull) {
  EXPECT_TRUE(text_or_null("").is_null());
  EXPECT_EQ(text_or_null("text"), "text");
  EXPECT_TRUE(time_or_null({}).is_null());
  EXPECT_EQ(time_or_null(Time(std::chrono::seconds(0))), "1970-01-01T00:00:00Z");
}

} // namespace
} // namespace elicense::api
