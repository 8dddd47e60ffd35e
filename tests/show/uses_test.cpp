// SPDX-License-Identifier: Apache-2.0
// Use-codes: bound to everything they were made for, and counted.
#include "tests/show/show_house.hpp"

#include <thread>

namespace elicense::show {
namespace {

class UsesTest : public ShowHouse {};

TEST_F(UsesTest, AreGoodOnceAndTheSameRequestIsTheSameUse) {
  const std::string code = confirmed().given[0].code;
  EXPECT_EQ(desk->uses().use(using_code(code, "one"))->use, 1);
  EXPECT_THAT(desk->uses().use(using_code(code, "two")), fails_with("USE_CODE_ENDED"));
  EXPECT_EQ(desk->uses().use(using_code(code, "one"))->use, 1); // its answer was lost
  EXPECT_EQ(accesses.all().size(), 2U);                         // and shown to the holder both times
  moved += 1800;
  EXPECT_THAT(desk->uses().use(using_code(code, "one")), fails_with("USE_CODE_ENDED"));
}

TEST_F(UsesTest, AreGoodAsOftenAsWasAskedFor) {
  auto request = asking(open().code);
  request.uses = 2;
  const Scan scan = desk->scans().scan(request).value();
  const Scan given = desk->scans().confirm(scan.id, scan.match, {"identifier-A"}).value();
  const std::string code = given.given[0].code;
  EXPECT_EQ(desk->uses().use(using_code(code, "one"))->use, 1);
  EXPECT_EQ(desk->uses().use(using_code(code, "two"))->use, 2);
  EXPECT_THAT(desk->uses().use(using_code(code, "three")), fails_with("USE_CODE_ENDED"));
}

TEST_F(UsesTest, AreBoundToPartyMatterCaseOperatorAndDevice) {
  const std::string code = confirmed().given[0].code;
  const auto refused = [&](const char* expected, const std::function<void(UseRequest&)>& change) {
    UseRequest request = using_code(code);
    change(request);
    EXPECT_THAT(desk->uses().use(request), fails_with(expected));
  };
  refused("IDEMPOTENCY_KEY_MISSING", [](auto& request) { request.idempotency_key.clear(); });
  refused("USE_CODE_UNKNOWN", [](auto& request) { request.code += "x"; });
  refused("USE_CODE_UNKNOWN", [](auto& request) { request.asker.party = "client-2"; });
  refused("USE_CODE_BINDING", [](auto& request) { request.matter = "other"; });
  refused("USE_CODE_BINDING", [](auto& request) { request.matter_case = "other"; });
  refused("USE_CODE_BINDING", [](auto& request) { request.asker.operator_ = "operator-2"; });
  refused("USE_CODE_BINDING", [](auto& request) { request.asker.device = "窗口 4"; });
  EXPECT_TRUE(accesses.all().empty());
  EXPECT_THAT(desk->uses().use(using_code(code)), succeeds()); // none of them used it up
}

TEST_F(UsesTest, EndWithTimeWithTheLicenseAndByTheHolder) {
  const std::string late = confirmed("late").given[0].code;
  moved += 1799;
  EXPECT_THAT(desk->uses().use(using_code(late)), succeeds());
  const Scan stopped = confirmed("stopped");
  ASSERT_THAT(desk->scans().stop(stopped.id), succeeds());
  EXPECT_THAT(desk->uses().use(using_code(stopped.given[0].code, "s")), fails_with("USE_CODE_ENDED"));
  EXPECT_THAT(desk->scans().stop(stopped.id), fails_with("SCAN_NOT_GIVEN"));
  EXPECT_EQ(kinds().back(), ledger::EntryKind::consent_withdrawn);
  const std::string expired = confirmed("expired").given[0].code;
  moved += 1800;
  EXPECT_THAT(desk->uses().use(using_code(expired, "e")), fails_with("USE_CODE_ENDED"));
  const std::string dead = confirmed("dead").given[0].code;
  revoke("identifier-A");
  EXPECT_THAT(desk->uses().use(using_code(dead, "d")), fails_with("SHOW_LICENSE_STATE"));
}

TEST_F(UsesTest, LookingUsesNothingUpAndIsRecorded) {
  const Scan scan = confirmed();
  const std::string code = scan.given[0].code;
  for (int i = 0; i < 2; ++i) {
    const auto seen = desk->uses().look_at(using_code(code, ""));
    ASSERT_THAT(seen, succeeds());
    EXPECT_EQ(seen->use, 0);
    EXPECT_EQ(seen->fields, scan.given[0].fields);
  }
  ASSERT_EQ(accesses.all().size(), 2U);
  EXPECT_EQ(accesses.all()[0].what, "preflight");
  EXPECT_EQ(accesses.all()[0].reader.way, "holder");
  UseRequest other = using_code(code);
  other.matter_case = "other";
  EXPECT_THAT(desk->uses().look_at(other), fails_with("USE_CODE_BINDING"));
  EXPECT_THAT(desk->uses().look_at(using_code(code + "x")), fails_with("USE_CODE_UNKNOWN"));
  EXPECT_THAT(desk->uses().use(using_code(code)), succeeds()); // its one use is there still
  EXPECT_THAT(desk->uses().look_at(using_code(code)), fails_with("USE_CODE_ENDED"));
  const std::string late = confirmed("late").given[0].code, stopped = confirmed("stopped").given[0].code;
  accesses.broken = true;
  EXPECT_FALSE(desk->uses().look_at(using_code(late)));
  accesses.broken = false;
  revoke("identifier-A");
  EXPECT_THAT(desk->uses().look_at(using_code(stopped)), fails_with("SHOW_LICENSE_STATE"));
  moved += 1800;
  EXPECT_FALSE(desk->uses().look_at(using_code(late)));
}

TEST_F(UsesTest, OfAHundredUsesAtOnceExactlyOneSucceeds) {
  const std::string code = confirmed().given[0].code;
  std::atomic<int> succeeded = 0;
  {
    std::vector<std::jthread> clerks;
    for (int thread = 0; thread < 10; ++thread)
      clerks.emplace_back([&, thread] {
        for (int i = 0; i < 10; ++i)
          if (desk->uses().use(using_code(code, std::to_string(thread) + "/" + std::to_string(i))))
            ++succeeded;
      });
  }
  EXPECT_EQ(succeeded, 1);
}

TEST_F(UsesTest, WhatCannotBeRecordedIsNotGiven) {
  const std::string code = confirmed().given[0].code;
  accesses.broken = true;
  EXPECT_FALSE(desk->uses().use(using_code(code)));
  accesses.broken = false;
  EXPECT_THAT(desk->uses().use(using_code(code)), succeeds()); // the same request again
}

} // namespace
} // namespace elicense::show
