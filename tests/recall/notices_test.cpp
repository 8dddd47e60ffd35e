// SPDX-License-Identifier: Apache-2.0
#include "recall/notices.hpp"
#include "tests/recall/a_recall.hpp"

#include <gtest/gtest.h>

namespace elicense::recall {
namespace {

using nlohmann::json;

TEST(Notices, TellVersionDateAndReasonToWhoRelied) {
  const notify::Event event = recalled_event(a_recall());
  EXPECT_EQ(event.kind, "license.recalled");
  EXPECT_EQ(event.tenant, a_reliance().tenant);
  EXPECT_EQ(event.object, "/v1/recalls/" + a_recall().id);
  EXPECT_EQ(event.at, noon);
  EXPECT_EQ(event.data, (json{{"license", a_reliance().license},
                              {"version", 1},
                              {"license_type", "11100000000013338W011"},
                              {"number", 2},
                              {"transition", "revoke"},
                              {"state", "revoked"},
                              {"reason", "serious_violation"},
                              {"successor", nullptr},
                              {"effective_at", "2026-06-16T12:00:00Z"}}));
}

TEST(Notices, NameTheVersionInItsPlace) {
  Recall recall = a_recall();
  recall.successor = "the next";
  recall.reason.clear();
  EXPECT_EQ(recalled_event(recall).data["successor"], "the next");
  EXPECT_TRUE(recalled_event(recall).data["reason"].is_null());
}

TEST(Notices, AreKnownAgainAfterTheOutboxForgot) {
  const notify::Event notice = notice_of(a_recall());
  EXPECT_EQ(notice.id, notify::event_id(notice.object, 1));
  EXPECT_EQ(notice.object_sequence, 1);
  EXPECT_EQ(notice.data, recalled_event(a_recall()).data);
}

TEST(Notices, OfItsLiftingGoToTheSame) {
  Recall recall = a_recall();
  recall.lifted_at = noon + std::chrono::hours(1);
  const notify::Event event = lifted_event(recall);
  EXPECT_EQ(event.kind, "license.recall_lifted");
  EXPECT_EQ(event.tenant, recall.reliance.tenant);
  EXPECT_EQ(event.at, *recall.lifted_at);
  EXPECT_EQ(event.object, recalled_event(recall).object);
  EXPECT_TRUE(event.data["lifted_by"].is_null());
  recall.lifted_by = a_resumption();
  EXPECT_EQ(lifted_event(recall).data["lifted_by"], (json{{"number", 3},
                                                          {"transition", "resume"},
                                                          {"reason", "cause_ended"},
                                                          {"effective_at", "2026-06-15T13:00:00Z"}}));
}

TEST(Notices, OfItsAcknowledgementGoToTheIssuer) {
  Recall recall = a_recall();
  recall.acknowledged = Acknowledgement{noon + std::chrono::hours(2), Reply::no_effect};
  const notify::Event event = acknowledged_event(recall);
  EXPECT_EQ(event.kind, "license.recall_acknowledged");
  EXPECT_EQ(event.tenant, recall.issuer_code);
  EXPECT_EQ(event.at, recall.acknowledged->at);
  EXPECT_EQ(event.data["note"], "no_effect");
  recall.acknowledged->reply.reset();
  EXPECT_TRUE(acknowledged_event(recall).data["note"].is_null());
}

TEST(Notices, AreEventsOneCanSubscribeTo) {
  for (const auto kind :
       {notify::kind::license_recalled, notify::kind::recall_lifted, notify::kind::recall_acknowledged})
    EXPECT_TRUE(notify::is_event_kind(kind)) << kind;
}

} // namespace
} // namespace elicense::recall
