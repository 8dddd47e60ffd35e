// SPDX-License-Identifier: Apache-2.0
// Rows that were kept of files of historic stock go, once nobody has to mend or sign anything of them.
#include "store/sqlite/ledger_rows.hpp"
#include "tests/store/sealed_house.hpp"
#include "tests/support/files.hpp"

namespace elicense::store {
namespace {

using jobs::Outcome;
using std::chrono::days;

class ImportRowRetention : public SealedHouse {
 protected:
  // A job with as many kept rows as outcomes.
  void keep(const std::string& id, jobs::State state, Time at, std::vector<Outcome> outcomes) const {
    jobs::Job job{.id = id,
                  .kind = jobs::Kind::import,
                  .state = jobs::State::running,
                  .tenant = "tenant",
                  .type_code = "type",
                  .request = id,
                  .asked_at = at,
                  .changed_at = at,
                  .counts = {},
                  .details = {}};
    ASSERT_THAT(kept->open(job), succeeds());
    std::vector<jobs::KeptRow> rows;
    for (const Outcome outcome : outcomes)
      rows.push_back({.number = static_cast<std::int64_t>(rows.size() + 1),
                      .outcome = outcome,
                      .content = {{"cells", {{"姓名", zhang.name}}}}});
    ASSERT_THAT(kept->keep(id, rows), succeeds());
    ASSERT_THAT(kept->change(id,
                             [&](jobs::Job& present) -> Result<void> {
                               present.state = state;
                               return {};
                             }),
                succeeds());
  }
  std::int64_t erase(Time at, std::size_t rows = 10) const {
    const auto due = retention->due(rules, at)->import_rows;
    const auto erased = retention->erase(rules, at, rows, blinder)->import_rows;
    EXPECT_EQ(erased, std::min(due, static_cast<std::int64_t>(rows)));
    return erased;
  }
  std::size_t rows_of(const std::string& id) const { return kept->rows(id, 0, 100)->size(); }
  Bytes sealed_row() const {
    Connection connection(file, Access::read);
    Statement row(connection, "SELECT sealed FROM job_rows");
    row.next();
    return row.blob(0);
  }

  static constexpr privacy::RetentionRules rules{
      .ended_licenses = {}, .voided_plans = {}, .accesses = {}, .events = {}, .import_rows = days(30)};
  const Time later = now + days(30) + std::chrono::seconds(1);
  std::unique_ptr<jobs::Register> kept = licenses->jobs();
  std::unique_ptr<privacy::Retention> retention = licenses->retention();
};

TEST_F(ImportRowRetention, TheyGoWhenTheJobWasOverLongEnough) {
  keep("a", jobs::State::released, now,
       {Outcome::quarantined, Outcome::refused, Outcome::repeated, Outcome::noted});
  keep("b", jobs::State::done, now + std::chrono::seconds(1), {Outcome::quarantined});
  EXPECT_EQ(erase(now + days(30)), 0) << "the thirtieth day is not over";
  EXPECT_EQ(erase(later), 4);
  EXPECT_EQ(rows_of("a"), 0U);
  EXPECT_EQ(rows_of("b"), 1U);
  EXPECT_EQ(kept->find("a")->counts.quarantined, 1) << "how many there were stays";
}

TEST_F(ImportRowRetention, OnlyOfJobsThatAreOver) {
  for (const jobs::State state : {jobs::State::receiving, jobs::State::waiting, jobs::State::running,
                                  jobs::State::cancelling, jobs::State::awaits_sign_off})
    keep(std::string(jobs::to_text(state)), state, now, {Outcome::quarantined});
  EXPECT_EQ(erase(now + days(36'500)), 0);
  for (const jobs::State state : {jobs::State::done, jobs::State::released, jobs::State::refused,
                                  jobs::State::cancelled, jobs::State::failed})
    keep(std::string(jobs::to_text(state)), state, now, {Outcome::quarantined});
  EXPECT_EQ(erase(later), 5);
}

TEST_F(ImportRowRetention, WithoutARuleTheyStay) {
  keep("a", jobs::State::done, now, {Outcome::quarantined});
  EXPECT_EQ(retention->due({}, now + days(36'500))->all(), 0);
  EXPECT_EQ(retention->erase({}, now + days(36'500), 10, blinder)->all(), 0);
  EXPECT_EQ(rows_of("a"), 1U);
}

TEST_F(ImportRowRetention, GoesInStepsWithALeafForEach) {
  keep("a", jobs::State::done, now, {Outcome::quarantined, Outcome::quarantined, Outcome::noted});
  Connection connection(file, Access::read);
  const std::uint64_t before = ledger_size(connection);
  EXPECT_EQ(erase(later, 2), 2);
  EXPECT_EQ(erase(later, 2), 1);
  EXPECT_EQ(erase(later, 2), 0);
  const auto entries = ledger_entries(connection, before, 10).value();
  ASSERT_EQ(entries.size(), 2U);
  const auto leaf = ledger::decode_entry(entries[0]);
  EXPECT_EQ(leaf->kind, ledger::EntryKind::data_erased);
  EXPECT_EQ(leaf->word, "import-rows");
  EXPECT_EQ(leaf->number, 2U);
}

TEST_F(ImportRowRetention, LeavesNoSealedValueInTheFiles) {
  keep("a", jobs::State::done, now, {Outcome::quarantined});
  const Bytes sealed = sealed_row();
  ASSERT_GT(sealed.size(), 49U);
  ASSERT_EQ(erase(later), 1);
  ASSERT_THAT(licenses->ping(), succeeds()); // after the log was emptied
  for (const char* const suffix : {"", "-wal"})
    EXPECT_EQ(as_text(test::read_file(file.string() + suffix)).find(as_text(sealed)), std::string_view::npos)
        << suffix;
}

} // namespace
} // namespace elicense::store
