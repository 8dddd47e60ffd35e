// SPDX-License-Identifier: Apache-2.0
#include "notify/delivery.hpp"
#include "notify/event.hpp"
#include <gmock/gmock.h>

namespace elicense::notify {
namespace {

TEST(Event, HasOneIdForEver) { // SM3 of "object\nnumber", computed with `openssl dgst -sm3`
  EXPECT_EQ(event_id("/v1/licenses/a", 1), "evt_541a7e25e03ded5ef11567c3dc82f7e2");
  EXPECT_NE(event_id("/v1/licenses/a", 2), event_id("/v1/licenses/a", 1));
  EXPECT_NE(event_id("/v1/licenses/b", 1), event_id("/v1/licenses/a", 1));
  EXPECT_NE(delivery_id("sub_a", "evt_a"), delivery_id("sub_b", "evt_a"));
  EXPECT_THAT(delivery_id("sub_a", "evt_a"), testing::MatchesRegex("msg_[0-9a-f]{32}"));
}

TEST(Event, IsWrittenInOneWay) {
  const Event event{.kind = "license.issued",
                    .object = "/v1/licenses/a",
                    .at = from_rfc3339("2026-06-15T08:00:00+08:00").value(),
                    .data = {{"state", "valid"}},
                    .id = "evt_1",
                    .sequence = 9,
                    .object_sequence = 2};
  EXPECT_EQ(event_body(event), R"({"id":"evt_1","type":"license.issued","timestamp":"2026-06-15T00:00:00Z",)"
                               R"("object":"/v1/licenses/a","sequence":2,"data":{"state":"valid"}})");
}

TEST(EventKinds, AreThoseOneCanSubscribeTo) {
  EXPECT_TRUE(is_event_kind("license.issued"));
  EXPECT_FALSE(is_event_kind("license.Issued"));
  EXPECT_FALSE(is_event_kind(""));
  EXPECT_FALSE(is_event_kind(kind::subscription_test));
  EXPECT_FALSE(is_event_kind(kind::subscription_challenge));
}

} // namespace
} // namespace elicense::notify
