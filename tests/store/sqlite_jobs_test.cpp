// SPDX-License-Identifier: Apache-2.0
// Jobs as rows: what is counted once, what is known again, and what an edited row is worth.
#include "license/leaves.hpp"
#include "store/sqlite/sqlite_register.hpp"
#include "tests/store/sealing.hpp"
#include "tests/support/memory_book.hpp"
#include "tests/support/result_matchers.hpp"
#include "tests/support/temporary_folder.hpp"

namespace elicense::store {
namespace {

using jobs::Job;
using jobs::KeptRow;
using jobs::Outcome;
using license::License;
using test::fails_with;
using test::succeeds;

class SqliteJobsTest : public testing::Test {
 protected:
  Job job(const std::string& id) const {
    Job made;
    made.id = id;
    made.tenant = "tenant";
    made.type_code = "type";
    made.request = "request of " + id;
    made.asked_at = made.changed_at = now;
    made.state = jobs::State::running;
    made.details.asked_by = "clerk";
    return made;
  }
  License license(const std::string& job, std::int64_t row) const {
    License made;
    made.identifier = "identifier-" + job + std::to_string(row);
    made.reference = "reference-" + job + std::to_string(row);
    made.number = "number-" + std::to_string(row);
    made.type_code = "type";
    made.batch = license::Batch{.id = job, .row = row, .released_at = {}};
    return made;
  }
  License issue(const std::string& job, std::int64_t row) {
    License made = license(job, row);
    const std::vector<license::Plan> plans = {{"key-" + job + std::to_string(row), {}, made, now}};
    EXPECT_THAT(licenses->record_plans(plans)[0], succeeds());
    made.registered_state = license::State::valid;
    made.document_digest = crypto::sm3(as_bytes("document"));
    const std::vector<license::Issued> issued = {
        {made, as_bytes("document"), license::issued_leaf(made, test::test_blinder(), now), std::nullopt}};
    EXPECT_THAT(licenses->record_all_issued(issued)[0], succeeds());
    return made;
  }
  void decide(const std::string& id, jobs::Signature::Kind kind, jobs::State state) {
    EXPECT_THAT(kept->sign(id,
                           [&](const jobs::Standing&) -> Result<std::optional<jobs::Signed>> {
                             return std::optional(
                                 jobs::Signed{.signature = {.kind = kind, .at = now, .by = "a", .reason = {}},
                                              .state = state,
                                              .leaf = std::nullopt,
                                              .annul = {}});
                           }),
                succeeds());
  }
  void edit(const std::string& sql) { // past the program
    kept.reset();
    licenses.reset();
    {
      Connection connection(file, Access::write);
      connection.execute(sql);
    }
    licenses = SqliteRegister::open(file, test_sealing()).value();
    kept = licenses->jobs();
  }
  license::State state(const License& license) { return licenses->find(license.identifier)->state_at(now); }

