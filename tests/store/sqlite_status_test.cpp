// SPDX-License-Identifier: Apache-2.0
#include "tests/store/sealed_house.hpp"

namespace elicense::store {
namespace {

using test::fails_with;

class SqliteStatusTest : public SealedHouse {
 protected:
  std::unique_ptr<status::Source> source = licenses->status_source();
};

TEST_F(SqliteStatusTest, NumbersLicensesInTheOrderOfTheirPlans) {
  EXPECT_EQ(source->count().value(), 0U);
  issue(license("A", zhang));
  plan(license("B", li));
  issue(license("C", li));
  EXPECT_EQ(source->count().value(), 3U);
  EXPECT_EQ(source->number_of("identifier-A").value(), 0U);
  EXPECT_EQ(source->number_of("identifier-C").value(), 2U);
  EXPECT_THAT(source->number_of("identifier-D"), fails_with("LICENSE_NOT_FOUND"));
}

TEST_F(SqliteStatusTest, GivesThoseThatAreNotSimplyValid) {
  issue(license("A", zhang));
  plan(license("B", li));
  issue(license("C", li, "2020-01-01")); // its dates say so themselves
  const auto found = source->exceptions(0, 10, now).value();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].number, 1U);
  EXPECT_EQ(found[0].status, status::Status::invalid);
  EXPECT_TRUE(source->exceptions(0, 1, now)->empty());
  EXPECT_EQ(source->exceptions(1, 1, now)->size(), 1U);
  EXPECT_TRUE(source->exceptions(2, 10, now)->empty());
}

} // namespace
} // namespace elicense::store
