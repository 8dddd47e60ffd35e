// SPDX-License-Identifier: Apache-2.0
#include "access/administration.hpp"
#include "tests/support/known_parties.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::access {
namespace {

using namespace std::chrono_literals;
using test::fails_with;
using test::succeeds;

class AdministrationTest : public testing::Test {
 protected:
  Credential secret() const {
    return new_credential(KeyKind::hmac_sm3, "", people.now, crypto::system_random).value();
  }
  static NewParty wanted(Roles roles = {}) {
    return {.kind = PartyKind::client,
            .tenant = std::string(test::own_authority),
            .name = "受理系统",
            .subject = {},
            .roles = std::move(roles),
            .scopes = {}};
  }
  test::KnownParties people;
  Administration& administration = people.administration;
};

TEST_F(AdministrationTest, TheFirstAdministratorComesByTheCodeOnce) {
  const std::string code = administration.offer_enrolment().value();
  EXPECT_GE(code.size(), 22U) << "128 bits";
  EXPECT_THAT(administration.enrol(code + "x", wanted(), secret()), fails_with("ENROLMENT_REFUSED"));
  const auto enrolled = administration.enrol(code, wanted({Role::integrator}), secret());
  ASSERT_THAT(enrolled, succeeds());
  EXPECT_EQ(enrolled->party.roles, Roles{Role::administrator});
  EXPECT_THAT(administration.enrol(code, wanted(), secret()), fails_with("ENROLMENT_REFUSED"));
}

TEST_F(AdministrationTest, ACodeEndsAfterADay) {
  const std::string code = administration.offer_enrolment().value();
  people.now += enrolment_life;
  EXPECT_THAT(administration.enrol(code, wanted(), secret()), fails_with("ENROLMENT_REFUSED"));
}

TEST_F(AdministrationTest, RolesForTwoAreProposedAndOthersGiven) {
  const auto admitted =
      administration.admit("first", wanted({Role::integrator, Role::seal_keeper}), secret());
  ASSERT_THAT(admitted, succeeds());
  EXPECT_EQ(admitted->party.roles, Roles{Role::integrator});
  ASSERT_EQ(admitted->proposals.size(), 1U);
  EXPECT_THAT(administration.approve("first", admitted->proposals[0].id), fails_with("PROPOSAL_OWN"));
  const auto approved = administration.approve("second", admitted->proposals[0].id);
  ASSERT_THAT(approved, succeeds());
  EXPECT_EQ(approved->roles, (Roles{Role::integrator, Role::seal_keeper}));
}

TEST_F(AdministrationTest, RolesAreGrantedAndRevoked) {
  const std::string id = administration.admit("first", wanted(), secret())->party.id;
  EXPECT_EQ(administration.change_role("first", id, Role::auditor, true)->party.roles, Roles{Role::auditor});
  EXPECT_EQ(administration.change_role("first", id, Role::auditor, false)->party.roles, Roles{});
  EXPECT_TRUE(administration.change_role("first", id, Role::administrator, true)->proposal);
  EXPECT_THAT(administration.change_role("first", id, Role::anonymous, true), fails_with("PARTY_INVALID"));
  EXPECT_THAT(administration.change_role("first", "x", Role::auditor, true), fails_with("PARTY_NOT_FOUND"));
  EXPECT_THAT(administration.change_role("first", "x", Role::administrator, true),
              fails_with("PARTY_NOT_FOUND"));
}

TEST_F(AdministrationTest, OneAdministratorCannotTakeOverOrRemoveAnother) {
  const auto other = administration.admit_on_site(wanted({Role::administrator}), secret()).value();
  const auto keeper = administration.admit_on_site(wanted({Role::seal_keeper}), secret()).value();
  EXPECT_THAT(administration.disable("first", other.party.id), fails_with("PARTY_NEEDS_TWO"));
  EXPECT_THAT(administration.add_key("first", other.party, secret(), 0s), fails_with("PARTY_NEEDS_TWO"));
  EXPECT_THAT(administration.add_key("first", keeper.party, secret(), 0s), fails_with("PARTY_NEEDS_TWO"));
  EXPECT_THAT(administration.add_key(other.party.id, other.party, secret(), 0s), succeeds());
  EXPECT_THAT(administration.disable("first", keeper.party.id), succeeds()) << "harm can be stopped by one";
  EXPECT_TRUE(administration.disable_on_site(other.party.id)->disabled);
}

TEST_F(AdministrationTest, AKeyIsSucceededWithAnOverlap) {
  const auto admitted = administration.admit("first", wanted({Role::integrator}), secret()).value();
  const auto next = administration.add_key("first", admitted.party, secret(), 1h);
  ASSERT_THAT(next, succeeds());
  EXPECT_EQ(people.register_.find_key(admitted.credential.key_id)->credential.not_after, people.now + 1h);
  EXPECT_GT(people.register_.find_key(next->key_id)->credential.not_after, people.now + 1h);
  EXPECT_THAT(administration.add_key("first", admitted.party, secret(), longest_overlap), succeeds());
  EXPECT_THAT(administration.add_key("first", admitted.party, secret(), longest_overlap + 1s),
              fails_with("KEY_OVERLAP"));
  EXPECT_THAT(administration.add_key("first", admitted.party, secret(), -1s), fails_with("KEY_OVERLAP"));
}

TEST_F(AdministrationTest, APartyNeedsANameOfBoundedLength) {
  NewParty party = wanted();
  party.name = std::string(max_party_name, 'n');
  EXPECT_THAT(administration.admit("first", party, secret()), succeeds());
  party.name += 'n';
  EXPECT_THAT(administration.admit("first", party, secret()), fails_with("PARTY_INVALID"));
  party.name = "";
  EXPECT_THAT(administration.admit("first", party, secret()), fails_with("PARTY_INVALID"));
  party = wanted({Role::anonymous});
  EXPECT_THAT(administration.admit("first", party, secret()), fails_with("PARTY_INVALID"));
  party = wanted();
  party.subject = "somebody";
  EXPECT_THAT(administration.admit("first", party, secret()), fails_with("PARTY_INVALID"));
  party.subject = std::string(64, 'a');
  EXPECT_THAT(administration.admit("first", party, secret()), succeeds());
  party = wanted();
  party.tenant = "unknown";
  EXPECT_THAT(administration.admit("first", party, secret()), fails_with("TENANT_UNKNOWN"));
}

} // namespace
} // namespace elicense::access
