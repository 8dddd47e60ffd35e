// SPDX-License-Identifier: Apache-2.0
#include "sandbox/answering.hpp"
#include "tests/sandbox/sandbox_desk.hpp"

namespace elicense::sandbox {
namespace {

using show::ScanState;

class AnsweringTest : public SandboxDesk {
 protected:
  // Answers how many scans were answered by the persona that Zhang is.
  int step(std::string_view zhang_is) {
    const Residents residents = residents_with(zhang_is);
    return Answering(residents, *desk, [this] { return now(); }).step().value();
  }
  ScanState state_of(const show::Scan& scan) { return desk->kept().scan(scan.id)->registered_state; }
};

TEST_F(AnsweringTest, OneConfirmsEverythingThatIsAskedFor) {
  const show::Scan scan = scanned();
  EXPECT_EQ(step("citizen"), 1);
  const auto given = desk->kept().scan(scan.id).value();
  EXPECT_EQ(given.registered_state, ScanState::given);
  ASSERT_EQ(given.given.size(), 1U);
  EXPECT_EQ(given.given[0].license.identifier, "identifier-A");
  EXPECT_EQ(step("citizen"), 0); // once
}

TEST_F(AnsweringTest, OneRefuses) {
  const show::Scan scan = scanned();
  EXPECT_EQ(step("refuser"), 1);
  EXPECT_EQ(state_of(scan), ScanState::refused);
}

TEST_F(AnsweringTest, OneWaits) {
  const show::Scan scan = scanned();
  EXPECT_EQ(step("silent"), 0);
  EXPECT_EQ(state_of(scan), ScanState::waiting);
}

TEST_F(AnsweringTest, NobodyConfirmsWhatIsNotThere) {
  auto request = asking(desk->sessions().open({.shower = zhang, .licenses = {}}).value().code);
  request.wanted = {{"11100000000013127D001", {}, std::nullopt}}; // a card, which Zhang has not
  const show::Scan scan = desk->scans().scan(request).value();
  EXPECT_EQ(step("citizen"), 1);
  EXPECT_EQ(state_of(scan), ScanState::refused);
}

TEST_F(AnsweringTest, ALateScanIsLeft) {
  const show::Scan scan = scanned();
  moved += show::scan_answer_time.count();
  EXPECT_EQ(step("citizen"), 0);
  EXPECT_EQ(state_of(scan), ScanState::waiting);
}

} // namespace
} // namespace elicense::sandbox
