// SPDX-License-Identifier: Apache-2.0
// The counts in the store: once for each submission, whatever becomes of it.
#include "store/sqlite/sqlite_register.hpp"
#include "tests/store/sealing.hpp"
#include "tests/support/counted_submissions.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gmock/gmock.h>

namespace elicense::submission {
namespace {

using test::change;
using test::given_material;
using test::partial_submission;
using test::record;
using testing::ElementsAre;
using testing::IsEmpty;

class ExemptionRows : public testing::Test {
 protected:
  ExemptionReport report(GroupBy by = GroupBy::matter, const std::string& from = "2026-01-01",
                         const std::string& to = "2026-12-31") {
    return kept->exemption_report({"tenant-a", from, to, by}).value();
  }
  std::vector<std::string> keys(GroupBy by) {
    std::vector<std::string> keys;
    for (const ExemptionGroup& group : report(by).groups)
      keys.push_back(group.key);
    return keys;
  }
  std::vector<std::string> demanded(const std::string& from = "2026-01-01", std::int64_t before = 0,
                                    std::size_t limit = 50) {
    std::vector<std::string> numbers;
    for (const Submission& each :
         kept->paper_demanded({"tenant-a", from, "2026-12-31", GroupBy::matter}, before, limit).value())
      numbers.push_back(each.number);
    return numbers;
  }
  // From what is kept of them, one by one.
  ExemptionCounts recounted(const std::vector<std::string>& ids) {
    ExemptionCounts sum;
    for (const std::string& id : ids) {
      const ExemptionCounts one = counted(kept->find(id).value()).counts;
      sum.submissions += one.submissions;
      sum.asked_for += one.asked_for;
      sum.given += one.given;
      sum.accepted += one.accepted;
      sum.refused += one.refused;
      sum.paper_demanded += one.paper_demanded;
      sum.withdrawn += one.withdrawn;
    }
    return sum;
  }
  Submission of_state(const std::string& id, State state, const std::string& day = "2026-03-04") {
    Submission made = partial_submission(id, day);
    record(*kept, made);
    made.registered_state = state;
    if (state != State::partial) change(*kept, made);
    return made;
  }

  test::TemporaryFolder folder;
  std::unique_ptr<store::SqliteRegister> store =
      store::SqliteRegister::create(folder.path() / "register.db", store::test_sealing()).value();
  std::unique_ptr<SubmissionRegister> kept = store->submissions();
};

TEST_F(ExemptionRows, CountAResumedSubmissionOnce) {
  Submission made = of_state("1", State::partial);
  EXPECT_EQ(report().total, (ExemptionCounts{.submissions = 1, .asked_for = 2, .given = 1}));
  made.materials[1] = given_material("type-b");
  made.registered_state = State::complete;
  change(*kept, made);
  EXPECT_EQ(report().total, (ExemptionCounts{.submissions = 1, .asked_for = 2, .given = 2}));
  EXPECT_THAT(report().costs, IsEmpty());
}

TEST_F(ExemptionRows, AreWhatIsCountedFromThoseThatAreKept) {
  std::vector<std::string> ids;
  for (const State state : {State::partial, State::complete, State::accepted, State::refused,
                            State::paper_demanded, State::withdrawn})
    ids.push_back(of_state(std::to_string(ids.size()), state).id);
  EXPECT_EQ(report().total, recounted(ids));
  EXPECT_EQ(report().total, (ExemptionCounts{.submissions = 6,
                                             .asked_for = 10,
                                             .given = 4,
                                             .accepted = 1,
                                             .refused = 1,
                                             .paper_demanded = 1,
                                             .withdrawn = 1}));
  std::int64_t cost = 0;
  for (const CostCount& each : report().costs)
    cost += each.materials;
  EXPECT_EQ(cost, report().total.asked_for - report().total.given);
  EXPECT_EQ(report().costs.front().cost.reason, "MATERIAL_NOT_LINKED") << "what costs most comes first";
  EXPECT_EQ(report().costs.front().materials, 5);
  EXPECT_EQ(report().costs.back().cost, (Cost{"SUBMISSION_PAPER_DEMANDED", "type-a", "issuer-a"}));
}

TEST_F(ExemptionRows, StayWhenSubmissionsGo) {
  of_state("1", State::accepted);
  privacy::RetentionRules rules;
  rules.submissions = std::chrono::days(1);
  ASSERT_EQ(store->retention()
                ->erase(rules, from_date("2026-03-10").value(), 10, test::test_blinder())
                .value()
                .submissions,
            1);
  EXPECT_EQ(report().total.given, 1);
}

TEST_F(ExemptionRows, AreGroupedByWhatIsAsked) {
  of_state("1", State::partial, "2026-03-01"); // a Sunday
  of_state("2", State::partial, "2026-03-02");
  of_state("3", State::partial, "2026-04-01");
  Submission other = partial_submission("4", "2026-03-02");
  other.matter = "m-0";
  other.authority_code = "authority-b";
  other.region = "640200";
  other.materials = {given_material()};
  record(*kept, other);
  EXPECT_THAT(keys(GroupBy::matter), ElementsAre("m-1", "m-0")) << "what costs most comes first";
  EXPECT_THAT(keys(GroupBy::authority), ElementsAre("authority-a", "authority-b"));
  EXPECT_THAT(keys(GroupBy::region), ElementsAre("640100", "640200"));
  EXPECT_THAT(keys(GroupBy::day), ElementsAre("2026-03-01", "2026-03-02", "2026-04-01"));
  EXPECT_THAT(keys(GroupBy::week), ElementsAre("2026-02-23", "2026-03-02", "2026-03-30")) << "Mondays";
  EXPECT_THAT(keys(GroupBy::month), ElementsAre("2026-03", "2026-04"));
  EXPECT_EQ(report(GroupBy::month).groups[0].counts.asked_for, 5);
}

TEST_F(ExemptionRows, AreOfThePeriodAndAuthorityAlone) {
  of_state("1", State::partial, "2026-03-04");
  Submission other = partial_submission("2", "2026-03-04");
  other.asker.tenant = "tenant-b";
  record(*kept, other);
  EXPECT_EQ(report().total.submissions, 1);
  EXPECT_EQ(report(GroupBy::day, "2026-03-04", "2026-03-04").total.submissions, 1);
  EXPECT_EQ(report(GroupBy::day, "2026-03-05").total, ExemptionCounts());
  EXPECT_EQ(report(GroupBy::day, "2026-01-01", "2026-03-03").total, ExemptionCounts());
}

TEST_F(ExemptionRows, ListWherePaperWasDemanded) {
  for (const char* const id : {"1", "2", "3"})
    of_state(id, State::paper_demanded);
  of_state("4", State::refused);
  Submission other = partial_submission("5", "2026-03-04");
  other.asker.tenant = "tenant-b";
  other.registered_state = State::paper_demanded;
  record(*kept, other);
  EXPECT_THAT(demanded(), ElementsAre("3", "2", "1"));
  EXPECT_THAT(demanded("2026-01-01", 0, 2), ElementsAre("3", "2"));
  EXPECT_THAT(demanded("2026-01-01", 2), ElementsAre("1"));
  EXPECT_THAT(demanded("2026-03-05"), IsEmpty());
}

} // namespace
} // namespace elicense::submission
