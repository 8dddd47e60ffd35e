// SPDX-License-Identifier: Apache-2.0
#include "submission/submissions.hpp"

#include "license/identifier.hpp"
#include "submission/receipt.hpp"
#include "tests/submission/submission_house.hpp"

#include <algorithm>

namespace elicense::submission {
namespace {

using ledger::EntryKind;
using testing::ElementsAre;
using testing::IsEmpty;

class TakingLicenses : public SubmissionHouse {
 protected:
  std::ptrdiff_t count(EntryKind kind) { return std::ranges::count(kinds(), kind); }
};

TEST_F(TakingLicenses, GivesEveryMaterialItsDataAndACopy) {
  const Answered answered = submitted();
  const Submission& submission = answered.submission;
  EXPECT_EQ(submission.registered_state, State::complete);
  EXPECT_EQ(submission.number.size(), 10U);
  ASSERT_EQ(submission.materials.size(), 2U);
  EXPECT_THAT(submission.materials[0].fields, ElementsAre(any_field));
  EXPECT_THAT(submission.materials[1].fields, IsEmpty());
  EXPECT_THAT(submission.materials[0].on_copy, ElementsAre(any_field)) << "no more than the list names";
  EXPECT_GT(submission.materials[1].on_copy.size(), 1U) << "a list that names none: all that was agreed to";
  EXPECT_EQ(submission.materials[0].way, show::Way::holder);
  ASSERT_TRUE(answered.data[0]);
  const auto shown = answered.data[0]->view.of(answered.data[0]->license, nullptr);
  EXPECT_EQ(shown.data.size(), 1U);
  EXPECT_EQ(shown.holder.name, "");
  EXPECT_EQ(answered.data[0]->report.verdict, verify::Verdict::trusted);
  const Bytes copy = submissions.copy(submission, 0, {}).value();
  EXPECT_EQ(crypto::sm3(copy), submission.materials[0].copy);
  EXPECT_EQ(engine.verify(copy).verdict, verify::Verdict::trusted) << test::told(engine.verify(copy));
}

TEST_F(TakingLicenses, ShowsOnACopyNoMoreThanIsAgreedToAndNeeded) {
  agreed = {any_field, std::string(license::holder_name_field)};
  const Submission submission = submitted().submission;
  const Bytes few = submissions.copy(submission, 0, {}).value(),
              all = submissions.copy(submission, 1, {}).value();
  for (const Bytes& copy : {few, all}) {
    EXPECT_EQ(engine.verify(copy).verdict, verify::Verdict::trusted) << test::told(engine.verify(copy));
    EXPECT_NE(metadata_of(copy, "KZ_" + any_field), "");
  }
  EXPECT_EQ(metadata_of(few, "CZZT"), "") << "agreed to, and not needed";
  EXPECT_EQ(metadata_of(all, "CZZT"), permit.holder.name);
}

TEST_F(TakingLicenses, MakesOneCopyForMaterialsThatNeedTheSame) {
  matter.version = 2;
  matter.items[0].materials[1].alternatives[0].fields = {any_field};
  ASSERT_THAT(matters.publish(matter), succeeds());
  const Submission submission = submitted().submission;
  EXPECT_EQ(submission.materials[0].copy, submission.materials[1].copy);
  EXPECT_EQ(count(EntryKind::seal_used), 1);
}

TEST_F(TakingLicenses, NamesTheWayInStatementAndMaterial) {
  holders.licenses = {permit};
  const auto asked = desk.scans().scan({.idempotency_key = "duty",
                                        .code = {},
                                        .asker = clerk,
                                        .matter = {matter.code, matter.name},
                                        .matter_case = "2026-000017",
                                        .wanted = {{permit.type_code, {}, std::nullopt}},
                                        .way = show::Way::duty,
                                        .holder = permit.holder,
                                        .legal_basis = "《行政许可法》第六十一条",
                                        .quota = 1});
  ASSERT_THAT(asked, succeeds());
  const Submission submission = submissions.submit(request({asked->given.at(0).code})).value().submission;
  EXPECT_EQ(kept->find(submission.id)->materials[0].way, show::Way::duty);
  EXPECT_EQ(kept->find(submission.id)->materials[0].legal_basis, "《行政许可法》第六十一条");
  const auto statement = nlohmann::json::parse(submission.statement);
  EXPECT_EQ(statement["materials"][0]["way"], "duty");
  EXPECT_EQ(statement["materials"][0]["legal_basis"], "《行政许可法》第六十一条");
}

TEST_F(TakingLicenses, LeavesOneLeafOfTheCaseAndOneForEachCopy) {
  const Submission submission = submitted().submission;
  EXPECT_EQ(count(EntryKind::submission_received), 1);
  EXPECT_EQ(count(EntryKind::seal_used), 2);
  EXPECT_EQ(count(EntryKind::use_code_used), 1);
  const auto leaf = store->book().entries(submission.receipt, 1).value();
  const ledger::Entry entry = ledger::decode_entry(leaf.front()).value();
  EXPECT_EQ(entry.digests.back().value, crypto::sm3(as_bytes(submission.statement)));
  EXPECT_TRUE(names_file(submission.statement, submissions.copy(submission, 1, {}).value()));
  EXPECT_TRUE(names_file(submission.statement, licenses.document(permit.identifier).value()));
  EXPECT_FALSE(names_file(submission.statement, as_bytes("another file")));
}

TEST_F(TakingLicenses, DoesNothingTwice) {
  const SubmissionRequest once = request({use_code()});
  const Answered first = submissions.submit(once).value();
  const auto leaves = kinds().size();
  const Answered again = submissions.submit(once).value();
  EXPECT_EQ(again.submission.id, first.submission.id);
  EXPECT_EQ(again.submission.statement, first.submission.statement);
  EXPECT_TRUE(again.data[0]) << "data come again as long as the code lasts";
  EXPECT_EQ(kinds().size(), leaves);
  now += show::use_code_life;
  const Answered late = submissions.submit(once).value();
  EXPECT_EQ(late.submission.id, first.submission.id);
  EXPECT_FALSE(late.data[0]);
  EXPECT_EQ(kinds().size(), leaves);
  SubmissionRequest other = once;
  other.matter_case = "another";
  EXPECT_THAT(submissions.submit(other), fails_with("IDEMPOTENCY_MISMATCH"));
}

TEST_F(TakingLicenses, DoesLaterWhatWasMissing) {
  const std::string ended = use_code();
  now += show::use_code_life;
  const Answered partial = submissions.submit(request({ended})).value();
  EXPECT_EQ(partial.submission.registered_state, State::partial);
  EXPECT_EQ(partial.submission.materials[0].reason, "USE_CODE_ENDED");
  EXPECT_EQ(partial.submission.applicant.code, "");
  EXPECT_THAT(submissions.copy(partial.submission, 0, {}), fails_with("SUBMISSION_NO_COPY"));
  const Answered whole = submissions.submit(request({ended, use_code()})).value();
  EXPECT_EQ(whole.submission.id, partial.submission.id);
  EXPECT_EQ(whole.submission.number, partial.submission.number);
  EXPECT_EQ(whole.submission.registered_state, State::complete);
  EXPECT_GT(whole.submission.receipt, partial.submission.receipt) << "a new receipt of what is true now";
  EXPECT_EQ(count(EntryKind::submission_received), 2);
}

TEST_F(TakingLicenses, SaysOfEachMaterialWhyNot) {
  const std::string code = use_code();
  licenses.set_state(permit.identifier, license::State::suspended);
  EXPECT_EQ(submissions.submit(request({code})).value().submission.materials[1].reason, "SHOW_LICENSE_STATE");
  licenses.set_state(permit.identifier, license::State::valid);
  SubmissionRequest paper = request({use_code()}, "paper");
  paper.item = "02";
  EXPECT_EQ(submissions.submit(paper).value().submission.materials[0].reason, "MATERIAL_NOT_LINKED");
}

TEST_F(TakingLicenses, GivesNothingWhoseDocumentIsNotTrusted) {
  permit.identifier = license::Identifier{permit.type_code, permit.issuer_code, "20260000000002", 1}.text();
  permit.reference = "another-reference";
  test::register_issued(licenses, permit, test::plain_document());
  const Answered answered = submitted();
  EXPECT_EQ(answered.submission.materials[0].reason, "SUBMISSION_DOCUMENT");
  EXPECT_EQ(answered.submission.materials[0].detail, "OFD_UNSIGNED");
  EXPECT_EQ(answered.submission.materials[0].issuer_code, permit.issuer_code) << "whose fault it is";
  EXPECT_FALSE(answered.data[0]);
}

TEST_F(TakingLicenses, GivesUpWhenEveryNumberIsTaken) {
  const Submissions without_luck = with([](std::span<std::uint8_t> out) { std::ranges::fill(out, 1); });
  EXPECT_THAT(without_luck.submit(request({use_code()})), succeeds());
  EXPECT_THAT(without_luck.submit(request({use_code()}, "another key")),
              fails_with("SUBMISSION_NUMBER_TAKEN"));
}

TEST_F(TakingLicenses, StopsWhenTheHolderTookItBack) {
  const show::Scan scan = scanned();
  EXPECT_THAT(desk.scans().stop(scan.id), succeeds());
  EXPECT_EQ(submissions.submit(request({scan.given[0].code})).value().submission.materials[0].reason,
            "USE_CODE_ENDED");
}

TEST_F(TakingLicenses, SaysWhatExpiredBetweenPreflightAndSubmission) {
  const std::string code = use_code();
  ASSERT_THAT(desk.uses().look_at({.code = code,
                                   .idempotency_key = {},
                                   .asker = clerk,
                                   .matter = matter.code,
                                   .matter_case = "2026-000017"}),
              succeeds());
  now += show::use_code_life;
  const Submission submission = submissions.submit(request({code})).value().submission;
  EXPECT_EQ(submission.registered_state, State::partial);
  EXPECT_EQ(submission.materials[0].reason, "USE_CODE_ENDED");
}

TEST_F(TakingLicenses, RefusesTheWholeWhenACodeIsForAnotherUse) {
  const std::string code = use_code();
  SubmissionRequest other = request({code});
  other.matter_case = "another";
  EXPECT_THAT(submissions.submit(other), fails_with("USE_CODE_BINDING"));
  other = request({code});
  other.asker.operator_ = "operator-2";
  EXPECT_THAT(submissions.submit(other), fails_with("USE_CODE_BINDING"));
  other = request({code});
  other.asker.party = "client-2";
  EXPECT_THAT(submissions.submit(other), fails_with("USE_CODE_UNKNOWN"));
  EXPECT_EQ(count(EntryKind::submission_received), 0);
  EXPECT_THAT(submissions.submit(request({code})), succeeds());
}

TEST_F(TakingLicenses, OneUseIsNotTwoSubmissions) {
  const std::string code = use_code();
  EXPECT_THAT(submissions.submit(request({code})), succeeds());
  const auto second = submissions.submit(request({code}, "another key"));
  EXPECT_EQ(second.value().submission.materials[0].reason, "USE_CODE_ENDED");
}

TEST_F(TakingLicenses, RefusesRequestsThatAreNone) {
  const std::string code = use_code();
  EXPECT_THAT(submissions.submit(request({code}, "")), fails_with("IDEMPOTENCY_KEY_MISSING"));
  EXPECT_THAT(submissions.submit(request({})), fails_with("SUBMISSION_REQUEST"));
  EXPECT_THAT(submissions.submit(request({code, code})), fails_with("SUBMISSION_REQUEST"));
  EXPECT_THAT(submissions.submit(request(std::vector<std::string>(max_authorizations + 1, code))),
              fails_with("SUBMISSION_REQUEST"));
  SubmissionRequest wrong = request({code});
  wrong.matter_case = std::string(show::max_case + 1, 'x');
  EXPECT_THAT(submissions.submit(wrong), fails_with("SUBMISSION_REQUEST"));
  wrong = request({code});
  wrong.asker.device.clear();
  EXPECT_THAT(submissions.submit(wrong), fails_with("SUBMISSION_REQUEST"));
  wrong = request({code});
  wrong.facts = 1;
  EXPECT_THAT(submissions.submit(wrong), fails_with("SUBMISSION_REQUEST"));
  wrong = request({code});
  wrong.matter = "none";
  EXPECT_THAT(submissions.submit(wrong), fails_with("MATTER_UNKNOWN"));
  wrong = request({code});
  wrong.item = "99";
  EXPECT_THAT(submissions.submit(wrong), fails_with("MATTER_ITEM_UNKNOWN"));
  for (const auto& named : std::vector<std::vector<std::string>>{{"none"}, {"permit", "permit"}}) {
    wrong = request({code});
    wrong.materials = named;
    EXPECT_THAT(submissions.submit(wrong), fails_with("SUBMISSION_MATERIAL_UNKNOWN"));
  }
}

TEST_F(TakingLicenses, ShowsCopiesOnlyWhileTheyAreGood) {
  const Submission submission = submitted().submission;
  EXPECT_THAT(submissions.copy(submission, 2, {}), fails_with("SUBMISSION_NO_COPY"));
  EXPECT_THAT(submissions.face(submission, 0, {}), succeeds());
  licenses.set_state(permit.identifier, license::State::revoked);
  EXPECT_THAT(submissions.copy(submission, 0, {}), fails_with("SHOW_LICENSE_STATE"));
  EXPECT_THAT(submissions.face(submission, 0, {}), fails_with("SHOW_LICENSE_STATE"));
  const Submission accepted = submissions.answer(submission.id, {State::accepted, "", "operator-1"}).value();
  EXPECT_THAT(submissions.copy(accepted, 0, {}), succeeds()) << "what a decision stands on is kept";
}

TEST_F(TakingLicenses, ShowsNoCopyOfAnOpenCaseAfterItsEnd) {
  const Submission submission = submitted().submission;
  now = submission.materials[0].copy_expires_at;
  EXPECT_THAT(submissions.copy(submission, 0, {}), fails_with("ANNOTATED_COPY_EXPIRED"));
}

TEST_F(TakingLicenses, IsAnsweredOnce) {
  const std::string id = submitted().submission.id;
  EXPECT_THAT(submissions.answer(id, {State::refused, "", "operator-1"}), fails_with("SUBMISSION_OUTCOME"));
  EXPECT_THAT(submissions.answer(id, {State::withdrawn, "x", "operator-1"}),
              fails_with("SUBMISSION_OUTCOME"));
  EXPECT_THAT(submissions.answer(id, {State::accepted, std::string(max_outcome_reason + 1, 'x'), "o"}),
              fails_with("SUBMISSION_OUTCOME"));
  EXPECT_THAT(submissions.answer("none", {State::accepted, "", "o"}), fails_with("SUBMISSION_NOT_FOUND"));
  const SubmissionOutcome paper{State::paper_demanded, "窗口仍要求纸质件", "operator-1"};
  EXPECT_EQ(submissions.answer(id, paper).value().registered_state, State::paper_demanded);
  EXPECT_THAT(submissions.answer(id, paper), succeeds()) << "the same again";
  EXPECT_THAT(submissions.answer(id, {State::accepted, "", "operator-1"}), fails_with("SUBMISSION_ANSWERED"));
  EXPECT_THAT(submissions.withdraw(id, permit.holder), fails_with("SUBMISSION_ANSWERED"));
  EXPECT_EQ(count(EntryKind::submission_answered), 1);
}

TEST_F(TakingLicenses, NamesNobodyInTheReasonForPaper) {
  const std::string id = submitted().submission.id;
  const std::string personal = "请" + permit.holder.name + "补交";
  EXPECT_THAT(submissions.answer(id, {State::paper_demanded, personal, "operator-1"}),
              fails_with("SUBMISSION_REASON_PERSONAL"));
  EXPECT_THAT(submissions.answer("none", {State::paper_demanded, "x", "operator-1"}),
              fails_with("SUBMISSION_NOT_FOUND"));
  EXPECT_THAT(submissions.answer(id, {State::refused, personal, "operator-1"}), succeeds()) << "not listed";
}

TEST_F(TakingLicenses, KnowsWhatWasAskedForAndNotHandedIn) {
  Matter more = matter;
  more.version = 2;
  Material paper, optional, conditional;
  paper.code = "paper";
  optional.code = "optional";
  optional.required = false;
  conditional.code = "conditional";
  conditional.condition = {{"===", {{{"var", "case.by_agent"}}, true}}};
  for (const Material& material : {paper, optional, conditional})
    more.items[0].materials.push_back(material);
  ASSERT_THAT(matters.publish(more), succeeds());
  SubmissionRequest once = request({use_code()});
  once.materials = {"permit"};
  once.facts = {{"by_agent", false}};
  const Submission submission = submissions.submit(once).value().submission;
  EXPECT_EQ(submission.region, matter.region);
  ASSERT_EQ(submission.left_out.size(), 2U)
      << "neither what may be left out nor what this case does not ask for";
  EXPECT_EQ(submission.left_out[0].reason, "MATERIAL_LEFT_OUT");
  EXPECT_EQ(submission.left_out[0].type_code, permit.type_code);
  EXPECT_EQ(submission.left_out[1].reason, "MATERIAL_NOT_LINKED");
  EXPECT_EQ(kept->find(submission.id).value().left_out.size(), 2U);
  EXPECT_EQ(submission.statement.find("paper"), std::string::npos)
      << "the receipt is about what was handed in";
}

TEST_F(TakingLicenses, KnowsWhatWasNearestToAMaterialThatWasRefused) {
  const std::string ended = use_code();
  now += show::use_code_life;
  const Submission partial = submissions.submit(request({ended})).value().submission;
  EXPECT_EQ(partial.materials[0].type_code, permit.type_code);
  EXPECT_EQ(partial.materials[0].issuer_code, "") << "nobody agreed to a license of any issuer";
  EXPECT_EQ(partial.materials[0].type_name, "");
  const Submission whole = submissions.submit(request({ended, use_code()})).value().submission;
  EXPECT_EQ(whole.materials[0].issuer_code, permit.issuer_code);
}

TEST_F(TakingLicenses, IsWithdrawnWithItsCopies) {
  const SubmissionRequest once = request({use_code()});
  const std::string id = submissions.submit(once).value().submission.id;
  const Submission withdrawn = submissions.withdraw(id, permit.holder).value();
  EXPECT_EQ(withdrawn.registered_state, State::withdrawn);
  EXPECT_THAT(submissions.withdraw(id, permit.holder), succeeds());
  EXPECT_EQ(count(EntryKind::submission_withdrawn), 1);
  EXPECT_THAT(submissions.copy(withdrawn, 0, {}), fails_with("SUBMISSION_WITHDRAWN"));
  EXPECT_THAT(kept->copy(id, 0).value(), IsEmpty());
  EXPECT_THAT(submissions.answer(id, {State::accepted, "", "o"}), fails_with("SUBMISSION_ANSWERED"));
  const Answered again = submissions.submit(once).value();
  EXPECT_EQ(again.submission.registered_state, State::withdrawn);
  EXPECT_FALSE(again.data[0]);
}

TEST_F(TakingLicenses, IsFoundByItsHolderAlone) {
  const std::string id = submitted().submission.id;
  const auto own = kept->of_holder(permit.holder, 0, 10).value();
  ASSERT_EQ(own.size(), 1U);
  EXPECT_EQ(own[0].id, id);
  EXPECT_TRUE(is_holder(own[0], permit.holder));
  EXPECT_THAT(kept->of_holder(permit.holder, own[0].sequence, 10).value(), IsEmpty());
  EXPECT_THAT(kept->of_holder({"", "111", "640104199001010034"}, 0, 10).value(), IsEmpty());
}

TEST_F(TakingLicenses, IsErasedWhenItWasKeptLongEnough) {
  const std::string id = submitted().submission.id;
  privacy::RetentionRules rules;
  rules.submissions = std::chrono::days(30);
  const auto retention = store->retention();
  EXPECT_EQ(retention->due(rules, now + std::chrono::days(30)).value().submissions, 0);
  const Time later = now + std::chrono::days(31);
  EXPECT_EQ(retention->due(rules, later).value().submissions, 1);
  EXPECT_EQ(retention->erase(rules, later, 10, test::test_blinder()).value().submissions, 1);
  EXPECT_THAT(kept->find(id), fails_with("SUBMISSION_NOT_FOUND"));
  EXPECT_THAT(kept->copy(id, 0), fails_with("SUBMISSION_NO_COPY"));
}

TEST_F(TakingLicenses, StandsUnderNewKeysAsBefore) {
  const SubmissionRequest once = request({use_code()});
  const std::string id = submissions.submit(once).value().submission.id;
  const auto rotation = store->key_rotation();
  ASSERT_THAT(rotation->begin(now, test::test_blinder()), succeeds());
  while (rotation->go_on(10, now, test::test_blinder()).value().left > 0) {
  }
  ASSERT_THAT(rotation->renew_index(now, test::test_blinder(), [](std::int64_t, std::int64_t) {}),
              succeeds());
  EXPECT_EQ(kept->of_holder(permit.holder, 0, 10).value().at(0).id, id);
  EXPECT_FALSE(kept->copy(id, 0).value().empty());
  EXPECT_EQ(submissions.submit(once).value().submission.id, id);
}

} // namespace
} // namespace elicense::submission
