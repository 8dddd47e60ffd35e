// SPDX-License-Identifier: Apache-2.0
#include "tests/store/sealed_house.hpp"

namespace elicense::store {
namespace {

using privacy::Complaint;
using privacy::ComplaintState;

class SqliteComplaintsTest : public SealedHouse {
 protected:
  Complaint complaint(const std::string& id, const license::Holder& holder,
                      const std::string& tenant = "11640000MB999999XM") const {
    Complaint made;
    made.id = id;
    made.made_at = now;
    made.holder = holder;
    made.tenant = tenant;
    made.kind = privacy::ComplaintKind::not_agreed;
    made.text = "我没有同意，住示例街1001号";
    made.about = {.kind = privacy::UseKind::scan,
                  .id = "scan-1",
                  .at = now,
                  .license = {},
                  .reader = {.who = "o", .client = "c", .purpose = "居住证申领", .matter_case = "17"}};
    return made;
  }
  Result<Complaint> record(const Complaint& made, const std::string& key = {}) const {
    return complaints->record({key.empty() ? made.id : key, crypto::sm3(as_bytes(made.text))}, made,
                              made_leaf(made, blinder));
  }
  Result<Complaint> answer(const std::string& id, ComplaintState state = ComplaintState::upheld) const {
    return complaints->answer(id, {state, "已责成整改", "auditor-1", now},
                              [this](const Complaint& each) { return answered_leaf(each, blinder); });
  }
  std::uint64_t leaves() const { return licenses->book().size().value(); }
  std::unique_ptr<privacy::ComplaintRegister> complaints = licenses->complaints();
};

TEST_F(SqliteComplaintsTest, KeepsAComplaintWithItsLeafUntilItIsAnswered) {
  const auto before = leaves();
  ASSERT_THAT(record(complaint("a", zhang)), succeeds());
  EXPECT_EQ(leaves(), before + 1);
  const auto found = complaints->find("a").value();
  EXPECT_EQ(complaint_json(found), complaint_json(complaint("a", zhang)));
  EXPECT_EQ(found.state(), ComplaintState::open);
  ASSERT_THAT(answer("a"), succeeds());
  EXPECT_EQ(leaves(), before + 2);
  const auto answered = complaints->find("a").value();
  EXPECT_EQ(answered.state(), ComplaintState::upheld);
  EXPECT_EQ(answered.answer->text, "已责成整改");
  EXPECT_EQ(answered.answer->by, "auditor-1");
  EXPECT_EQ(answered.answer->at, now);
  EXPECT_THAT(answer("a", ComplaintState::dismissed), fails_with("COMPLAINT_ANSWERED"));
  EXPECT_THAT(answer("b"), fails_with("COMPLAINT_NOT_FOUND"));
  EXPECT_THAT(complaints->find("b"), fails_with("COMPLAINT_NOT_FOUND"));
  EXPECT_EQ(leaves(), before + 2);
}

TEST_F(SqliteComplaintsTest, ARepeatedRequestIsTheSameComplaint) {
  const auto first = record(complaint("a", zhang), "key").value();
  const auto before = leaves();
  const auto again = record(complaint("b", zhang), "key").value();
  EXPECT_EQ(again.id, "a");
  EXPECT_EQ(again.sequence, first.sequence);
  EXPECT_EQ(leaves(), before);
  auto other = complaint("c", zhang);
  other.text = "another";
  EXPECT_THAT(record(other, "key"), fails_with("IDEMPOTENCY_MISMATCH"));
}

TEST_F(SqliteComplaintsTest, ListsThoseOfAHolderAndTheOpenOnesOfAnAuthority) {
  for (const char* const id : {"a", "b"})
    ASSERT_THAT(record(complaint(id, zhang)), succeeds());
  ASSERT_THAT(record(complaint("c", li, "11430000006122244L")), succeeds());
  const auto of_zhang = complaints->of_holder(zhang, 0).value();
  ASSERT_EQ(of_zhang.size(), 2U);
  EXPECT_EQ(of_zhang[0].id, "b") << "newest first";
  EXPECT_EQ(complaints->of_holder(zhang, of_zhang[0].sequence)->at(0).id, "a");
  ASSERT_THAT(answer("a"), succeeds());
  const auto open = complaints->open_of("11640000MB999999XM", 0).value();
  ASSERT_EQ(open.size(), 1U);
  EXPECT_EQ(open[0].id, "b");
  EXPECT_TRUE(complaints->open_of("11640000MB999999XM", open[0].sequence)->empty());
  EXPECT_EQ(complaints->open_of("11430000006122244L", 0)->at(0).id, "c");
}

TEST_F(SqliteComplaintsTest, TakesOnlySoManyOpenOnesOfAHolder) {
  for (std::size_t i = 0; i < privacy::max_open_complaints; ++i)
    ASSERT_THAT(record(complaint(std::to_string(i), zhang)), succeeds());
  EXPECT_THAT(record(complaint("more", zhang)), fails_with("COMPLAINT_TOO_MANY"));
  EXPECT_THAT(record(complaint("other", li)), succeeds());
  ASSERT_THAT(answer("0", ComplaintState::dismissed), succeeds());
  EXPECT_THAT(record(complaint("more", zhang)), succeeds());
}

TEST_F(SqliteComplaintsTest, NothingOfItIsReadableAndAnEditedRowDoesNotOpen) {
  ASSERT_THAT(record(complaint("a", zhang)), succeeds());
  ASSERT_THAT(answer("a"), succeeds());
  Connection connection(file, Access::write);
  {
    Statement row(connection, "SELECT sealed FROM complaints");
    ASSERT_TRUE(row.next());
    const Bytes stored = row.blob(0);
    for (const std::string& secret : {zhang.code, std::string("示例街1001号"), std::string("已责成整改")})
      EXPECT_EQ(as_text(stored).find(secret), std::string_view::npos) << secret;
  }
  EXPECT_THROW(connection.execute("UPDATE complaints SET state = 'dismissed'"), std::exception);
  connection.execute("DROP TRIGGER complaints_are_answered_once; UPDATE complaints SET state = 'dismissed'");
  EXPECT_THAT(complaints->find("a"), fails_with("STORE_SEALED_FIELD"));
}

TEST_F(SqliteComplaintsTest, AreFoundAgainUnderANewIndexKey) {
  ASSERT_THAT(record(complaint("a", zhang), "key"), succeeds());
  ASSERT_THAT(licenses->key_rotation()->renew_index(now, blinder, [](std::int64_t, std::int64_t) {}),
              succeeds());
  EXPECT_EQ(complaints->of_holder(zhang, 0)->size(), 1U);
  EXPECT_EQ(record(complaint("b", zhang), "key")->id, "a");
}

TEST_F(SqliteComplaintsTest, GoOnceTheyAreAnsweredAndOldEnough) {
  ASSERT_THAT(record(complaint("a", zhang)), succeeds());
  ASSERT_THAT(record(complaint("b", zhang)), succeeds());
  ASSERT_THAT(answer("a"), succeeds());
  const auto retention = licenses->retention();
  const privacy::RetentionRules rules{
      .ended_licenses = {}, .voided_plans = {}, .accesses = std::chrono::days(30)};
  EXPECT_EQ(retention->due(rules, now + std::chrono::days(30))->complaints, 0);
  const Time later = now + std::chrono::days(31);
  EXPECT_EQ(retention->due(rules, later)->complaints, 1);
  EXPECT_EQ(retention->erase(rules, later, 10, blinder)->complaints, 1);
  EXPECT_THAT(complaints->find("a"), fails_with("COMPLAINT_NOT_FOUND"));
  EXPECT_THAT(complaints->find("b"), succeeds()) << "still open";
}

} // namespace
} // namespace elicense::store
