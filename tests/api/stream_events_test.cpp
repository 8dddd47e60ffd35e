// SPDX-License-Identifier: Apache-2.0
#include "http/event_queue.hpp"
#include "tests/support/reception.hpp"
#include <gmock/gmock.h>

namespace elicense {
namespace {

TEST(EventsEndpoint, GoesOnWhereTheReaderLeftOff) {
  test::Reception house;
  for (int i = 0; i < 3; ++i)
    house.outbox.enqueue("/a", house.now);
  const auto answer = house.call("GET", "/v1/events", {}, {{"last-event-id", "2"}});
  EXPECT_EQ(answer.content_type, "text/event-stream");
  ASSERT_TRUE(answer.events);
  EXPECT_THAT(*answer.events->take(),
              testing::StartsWith("retry: 3000\n\nid: 3\nevent: license.issued\ndata: {"));
  house.outbox.enqueue("/a", house.now);
  house.broadcast.spread().value();
  EXPECT_THAT(*answer.events->take(), testing::StartsWith("id: 4\n"));
}

TEST(EventsEndpoint, SaysNothingOfAnotherAuthority) {
  test::Reception house;
  house.outbox.enqueue("/a", house.now, notify::kind::license_issued, "11430000006122244L");
  house.outbox.enqueue("/b", house.now);
  const auto answer = house.call("GET", "/v1/events", {}, {{"last-event-id", "0"}});
  EXPECT_THAT(*answer.events->take(), testing::StartsWith("retry: 3000\n\nid: 2\n"));
}

TEST(EventsEndpoint, ClosesAReaderThatIsTooFarBehind) { // it comes back for the rest
  test::Reception house;
  for (int i = 0; i < 300; ++i)
    house.outbox.enqueue("/a", house.now);
  const auto answer = house.call("GET", "/v1/events", {}, {{"last-event-id", "0"}});
  EXPECT_THAT(*answer.events->take(), testing::HasSubstr("id: 255\n"));
  EXPECT_EQ(answer.events->take(), std::nullopt);
}

TEST(EventsEndpoint, RefusesAnIdThatWasNeverSent) {
  const test::Reception house;
  for (const char* id : {"x", "-1", "1x", "99999999999999999999"}) {
    const auto answer = house.call("GET", "/v1/events", {}, {{"last-event-id", id}});
    EXPECT_EQ(answer.status, 400U) << id;
    EXPECT_EQ(test::body_of(answer)["code"], "REQUEST_FIELDS");
  }
}

} // namespace
} // namespace elicense
