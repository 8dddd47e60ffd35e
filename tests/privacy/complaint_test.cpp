// SPDX-License-Identifier: Apache-2.0
#include "license/leaves.hpp"
#include "privacy/complaint.hpp"

#include <gmock/gmock.h>

namespace elicense::privacy {
namespace {

using ledger::ReferenceRole;

class ComplaintTest : public testing::Test {
 protected:
  ComplaintTest() {
    complaint.id = "0123456789abcdef0123456789abcdef";
    complaint.made_at = Time(std::chrono::seconds(1'000));
    complaint.holder = {"张三样例", "111", "640104199001010026"};
    complaint.tenant = "11640000MB999999XM";
    complaint.kind = ComplaintKind::other_purpose;
    complaint.text = "说是办居住证，实际用于贷款";
    complaint.about = {
        .kind = UseKind::access,
        .id = "7",
        .at = Time(std::chrono::seconds(900)),
        .license = "identifier-A",
        .reader = {.who = "operator", .client = "client", .purpose = "贷款", .matter_case = "17"}};
  }
  std::vector<ReferenceRole> roles(const ledger::Entry& leaf) const {
    std::vector<ReferenceRole> found;
    for (const auto& reference : leaf.references)
      found.push_back(reference.role);
    return found;
  }
  ledger::Blinder blinder{crypto::SecretBytes(ledger::min_blinding_key_size)};
  Complaint complaint;
};

TEST_F(ComplaintTest, WordsGoBothWays) {
  for (const auto kind : {ComplaintKind::not_agreed, ComplaintKind::other_purpose, ComplaintKind::too_much,
                          ComplaintKind::unknown_reader, ComplaintKind::other})
    EXPECT_EQ(complaint_kind_from_text(to_text(kind)), kind);
  for (const auto state : {ComplaintState::open, ComplaintState::upheld, ComplaintState::dismissed})
    EXPECT_EQ(complaint_state_from_text(to_text(state)), state);
  for (const auto use : {UseKind::access, UseKind::scan})
    EXPECT_EQ(use_kind_from_text(to_text(use)), use);
  EXPECT_EQ(complaint_kind_from_text("anger"), std::nullopt);
  EXPECT_EQ(complaint_state_from_text("closed"), std::nullopt);
  EXPECT_EQ(use_kind_from_text("theft"), std::nullopt);
}

TEST_F(ComplaintTest, ItsLeafFindsItAgainAndSaysNothingOfIt) {
  const auto leaf = made_leaf(complaint, blinder);
  EXPECT_EQ(leaf.kind, ledger::EntryKind::complaint_made);
  EXPECT_EQ(leaf.at, complaint.made_at);
  EXPECT_EQ(leaf.word, "other-purpose");
  EXPECT_EQ(leaf.digests.at(0).value, digest_of(complaint));
  EXPECT_THAT(roles(leaf), testing::ElementsAre(ReferenceRole::license, ReferenceRole::holder,
                                                ReferenceRole::client, ReferenceRole::matter_case));
  EXPECT_EQ(leaf.references.at(1).value, license::holder_reference(complaint.holder, blinder));
  const auto bytes = ledger::encode_entry(leaf).value();
  EXPECT_EQ(as_text(bytes).find(complaint.holder.code), std::string_view::npos);
  EXPECT_EQ(ledger::decode_entry(bytes).value(), leaf);
}

TEST_F(ComplaintTest, TheLeafOfItsAnswerNamesTheSameComplaint) {
  complaint.answer =
      ComplaintAnswer{ComplaintState::upheld, "已处理", "auditor-1", Time(std::chrono::seconds(2'000))};
  const auto leaf = answered_leaf(complaint, blinder);
  EXPECT_EQ(leaf.at, complaint.answer->at);
  EXPECT_EQ(leaf.word, "upheld");
  EXPECT_EQ(leaf.digests.at(0).value, digest_of(complaint)) << "the answer is not in the digest";
  EXPECT_THAT(roles(leaf),
              testing::ElementsAre(ReferenceRole::license, ReferenceRole::holder, ReferenceRole::operator_,
                                   ReferenceRole::client, ReferenceRole::matter_case));
  EXPECT_TRUE(ledger::encode_entry(leaf)) << "roles in rising order";
}

TEST_F(ComplaintTest, TwoOfTheSameWordsHaveOtherDigests) {
  auto again = complaint;
  again.id = "f123456789abcdef0123456789abcdef";
  EXPECT_NE(digest_of(again), digest_of(complaint));
}

} // namespace
} // namespace elicense::privacy
