// SPDX-License-Identifier: Apache-2.0
// Many at once give what one by one gives, whatever becomes of the others.
#include "license/leaves.hpp"
#include "tests/license/issuing_house.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::license {
namespace {

using test::fails_with;
using test::succeeds;

class IssuingMany : public testing::Test {
 protected:
  std::vector<IssueRequest> requests(int count) const {
    std::vector<IssueRequest> made;
    for (int i = 0; i < count; ++i) {
      made.push_back(house.request("key-" + std::to_string(i)));
      made.back().batch = Batch{.id = "job", .row = i + 1, .released_at = {}};
    }
    return made;
  }
  std::size_t words(const std::string& word) const {
    return static_cast<std::size_t>(std::ranges::count_if(house.licenses.book.leaves, [&](const Bytes& leaf) {
      return ledger::decode_entry(leaf)->word == word;
    }));
  }
  House house;
};

TEST_F(IssuingMany, GivesEachItsLicenseAndItsRow) {
  const auto licenses = house.issuer().issue_many(requests(3));
  ASSERT_EQ(licenses.size(), 3U);
  for (std::int64_t i = 0; i < 3; ++i) {
    ASSERT_THAT(licenses[static_cast<std::size_t>(i)], succeeds());
    const License& license = *licenses[static_cast<std::size_t>(i)];
    EXPECT_EQ(license.batch->row, i + 1);
    EXPECT_EQ(crypto::sm3(*house.licenses.document(license.identifier)), license.document_digest);
    EXPECT_EQ(license.state_at(house.now), State::not_yet_valid) << "nobody signed";
  }
  EXPECT_EQ(house.self_checks, 3);
  EXPECT_EQ(words(std::string(awaiting_word)), 3U);
}

TEST_F(IssuingMany, AnswersTheSameKeysWithTheSameLicenses) {
  const auto first = house.issuer().issue_many(requests(2)), again = house.issuer().issue_many(requests(3));
  for (const std::size_t i : {0U, 1U})
    EXPECT_EQ(again[i]->identifier, first[i]->identifier);
  EXPECT_EQ(house.licenses.all().size(), 3U);
}

TEST_F(IssuingMany, RefusesOneAndIssuesTheOthers) {
  auto wanted = requests(4);
  wanted[1].type_code = "none";
  wanted[2].data = nlohmann::json::object();
  const auto licenses = house.issuer().issue_many(wanted);
  EXPECT_THAT(licenses[0], succeeds());
  EXPECT_THAT(licenses[1], fails_with("TYPE_UNKNOWN"));
  EXPECT_THAT(licenses[2], fails_with("LICENSE_DATA_INVALID"));
  EXPECT_THAT(licenses[3], succeeds());
}

TEST_F(IssuingMany, DrawsAnotherIdentifierForOneThatIsTaken) {
  house.licenses.duplicates = 1;
  for (const auto& license : house.issuer().issue_many(requests(2)))
    EXPECT_THAT(license, succeeds());
}

TEST_F(IssuingMany, FinishesThePlansOfAnInterruptedAttempt) {
  house.licenses.issued_error = fail(ErrorKind::unavailable, "STORE_FAILED", "");
  for (const auto& license : house.issuer().issue_many(requests(2)))
    EXPECT_THAT(license, fails_with("STORE_FAILED"));
  const auto planned = house.licenses.all();
  house.licenses.issued_error.reset();
  const auto licenses = house.issuer().issue_many(requests(2));
  for (const std::size_t i : {0U, 1U})
    EXPECT_EQ(licenses[i]->identifier, planned[i].identifier);
}

TEST_F(IssuingMany, VoidsThePlanOfWhatDoesNotStandItsOwnCheck) {
  house.self_check_error = fail(ErrorKind::internal, "SELF_CHECK_FAILED", "");
  for (const auto& license : house.issuer().issue_many(requests(2)))
    EXPECT_THAT(license, fails_with("SELF_CHECK_FAILED"));
  EXPECT_EQ(words(std::string(voided_word)), 2U);
}

TEST_F(IssuingMany, ASealThatIsGoneRefusesAll) {
  house.authority.seal_id = "none";
  for (const auto& license : house.issuer().issue_many(requests(2)))
    EXPECT_THAT(license, fails_with("SEAL_NOT_FOUND"));
}

} // namespace
} // namespace elicense::license
