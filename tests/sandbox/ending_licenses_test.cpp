// SPDX-License-Identifier: Apache-2.0
#include "sandbox/ending_licenses.hpp"
#include "tests/sandbox/sandbox_desk.hpp"

namespace elicense::sandbox {
namespace {

using test::fails_with;
using test::succeeds;

// The whole way over the register of the sandbox, which passes on everything else as it is.
class EndingLicensesTest : public SandboxDesk {
 protected:
  void end_licenses_of(const license::Holder& holder) {
    desk = make_desk(std::make_unique<EndingLicenses>(kept(), std::vector{holder}));
  }
};

TEST_F(EndingLicensesTest, AreGivenAndHaveEndedWhenTheyAreUsed) {
  end_licenses_of(zhang);
  const show::Scan given = confirmed();
  ASSERT_EQ(given.given.size(), 1U);
  EXPECT_THAT(desk->uses().use(using_code(given.given[0].code)), fails_with("SHOW_LICENSE_STATE"));
  EXPECT_EQ(desk->uses().use(using_code(given.given[0].code)).error().detail, "expired");
  EXPECT_EQ(desk->kept().scan(given.id)->given[0].used, 0); // and nothing is used up
}

TEST_F(EndingLicensesTest, AreUsedByOthersAsEver) {
  end_licenses_of(li);
  EXPECT_THAT(desk->uses().use(using_code(confirmed().given[0].code)), succeeds());
}

TEST_F(EndingLicensesTest, PassOnSessionsScansAndMandates) {
  end_licenses_of(zhang);
  const auto opened = open();
  EXPECT_THAT(desk->sessions().next_code(opened.session.id), succeeds());
  EXPECT_EQ(desk->sessions().stop(opened.session.id)->ended_at, now());
  const show::Scan scan = scanned("again");
  EXPECT_EQ(desk->kept().scans_of(zhang, 0, 10)->size(), 1U);
  EXPECT_EQ(desk->kept().scans_of_session(scan.session)->size(), 1U);
  show::Mandate wanted;
  wanted.kind = show::MandateKind::relative;
  wanted.principal = zhang;
  wanted.agent = li;
  wanted.type_codes = {business};
  wanted.matters = {matter};
  wanted.until = now() + std::chrono::hours(1);
  const auto given = desk->mandates().give(wanted, "mandate");
  ASSERT_THAT(given, succeeds());
  EXPECT_EQ(desk->kept().mandate(given->id)->principal.code, zhang.code);
  EXPECT_EQ(desk->kept().given_by(zhang)->size(), 1U);
  EXPECT_EQ(desk->kept().received_by(li)->size(), 1U);
  EXPECT_EQ(desk->mandates().revoke(given->id)->revoked_at, now());
  EXPECT_THAT(desk->kept().paper("nothing", now()), fails_with("SHOW_CODE_UNKNOWN"));
}

} // namespace
} // namespace elicense::sandbox
