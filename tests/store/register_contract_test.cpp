// SPDX-License-Identifier: Apache-2.0
#include "tests/store/register_contract.hpp"
#include <algorithm>
#include <set>
#include <thread>

namespace elicense::store {
namespace {

void expect_same(const license::License& found, const license::License& expected) {
  EXPECT_EQ(found.identifier, expected.identifier);
  EXPECT_EQ(found.reference, expected.reference);
  EXPECT_EQ(found.type_code, expected.type_code);
  EXPECT_EQ(found.type_name, expected.type_name);
  EXPECT_EQ(found.number, expected.number);
  EXPECT_EQ(found.issuer_code, expected.issuer_code);
  EXPECT_EQ(found.issuer_name, expected.issuer_name);
  EXPECT_EQ(found.holder.name, expected.holder.name);
  EXPECT_EQ(found.holder.code_type, expected.holder.code_type);
  EXPECT_EQ(found.holder.code, expected.holder.code);
  EXPECT_EQ(found.data, expected.data);
  EXPECT_EQ(found.issued_at, expected.issued_at);
  EXPECT_EQ(found.issued_on, expected.issued_on);
  EXPECT_EQ(found.valid_from, expected.valid_from);
  EXPECT_EQ(found.valid_until, expected.valid_until);
  EXPECT_EQ(found.registered_state, expected.registered_state);
  EXPECT_EQ(found.seal_id, expected.seal_id);
  EXPECT_EQ(found.document_digest, expected.document_digest);
}

TEST_P(RegisterContract, IsEmptyAtFirst) {
  EXPECT_THAT(licenses->find("x"), fails_with("LICENSE_NOT_FOUND"));
  EXPECT_THAT(licenses->find_by_reference("x"), fails_with("LICENSE_NOT_FOUND"));
  EXPECT_THAT(licenses->find_by_number("x", "y"), fails_with("LICENSE_NOT_FOUND"));
  EXPECT_THAT(licenses->document("x"), fails_with("LICENSE_NOT_FOUND"));
  EXPECT_TRUE(licenses->open_plans()->empty());
  EXPECT_THAT(licenses->leaves("x"), fails_with("LICENSE_NOT_FOUND"));
  EXPECT_THAT(licenses->ping(), succeeds());
}

TEST_P(RegisterContract, GivesBackWhatWasIssued) {
  issue("key", "A1");
  const license::License expected = issued("A1", document);
  expect_same(licenses->find(expected.identifier).value(), expected);
  expect_same(licenses->find_by_reference(expected.reference).value(), expected);
  expect_same(licenses->find_by_number(expected.type_code, expected.number).value(), expected);
  EXPECT_EQ(licenses->document(expected.identifier).value(), document);
  EXPECT_TRUE(licenses->open_plans()->empty());
}

TEST_P(RegisterContract, HidesAPlanUntilItIsIssued) {
  ASSERT_TRUE(licenses->record_plan(plan("key", "A1")));
  const license::License planned = license("A1");
  EXPECT_THAT(licenses->find(planned.identifier), fails_with("LICENSE_NOT_FOUND"));
  EXPECT_THAT(licenses->find_by_reference(planned.reference), fails_with("LICENSE_NOT_FOUND"));
  EXPECT_THAT(licenses->find_by_number(planned.type_code, planned.number), fails_with("LICENSE_NOT_FOUND"));
  EXPECT_THAT(licenses->document(planned.identifier), fails_with("LICENSE_NOT_FOUND"));
  const auto open = licenses->open_plans().value();
  ASSERT_EQ(open.size(), 1U);
  expect_same(open[0], planned);
}

TEST_P(RegisterContract, AnswersTheSameRequestWithItsFirstPlan) {
  const auto first = licenses->record_plan(plan("key", "A1"));
  ASSERT_TRUE(first);
  EXPECT_EQ(first->kind, license::PlanOutcome::Kind::recorded);
  expect_same(first->license, license("A1"));
  const auto second = licenses->record_plan(plan("key", "B2"));
  ASSERT_TRUE(second);
  EXPECT_EQ(second->kind, license::PlanOutcome::Kind::open);
  expect_same(second->license, license("A1"));
  ASSERT_TRUE(record_issued("A1"));
  const auto third = licenses->record_plan(plan("key", "C3"));
  ASSERT_TRUE(third);
  EXPECT_EQ(third->kind, license::PlanOutcome::Kind::done);
  expect_same(third->license, issued("A1", document));
  EXPECT_EQ(leaves("A1").size(), 1U);
}

TEST_P(RegisterContract, RefusesAnotherRequestUnderTheSameKey) {
  ASSERT_TRUE(licenses->record_plan(plan("key", "A1", "one")));
  EXPECT_THAT(licenses->record_plan(plan("key", "B2", "two")), fails_with("IDEMPOTENCY_MISMATCH"));
  ASSERT_TRUE(record_issued("A1"));
  EXPECT_THAT(licenses->record_plan(plan("key", "B2", "two")), fails_with("IDEMPOTENCY_MISMATCH"));
  EXPECT_THAT(licenses->record_plan(plan("other key", "B2", "two")), succeeds());
}

TEST_P(RegisterContract, RefusesAnIdentifierOrReferenceTwice) {
  ASSERT_TRUE(licenses->record_plan(plan("key", "A1")));
  EXPECT_THAT(licenses->record_plan(plan("other", "A1")), fails_with("REGISTER_DUPLICATE"));
  license::Plan same_reference = plan("other", "B2");
  same_reference.license.reference = license("A1").reference;
  EXPECT_THAT(licenses->record_plan(same_reference), fails_with("REGISTER_DUPLICATE"));
  EXPECT_THAT(licenses->record_plan(plan("other", "B2")), succeeds());
}

TEST_P(RegisterContract, KeepsTheIdentifierOfAVoidedPlanTaken) {
  ASSERT_TRUE(licenses->record_plan(plan("key", "A1")));
  ASSERT_TRUE(void_plan("A1", "SELF_CHECK_FAILED"));
  EXPECT_THAT(licenses->record_plan(plan("key", "A1")), fails_with("REGISTER_DUPLICATE"));
}

TEST_P(RegisterContract, GivesAVoidedKeyFreeAgain) {
  ASSERT_TRUE(licenses->record_plan(plan("key", "A1", "one")));
  ASSERT_TRUE(void_plan("A1", "SELF_CHECK_FAILED"));
  EXPECT_TRUE(licenses->open_plans()->empty());
  EXPECT_THAT(licenses->find(license("A1").identifier), fails_with("LICENSE_NOT_FOUND"));
  const auto again = licenses->record_plan(plan("key", "B2", "two"));
  ASSERT_TRUE(again);
  EXPECT_EQ(again->kind, license::PlanOutcome::Kind::recorded);
}

TEST_P(RegisterContract, ClosesAPlanOnce) {
  EXPECT_THAT(record_issued("A1"), fails_with("PLAN_NOT_OPEN"));
  EXPECT_THAT(void_plan("A1", "REASON_CODE"), fails_with("PLAN_NOT_OPEN"));
  issue("key", "A1");
  EXPECT_THAT(record_issued("A1"), fails_with("PLAN_NOT_OPEN"));
  EXPECT_THAT(void_plan("A1", "REASON_CODE"), fails_with("PLAN_NOT_OPEN"));
  EXPECT_EQ(leaves("A1").size(), 1U);
}

TEST_P(RegisterContract, ListsOpenPlansOldestFirst) {
  for (const char* const serial : {"C3", "A1", "B2"})
    ASSERT_TRUE(licenses->record_plan(plan(std::string("key ") + serial, serial)));
  ASSERT_TRUE(record_issued("A1"));
  const auto open = licenses->open_plans().value();
  ASSERT_EQ(open.size(), 2U);
  EXPECT_EQ(open[0].identifier, license("C3").identifier);
  EXPECT_EQ(open[1].identifier, license("B2").identifier);
}

TEST_P(RegisterContract, FindsTheNewestOfANumber) {
  issue("key 1", "A1");
  license::Plan newer = plan("key 2", "B2");
  newer.license.number = license("A1").number;
  ASSERT_TRUE(licenses->record_plan(newer));
  ASSERT_TRUE(record_issued("B2"));
  EXPECT_EQ(licenses->find_by_number(newer.license.type_code, newer.license.number)->identifier,
            newer.license.identifier);
  EXPECT_THAT(licenses->find_by_number("another type", newer.license.number),
              fails_with("LICENSE_NOT_FOUND"));
}

TEST_P(RegisterContract, WritesALeafWithEachEffect) {
  using Leaves = std::vector<std::uint64_t>;
  issue("key 1", "A1");
  ASSERT_TRUE(licenses->record_plan(plan("key 2", "B2")));
  EXPECT_TRUE(leaves("B2").empty());
  ASSERT_TRUE(void_plan("B2", "SELF_CHECK_FAILED"));
  issue("key 3", "C3");
  EXPECT_FALSE(record_issued("C3"));
  EXPECT_EQ(leaves("A1"), Leaves{0});
  EXPECT_EQ(leaves("B2"), Leaves{1});
  EXPECT_EQ(leaves("C3"), Leaves{2});
}

TEST_P(RegisterContract, HasNoEffectWithoutALeaf) {
  ASSERT_TRUE(licenses->record_plan(plan("key", "A1")));
  const license::License made = issued("A1", document);
  EXPECT_THROW(static_cast<void>(licenses->record_issued(made, document, {})), std::invalid_argument);
  EXPECT_THAT(licenses->find(made.identifier), fails_with("LICENSE_NOT_FOUND"));
  EXPECT_THAT(record_issued("A1"), succeeds());
  EXPECT_EQ(leaves("A1"), std::vector<std::uint64_t>{0});
}

TEST_P(RegisterContract, PlansOnceForManyThreadsWithOneKey) {
  constexpr std::size_t thread_count = 32;
  std::vector<std::string> identifiers(thread_count);
  std::vector<license::PlanOutcome::Kind> kinds(thread_count);
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < thread_count; ++i)
      threads.emplace_back([&, i] {
        const auto outcome = licenses->record_plan(plan("key", "S" + std::to_string(i))).value();
        identifiers[i] = outcome.license.identifier;
        kinds[i] = outcome.kind;
      });
  }
  EXPECT_EQ(std::set(identifiers.begin(), identifiers.end()).size(), 1U);
  EXPECT_EQ(std::ranges::count(kinds, license::PlanOutcome::Kind::recorded), 1);
  EXPECT_EQ(licenses->open_plans()->size(), 1U);
}

TEST_P(RegisterContract, IssuesForManyThreadsAtOnce) {
  constexpr int thread_count = 8, each = 10;
  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < thread_count; ++t)
      threads.emplace_back([&, t] {
        for (int i = 0; i < each; ++i) {
          const std::string serial = std::to_string(t) + "X" + std::to_string(i);
          issue("key " + serial, serial);
          EXPECT_THAT(licenses->find(license(serial).identifier), succeeds());
        }
      });
  }
  std::set<std::uint64_t> all;
  for (int t = 0; t < thread_count; ++t)
    for (int i = 0; i < each; ++i)
      all.insert(leaves(std::to_string(t) + "X" + std::to_string(i)).at(0));
  EXPECT_EQ(all.size(), static_cast<std::size_t>(thread_count * each));
  EXPECT_EQ(*all.rbegin() + 1, all.size());
  EXPECT_TRUE(licenses->open_plans()->empty());
}

} // namespace
} // namespace elicense::store
