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

TEST_F(SqliteStatusTest, KeepsThePlaceThatADocumentSays) {
  auto placed = license("A", zhang);
  placed.type_version = 2;
  placed.status_place = license::StatusPlace{7, "https://licenses.example/v1/status-lists/0", 4711};
  issue(placed);
  EXPECT_EQ(source->number_of("identifier-A").value(), 7U);
  EXPECT_EQ(source->count().value(), 8U);
  const auto found = licenses->find("identifier-A");
  ASSERT_THAT(found, test::succeeds());
  EXPECT_EQ(found->status_place, placed.status_place);
  EXPECT_EQ(found->type_version, 2);
  issue(license("B", li)); // says none: it takes the next number
  EXPECT_EQ(source->number_of("identifier-B").value(), 8U);
  EXPECT_EQ(licenses->find("identifier-B")->status_place, std::nullopt);
  EXPECT_EQ(licenses->find("identifier-B")->type_version, 0);
}

TEST_F(SqliteStatusTest, APlaceIsGivenOnce) {
  auto first = license("A", zhang), second = license("B", li);
  first.status_place = second.status_place = license::StatusPlace{7, "uri", 1};
  issue(first);
  EXPECT_THAT(licenses->record_plan({second.identifier, {}, second, now}), fails_with("REGISTER_DUPLICATE"));
}

TEST_F(SqliteStatusTest, AnEditedPlaceDoesNotOpen) {
  auto placed = license("A", zhang);
  placed.status_place = license::StatusPlace{7, "uri", 1};
  issue(placed);
  Connection connection(file, Access::write);
  connection.execute("DROP TRIGGER licenses_keep_what_was_signed; UPDATE licenses SET status_index = 2");
  EXPECT_THAT(licenses->find("identifier-A"), fails_with("STORE_SEALED_FIELD"));
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
