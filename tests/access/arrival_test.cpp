// SPDX-License-Identifier: Apache-2.0
// Who a person is here, whom the identity provider vouches for.
#include "access/arrival.hpp"
#include "tests/support/known_parties.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::access {
namespace {

using test::fails_with;

class Arrival : public testing::Test {
 protected:
  std::string register_operator(std::string_view subject) {
    const auto party = people.with_secret({Role::window_clerk});
    Party operator_ = party.party;
    operator_.id = "operator";
    operator_.kind = PartyKind::operator_;
    operator_.subject = subject_digest("https://idp.test", subject);
    EXPECT_TRUE(people.register_.add_party(operator_, {"test", people.now}));
    return operator_.id;
  }
  Result<NewSession> arrive_as(const Person& person) {
    return arrive(people.register_, person, people.now, crypto::system_random);
  }
  test::KnownParties people;
  Person person{"https://idp.test", "42", "张三样例", "111", "code"};
};

TEST_F(Arrival, IsOfTheOperatorRegisteredUnderTheSubject) {
  const std::string id = register_operator("42");
  const auto made = arrive_as(person);
  ASSERT_TRUE(made);
  EXPECT_EQ(made->session.party, id);
  EXPECT_EQ(made->session.roles, Roles{Role::window_clerk});
  EXPECT_TRUE(made->session.holder.empty()) << "in office, nobody is a holder";
  person.issuer = "https://other.test";
  EXPECT_EQ(arrive_as(person)->session.party, "") << "the same subject elsewhere is somebody else";
}

TEST_F(Arrival, IsElseOfAHolder) {
  const auto made = arrive_as(person);
  ASSERT_TRUE(made);
  EXPECT_EQ(made->session.roles, Roles{Role::holder});
  EXPECT_EQ(made->session.holder, (HolderCode{"111", "code"}));
  EXPECT_EQ(made->session.digest, digest_of(made->text));
}

TEST_F(Arrival, IsOfNobodyWithoutACodeOrOnceDisabled) {
  for (std::string Person::*const part : {&Person::code, &Person::code_type}) {
    Person without = person;
    (without.*part).clear();
    EXPECT_THAT(arrive_as(without), fails_with("PERSON_UNKNOWN"));
  }
  const std::string id = register_operator("42");
  ASSERT_TRUE(people.register_.change_party(id,
                                            [](Party& party) -> Result<void> {
                                              party.disabled = true;
                                              return {};
                                            },
                                            {"test", people.now}));
  EXPECT_THAT(arrive_as(person), fails_with("PERSON_UNKNOWN"));
}

} // namespace
} // namespace elicense::access
