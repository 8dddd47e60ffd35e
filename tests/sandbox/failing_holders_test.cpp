// SPDX-License-Identifier: Apache-2.0
#include "sandbox/failing_holders.hpp"
#include "tests/support/memory_holders.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::sandbox {
namespace {

using test::fails_with;

const license::Holder failing{"甲", "111", "640104199001010026"}, other{"乙", "111", "640104199001010034"};

std::unique_ptr<privacy::HolderRegister> holders_of_both() {
  auto holders = std::make_unique<test::MemoryHolders>();
  for (const license::Holder& holder : {failing, other}) {
    license::License license;
    license.identifier = holder.name;
    license.holder = holder;
    holders->licenses.push_back(license);
  }
  return holders;
}

TEST(FailingHolders, FailForThoseAlone) {
  FailingHolders holders(holders_of_both(), {failing});
  EXPECT_THAT(holders.licenses_of(failing), fails_with("STORE_UNAVAILABLE"));
  const auto licenses = holders.licenses_of(other);
  ASSERT_EQ(licenses->size(), 1U);
  EXPECT_EQ(licenses->front().identifier, "乙");
}

TEST(FailingHolders, TakeCorrectionsOfEverybody) {
  FailingHolders holders(holders_of_both(), {failing});
  privacy::Correction correction;
  correction.holder = failing;
  correction.text = "wrong";
  const auto number = holders.ask_correction(correction);
  ASSERT_TRUE(number);
  EXPECT_EQ(holders.corrections_of(failing)->size(), 1U);
  EXPECT_EQ(holders.open_corrections(0, 10)->size(), 1U);
  EXPECT_TRUE(holders.answer_correction(*number, privacy::CorrectionState::accepted, Time()));
  EXPECT_TRUE(holders.open_corrections(0, 10)->empty());
}

} // namespace
} // namespace elicense::sandbox
