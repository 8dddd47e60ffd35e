// SPDX-License-Identifier: Apache-2.0
// Times as text: known moments, and every departure from the grammar or the calendar refused.
#include "crypto/time.hpp"
#include "tests/support/result_matchers.hpp"
#include <gtest/gtest.h>

namespace elicense {
namespace {

using test::fails_with;

Time at(std::int64_t unix_seconds) {
  return Time(std::chrono::seconds(unix_seconds));
}

TEST(Time, WritesKnownMoments) {
  EXPECT_EQ(to_rfc3339(at(0)), "1970-01-01T00:00:00Z");
  EXPECT_EQ(to_rfc3339(at(1769846400)), "2026-01-31T08:00:00Z");
  EXPECT_EQ(to_generalized(at(1769846400)), "20260131080000Z");
  EXPECT_EQ(to_generalized(at(-1)), "19691231235959Z");
}

TEST(Time, ReadsRfc3339) {
  EXPECT_EQ(from_rfc3339("2026-01-31T08:00:00Z").value(), at(1769846400));
  EXPECT_EQ(from_rfc3339("2026-01-31T16:00:00+08:00").value(), at(1769846400));
  EXPECT_EQ(from_rfc3339("2026-01-31T00:30:00-07:30").value(), at(1769846400));
  EXPECT_EQ(from_rfc3339("2026-01-31T08:00:00.999999Z").value(), at(1769846400));
  EXPECT_EQ(from_rfc3339("2024-02-29T00:00:00Z").value(), at(1709164800));
  EXPECT_EQ(from_rfc3339("9999-12-31T23:59:59Z").value(), at(253402300799));
}

TEST(Time, RefusesWhatIsNotRfc3339) {
  for (const char* text :
       {"", "2026-01-31", "2026-01-31T08:00:00", "2026-01-31T08:00Z", "2026-01-31 08:00:00Z",
        "2026-01-31t08:00:00z", "2026-1-31T08:00:00Z", "+2026-01-31T08:00:00Z", "2026-01-31T08:00:00.Z",
        "2026-01-31T08:00:00,5Z", "2026-01-31T08:00:00+0800", "2026-01-31T08:00:00+08",
        "2026-01-31T08:00:00+24:00", "2026-01-31T08:00:00+00:60", "2026-01-31T08:00:00ZZ",
        "2026-01-31T08:00:00Z ", " 2026-01-31T08:00:00Z", "2026-01-31T-8:00:00Z"}) {
    EXPECT_THAT(from_rfc3339(text), fails_with("TIME_MALFORMED")) << text;
  }
}

TEST(Time, RefusesMomentsThatDoNotExist) {
  for (const char* text :
       {"2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z", "2026-04-31T00:00:00Z",
        "2026-04-00T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01T00:60:00Z", "2026-01-01T00:00:60Z",
        "0000-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01"}) {
    EXPECT_THAT(from_rfc3339(text), fails_with("TIME_MALFORMED")) << text;
  }
}

TEST(Time, ReadsGeneralizedTime) {
  EXPECT_EQ(from_generalized("20260131080000Z").value(), at(1769846400));
  EXPECT_EQ(from_generalized("20260131080000.5Z").value(), at(1769846400));
  EXPECT_EQ(from_generalized("20260131160000+0800").value(), at(1769846400));
  EXPECT_EQ(from_generalized("20260131160000.25+0800").value(), at(1769846400));
}

TEST(Time, RefusesWhatIsNotGeneralizedTime) {
  for (const char* text : {"", "20260131080000", "202601310800Z", "2026013108Z", "20260131080000.Z",
                           "20260131080000,5Z", "20260131080000+08:00", "20260131080000+08",
                           "20260131080000Z0", "20260231080000Z", "2026-01-31T08:00:00Z", "260131080000Z"}) {
    EXPECT_THAT(from_generalized(text), fails_with("TIME_MALFORMED")) << text;
  }
}

TEST(Time, ReadsUtcTimeWithThePivotOf50) { // RFC 5280 4.1.2.5.1
  EXPECT_EQ(from_utc_time("260131080000Z").value(), at(1769846400));
  EXPECT_EQ(from_utc_time("2601310800Z").value(), at(1769846400));
  EXPECT_EQ(to_rfc3339(from_utc_time("491231235959Z").value()), "2049-12-31T23:59:59Z");
  EXPECT_EQ(to_rfc3339(from_utc_time("500101000000Z").value()), "1950-01-01T00:00:00Z");
}

TEST(Time, RefusesWhatIsNotUtcTime) {
  for (const char* text : {"", "260131080000", "260131080000+0800", "26013108Z", "2601310800000Z",
                           "260131080000.5Z", "20260131080000Z", "260229000000Z", "260131080000Zx"}) {
    EXPECT_THAT(from_utc_time(text), fails_with("TIME_MALFORMED")) << text;
  }
}

TEST(Time, DatesAreChineseDays) {
  EXPECT_EQ(from_date("2026-01-31").value(), from_rfc3339("2026-01-30T16:00:00Z").value());
  EXPECT_EQ(to_china_date(from_rfc3339("2026-01-30T15:59:59Z").value()), "2026-01-30");
  EXPECT_EQ(to_china_date(from_rfc3339("2026-01-30T16:00:00Z").value()), "2026-01-31");
  for (const char* text :
       {"", "2026-02-29", "2026-1-31", "20260131", "2026-01-31T00:00:00Z", "2026/01/31", "2026-01-32"}) {
    EXPECT_THAT(from_date(text), fails_with("TIME_MALFORMED")) << text;
  }
}

TEST(Time, SystemTimeIsAfterThisWasWritten) {
  EXPECT_GT(system_time(), at(1700000000));
}

} // namespace
} // namespace elicense