  const Time now{std::chrono::seconds(1'780'000'000)};
  test::TemporaryFolder folder;
  const std::filesystem::path file = folder.path() / "register.db";
  std::unique_ptr<SqliteRegister> licenses = SqliteRegister::create(file, test_sealing()).value();
  std::unique_ptr<jobs::Register> kept = licenses->jobs();
};

TEST_F(SqliteJobsTest, KeepsAJobAndItsDetails) {
  ASSERT_THAT(kept->open(job("one")), succeeds());
  ASSERT_THAT(kept->change("one",
                           [](Job& present) -> Result<void> {
                             present.details.passport = {{"rows", 3}};
                             return {};
                           }),
              succeeds());
  const auto found = kept->find("one");
  EXPECT_EQ(found->details.asked_by, "clerk");
  EXPECT_EQ(found->details.passport, (nlohmann::json{{"rows", 3}}));
  EXPECT_EQ(found->state, jobs::State::running);
  EXPECT_THAT(kept->find("two"), fails_with("JOB_NOT_FOUND"));
  Job again = job("other");
  again.request = "request of one";
  EXPECT_EQ(kept->open(again)->id, "one");
}

TEST_F(SqliteJobsTest, ARefusedChangeLeavesTheJobAsItWas) {
  ASSERT_THAT(kept->open(job("one")), succeeds());
  const auto changed = kept->change("one", [](Job& present) -> Result<void> {
    present.state = jobs::State::done;
    return fail(ErrorKind::conflict, "JOB_STATE");
  });
  EXPECT_THAT(changed, fails_with("JOB_STATE"));
  EXPECT_EQ(kept->find("one")->state, jobs::State::running);
}

TEST_F(SqliteJobsTest, ListsNewestFirstOfOneAuthority) {
  for (const char* const id : {"a", "b", "c"})
    ASSERT_THAT(kept->open(job(id)), succeeds());
  EXPECT_EQ(kept->list("tenant", "", 2)->front().id, "c");
  EXPECT_EQ(kept->list("tenant", "b", 2)->front().id, "a");
  EXPECT_TRUE(kept->list("other", "", 2)->empty());
  EXPECT_EQ((*kept->next_to_do())->id, "a");
}

TEST_F(SqliteJobsTest, CountsEveryRowOnce) {
  ASSERT_THAT(kept->open(job("one")), succeeds());
  const std::vector<KeptRow> rows = {{.number = 2, .outcome = Outcome::quarantined, .content = {{"line", 3}}},
                                     {.number = 4, .outcome = Outcome::noted, .content = {{"line", 5}}},
                                     {.number = 5, .outcome = Outcome::refused, .content = {{"line", 6}}}};
  for (int times = 0; times < 2; ++times)
    ASSERT_THAT(kept->keep("one", rows), succeeds());
  issue("one", 1);
  const auto counts = kept->find("one")->counts;
  EXPECT_EQ(counts.quarantined, 1);
  EXPECT_EQ(counts.refused, 1);
  EXPECT_EQ(counts.issued, 1);
  EXPECT_EQ(kept->rows("one", 2, 10)->size(), 2U);
  EXPECT_EQ(kept->rows("one", 0, 1)->front().content["line"], 3);
}

TEST_F(SqliteJobsTest, KnowsARowAgainByItsKey) {
  ASSERT_THAT(kept->open(job("one")), succeeds());
  issue("one", 1);
  const std::vector<std::string> keys = {"key-one1", "key-one2"};
  const auto known = kept->known(keys);
  EXPECT_EQ((*known)[0].job, "one");
  EXPECT_FALSE((*known)[0].refused);
  EXPECT_TRUE((*known)[1].identifier.empty());
  EXPECT_EQ(kept->issued("one", 0, 10)->front().number, 1);
  EXPECT_TRUE(*kept->is_registered("type", "number-1", "two"));
  EXPECT_FALSE(*kept->is_registered("type", "number-1", "one")) << "but for those of the job itself";
  EXPECT_FALSE(*kept->is_registered("type", "number-2", "two"));
  decide("one", jobs::Signature::Kind::refused, jobs::State::refused);
  EXPECT_TRUE(kept->known(keys)->front().refused);
  EXPECT_FALSE(*kept->is_registered("type", "number-1", "two")) << "what never counted is no obstacle";
}

TEST_F(SqliteJobsTest, PlansOfAJobAreNotFinishedByTheStart) {
  ASSERT_THAT(kept->open(job("one")), succeeds());
  const std::vector<license::Plan> plans = {{"key", {}, license("one", 1), now}};
  ASSERT_THAT(licenses->record_plans(plans)[0], succeeds());
  EXPECT_TRUE(licenses->open_plans()->empty());
  EXPECT_EQ(licenses->record_plans(plans)[0]->kind, license::PlanOutcome::Kind::open);
}

TEST_F(SqliteJobsTest, OneRefusedOfManyUndoesNoOther) {
  ASSERT_THAT(kept->open(job("one")), succeeds());
  issue("one", 1);
  const std::vector<license::Plan> plans = {{"key-a", {}, license("one", 2), now},
                                            {"key-b", {}, license("one", 1), now},
                                            {"key-c", {}, license("one", 3), now}};
  const auto outcomes = licenses->record_plans(plans);
  EXPECT_THAT(outcomes[0], succeeds());
  EXPECT_THAT(outcomes[1], fails_with("REGISTER_DUPLICATE"));
  EXPECT_THAT(outcomes[2], succeeds());
}

TEST_F(SqliteJobsTest, OneDecisionDecidesForAllItsLicenses) {
  ASSERT_THAT(kept->open(job("one")), succeeds());
  const License first = issue("one", 1), second = issue("one", 2);
  EXPECT_EQ(state(first), license::State::not_yet_valid);
  const auto source = licenses->status_source();
  EXPECT_EQ(source->exceptions(0, 10, now)->size(), 2U) << "and the status list says so";
  decide("one", jobs::Signature::Kind::released, jobs::State::released);
  EXPECT_EQ(state(first), license::State::valid);
  EXPECT_EQ(state(second), license::State::valid);
  EXPECT_TRUE(source->exceptions(0, 10, now)->empty());
  EXPECT_EQ(source->exceptions(0, 10, now - std::chrono::seconds(1))->size(), 2U);
}

TEST_F(SqliteJobsTest, ASignatureThatWasWrittenByOthersDoesNotCount) {
  ASSERT_THAT(kept->open(job("one")), succeeds());
  const License license = issue("one", 1);
  decide("one", jobs::Signature::Kind::refused, jobs::State::refused);
  edit("DROP TRIGGER job_signatures_are_never_changed; UPDATE job_signatures SET kind = 'released'");
  EXPECT_THAT(licenses->find(license.identifier), fails_with("STORE_SEALED_FIELD"));
}

TEST_F(SqliteJobsTest, ALicenseStaysWithItsImport) {
  ASSERT_THAT(kept->open(job("one")), succeeds());
  const License license = issue("one", 1);
  edit("DROP TRIGGER licenses_keep_their_import; UPDATE licenses SET job = NULL, job_row = NULL");
  EXPECT_THAT(licenses->find(license.identifier), fails_with("STORE_SEALED_FIELD"));
}

TEST_F(SqliteJobsTest, ItemsOfADecisionAreClosedOnce) {
  ASSERT_THAT(kept->open(job("one")), succeeds());
  const std::vector<std::string> chosen = {issue("one", 1).identifier, issue("one", 2).identifier};
  Job decision = job("two");
  decision.kind = jobs::Kind::decision;
  ASSERT_THAT(kept->propose(decision, chosen), succeeds());
  EXPECT_EQ(kept->propose(decision, chosen)->id, "two");
  auto items = kept->open_items("two", 10).value();
  ASSERT_EQ(items.size(), 2U);
  items[0].code = "";
  items[1].code = "TRANSITION_STATE";
  for (int times = 0; times < 2; ++times)
    ASSERT_THAT(kept->close_items("two", items), succeeds());
  EXPECT_EQ(kept->find("two")->counts.issued, 1);
  EXPECT_EQ(kept->find("two")->counts.refused, 1);
  EXPECT_TRUE(kept->open_items("two", 10)->empty());
  EXPECT_EQ(kept->items("two", 1, 10)->front().code, "TRANSITION_STATE");
}

TEST_F(SqliteJobsTest, IsFoundUnderAnotherIndexKey) {
  ASSERT_THAT(kept->open(job("one")), succeeds());
  License made = license("one", 1);
  made.other_holders = {{"李四样例", "111", "64010419900101003X"}};
  const std::vector<license::Plan> plans = {{"key", {}, made, now}};
  ASSERT_THAT(licenses->record_plans(plans)[0], succeeds());
  made.registered_state = license::State::valid;
  const std::vector<license::Issued> issued = {
      {made, as_bytes("document"), license::issued_leaf(made, test::test_blinder(), now), std::nullopt}};
  ASSERT_THAT(licenses->record_all_issued(issued)[0], succeeds());
  decide("one", jobs::Signature::Kind::released, jobs::State::released);
  ASSERT_THAT(
      licenses->key_rotation()->renew_index(now, test::test_blinder(), [](std::int64_t, std::int64_t) {}),
      succeeds());
  EXPECT_EQ(state(made), license::State::valid);
  Job again = job("other");
  again.request = "request of one";
  EXPECT_EQ(kept->open(again)->id, "one");
}

} // namespace
} // namespace elicense::store
