// SPDX-License-Identifier: Apache-2.0
#include "tests/store/sealed_house.hpp"
#include "tests/support/canaries.hpp"

namespace elicense::store {
namespace {

using privacy::Correction;
using privacy::CorrectionState;

class SqliteHolderRegisterTest : public SealedHouse {
 protected:
  Correction correction(const license::Holder& holder, const std::string& text) const {
    Correction made;
    made.asked_at = now;
    made.license = "identifier-A";
    made.holder = holder;
    made.field = "住址";
    made.text = text;
    return made;
  }
  std::unique_ptr<privacy::HolderRegister> holders = licenses->holders();
};

TEST_F(SqliteHolderRegisterTest, FindsTheLicensesOfAHolder) {
  issue(license("A", zhang));
  issue(license("B", li));
  issue(license("C", zhang));
  plan(license("D", zhang));
  const auto found = holders->licenses_of({"", "111", "64010419900101 0026"}).value();
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].identifier, "identifier-A");
  EXPECT_EQ(found[1].holder.name, zhang.name);
  EXPECT_TRUE(holders->licenses_of({"", "001", zhang.code})->empty());
}

TEST_F(SqliteHolderRegisterTest, KeepsACorrectionUntilItIsAnswered) {
  const auto first = holders->ask_correction(correction(zhang, "应为2单元502室")).value();
  const auto second = holders->ask_correction(correction(li, "应为回族")).value();
  const auto open = holders->open_corrections(0, 10).value();
  ASSERT_EQ(open.size(), 2U);
  EXPECT_EQ(open[0].number, first);
  EXPECT_EQ(open[0].text, "应为2单元502室");
  EXPECT_EQ(open[0].field, "住址");
  EXPECT_EQ(open[0].holder.code, zhang.code);
  EXPECT_EQ(open[0].state, CorrectionState::open);
  EXPECT_EQ(holders->open_corrections(first, 10)->size(), 1U);
  ASSERT_THAT(holders->answer_correction(first, CorrectionState::accepted, now), succeeds());
  EXPECT_THAT(holders->answer_correction(first, CorrectionState::refused, now),
              fails_with("CORRECTION_NOT_OPEN"));
  EXPECT_THAT(holders->answer_correction(99, CorrectionState::refused, now),
              fails_with("CORRECTION_NOT_OPEN"));
  EXPECT_EQ(holders->open_corrections(0, 10)->at(0).number, second);
  const auto of_zhang = holders->corrections_of(zhang).value();
  ASSERT_EQ(of_zhang.size(), 1U);
  EXPECT_EQ(of_zhang[0].state, CorrectionState::accepted);
  EXPECT_EQ(of_zhang[0].answered_at, now);
}

TEST_F(SqliteHolderRegisterTest, TakesOnlySoManyOpenCorrectionsOfAHolder) {
  for (std::size_t i = 0; i < privacy::max_open_corrections; ++i)
    ASSERT_THAT(holders->ask_correction(correction(zhang, "text")), succeeds());
  EXPECT_THAT(holders->ask_correction(correction(zhang, "text")), fails_with("CORRECTION_TOO_MANY"));
  EXPECT_THAT(holders->ask_correction(correction(li, "text")), succeeds());
  ASSERT_THAT(holders->answer_correction(1, CorrectionState::refused, now), succeeds());
  EXPECT_THAT(holders->ask_correction(correction(zhang, "text")), succeeds());
}

TEST_F(SqliteHolderRegisterTest, ACorrectionIsSealed) {
  ASSERT_THAT(holders->ask_correction(correction(zhang, "宁夏示例市示例街1001号")), succeeds());
  test::Canaries canaries;
  canaries.add("宁夏示例市示例街1001号");
  canaries.add(zhang.code);
  EXPECT_EQ(canaries.found_below(folder.path()), 0U);
}

} // namespace
} // namespace elicense::store
