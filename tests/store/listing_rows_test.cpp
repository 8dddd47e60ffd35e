// SPDX-License-Identifier: Apache-2.0
// How SQLite goes about lists: by an index from the cursor on, never through the table.
#include "license/leaves.hpp"
#include "store/sqlite/listing_rows.hpp"
#include "tests/store/sealed_house.hpp"

namespace elicense::store {
namespace {

class ListingRows : public SealedHouse {
 protected:
  // What SQLite says of each step of a statement.
  std::string plan_of(const std::string& sql) const {
    Connection connection(file, Access::read);
    std::string steps;
    Statement step(connection, "EXPLAIN QUERY PLAN " + sql);
    while (step.next())
      steps += step.text(3) + "\n";
    return steps;
  }
  void expect_index(const license::ListFilter& filter, const std::string& index) const {
    const std::string plan = plan_of(list_sql(filter));
    EXPECT_THAT(plan, testing::HasSubstr("SEARCH licenses USING INDEX " + index));
    EXPECT_THAT(plan, testing::Not(testing::HasSubstr("SCAN")));
    EXPECT_THAT(plan, testing::Not(testing::HasSubstr("ORDER BY"))); // no sorting of all that fit
  }
};

TEST_F(ListingRows, EveryListWalksAnIndex) {
  license::ListFilter filter;
  filter.issuer_code = "issuer";
  expect_index(filter, "licenses_by_issuer");
  filter.issued_from = "2026-01-01";
  expect_index(filter, "licenses_by_issuer_and_day");
  filter.type_code = "type";
  expect_index(filter, "licenses_by_issuer_and_type");
  filter.number = "number";
  expect_index(filter, "licenses_by_number");
  filter.holder_code_type = "111";
  filter.holder_code = "code";
  const std::string plan = plan_of(list_sql(filter));
  EXPECT_THAT(plan, testing::HasSubstr("SEARCH holdings USING PRIMARY KEY (holder_index=? AND license>?)"));
  EXPECT_THAT(plan, testing::HasSubstr("SEARCH licenses USING INTEGER PRIMARY KEY"));
  EXPECT_THAT(plan, testing::Not(testing::HasSubstr("SCAN")));
  EXPECT_THAT(plan, testing::Not(testing::HasSubstr("ORDER BY"))); // no sorting of all that fit
}

TEST_F(ListingRows, TheFeedWalksTheLeaves) {
  const std::string plan = plan_of(std::string(feed_sql));
  EXPECT_THAT(plan, testing::HasSubstr("SEARCH license_leaves USING COVERING INDEX license_leaves_by_leaf"));
  EXPECT_THAT(plan, testing::HasSubstr("SEARCH marks USING INDEX transition_marks_by_leaf"));
  EXPECT_THAT(plan, testing::Not(testing::HasSubstr("SCAN licenses")));
  EXPECT_THAT(plan, testing::Not(testing::HasSubstr("SCAN transition")));
}

TEST_F(ListingRows, CountsWalkTheDays) {
  EXPECT_THAT(plan_of(std::string(issued_sql)),
              testing::HasSubstr("SEARCH licenses USING INDEX licenses_by_issuer_and_day"));
}

TEST_F(ListingRows, AnErasedLicenseIsLeftOut) {
  issue(license("A", zhang, "2020-01-01"));
  issue(license("B", li));
  const auto erased = licenses->retention()->erase({std::chrono::days(30), {}, {}}, now, 10, blinder);
  ASSERT_EQ(erased->licenses, 1);
  const auto page = licenses->list({}).value();
  ASSERT_EQ(page.licenses.size(), 1U);
  EXPECT_EQ(page.licenses[0].identifier, "identifier-B");
  EXPECT_EQ(licenses->issued("", "", "2099-01-01")->at(0).count, 2);
}

// Many that do not fit are passed over in pages of bounded work.
TEST_F(ListingRows, APageLooksAtSoManyRowsOnly) {
  for (std::size_t i = 0; i < license::max_looked_at + 1; ++i)
    issue(license(std::to_string(i), zhang));
  license::ListFilter filter;
  filter.state = license::State::revoked;
  const auto page = licenses->list(filter).value();
  EXPECT_TRUE(page.licenses.empty());
  ASSERT_TRUE(page.next);
  filter.after = *page.next;
  EXPECT_FALSE(licenses->list(filter)->next);
}

} // namespace
} // namespace elicense::store
