// SPDX-License-Identifier: Apache-2.0
// Who looks at parties, their keys and what is proposed for them, is recorded; who looks at himself is not.
#include "tests/support/reception.hpp"

#include <gmock/gmock.h>

namespace elicense {
namespace {

using access::Role;

class Parties : public testing::Test {
 protected:
  http::Response get(const access::SigningKey& key, const std::string& path) {
    return house.call_as(key, test::request_of("GET", path));
  }
  std::vector<ledger::Entry> readings() {
    std::vector<ledger::Entry> found;
    for (const Bytes& leaf : house.licenses.book.leaves)
      if (auto entry = ledger::decode_entry(leaf).value();
          entry.kind == ledger::EntryKind::administrator_read)
        found.push_back(std::move(entry));
    return found;
  }
  test::Reception house;
};

TEST_F(Parties, EveryReadingIsALeaf) {
  const auto auditor = house.people.with_secret({Role::auditor});
  const auto other = house.people.with_secret({Role::integrator});
  for (const std::string& path :
       {std::string("/v1/parties"), "/v1/parties/" + other.party.id, std::string("/v1/role-proposals")})
    EXPECT_EQ(get(auditor.key, path).status, 200U) << path;
  const auto entries = readings();
  ASSERT_EQ(entries.size(), 3U);
  EXPECT_THAT((std::vector{entries[0].word, entries[1].word, entries[2].word}),
              testing::ElementsAre("parties", "party", "role-proposals"));
  using ledger::ReferenceRole;
  const auto reference = [](ReferenceRole role, const std::string& party) {
    return ledger::Fact<ReferenceRole>{role, test::test_blinder().reference(role, party)};
  };
  EXPECT_THAT(entries[1].references,
              testing::ElementsAre(reference(ReferenceRole::operator_, auditor.party.id),
                                   reference(ReferenceRole::subject, other.party.id)));
}

TEST_F(Parties, NoReadingOfOneselfAndNoneThatWasRefused) {
  const auto self = house.people.with_secret({Role::integrator});
  EXPECT_EQ(get(self.key, "/v1/parties/" + self.party.id).status, 200U);
  EXPECT_EQ(get(self.key, "/v1/parties").status, 403U);
  EXPECT_TRUE(readings().empty());
}

TEST_F(Parties, WhatCannotBeRecordedIsNotShown) {
  house.licenses.book.refuses = true;
  EXPECT_EQ(get(house.people.with_secret({Role::auditor}).key, "/v1/parties").status, 503U);
}

} // namespace
} // namespace elicense
