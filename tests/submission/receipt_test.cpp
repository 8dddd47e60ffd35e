// SPDX-License-Identifier: Apache-2.0
#include "submission/receipt.hpp"

#include "ledger/keeper.hpp"
#include "submission/statement.hpp"
#include "tests/submission/submission_house.hpp"

namespace elicense::submission {
namespace {

class Receipts : public SubmissionHouse {
 protected:
  std::string receipt() {
    const Submission submission = submitted().submission;
    return write_submission_receipt({submission.statement, keeper->receipt(submission.receipt).value()});
  }
  Result<ProvenSubmission> check(const std::string& text) {
    const auto parsed = parse_submission_receipt(text);
    if (!parsed) return parsed.error();
    return check_submission_receipt(*parsed, keeper->policy());
  }
  std::unique_ptr<ledger::Keeper> keeper =
      ledger::Keeper::open(
          {.book = store->book(),
           .signer = std::make_shared<crypto::SoftwareSigner>(crypto::Sm2PrivateKey::generate()),
           .origin = "test.example/ledger"})
          .value();
};

TEST_F(Receipts, ProveTheStatementOffline) {
  const std::string text = receipt();
  EXPECT_TRUE(is_submission_receipt(text));
  const auto proven = check(text);
  ASSERT_THAT(proven, succeeds());
  EXPECT_EQ(proven->entry.kind, ledger::EntryKind::submission_received);
  const auto parsed = parse_submission_receipt(text).value();
  EXPECT_EQ(write_submission_receipt(parsed), text);
  const auto statement = nlohmann::json::parse(parsed.statement);
  EXPECT_EQ(statement["format"], statement_format);
  EXPECT_EQ(statement["case"], "2026-000017");
  EXPECT_EQ(statement["materials"][0]["license"], permit.identifier);
  EXPECT_EQ(parsed.statement.find(permit.holder.code), std::string::npos);
}

TEST_F(Receipts, DoNotProveAnotherStatement) {
  std::string text = receipt();
  text.replace(text.find("2026-000017"), 11, "2026-000018");
  EXPECT_THAT(check(text), fails_with("SUBMISSION_RECEIPT_OTHER"));
}

TEST_F(Receipts, DoNotProveByALeafOfAnotherKind) {
  const Submission submission = submitted().submission;
  const SubmissionReceipt other{submission.statement, keeper->receipt(0).value()};
  EXPECT_THAT(check_submission_receipt(other, keeper->policy()), fails_with("SUBMISSION_RECEIPT_OTHER"));
}

TEST_F(Receipts, AreReadStrictly) {
  const std::string header(submission_receipt_header);
  for (const std::string& text :
       {std::string(), std::string("another line\n{}\n"), header, header + "\n", header + "\n{}",
        header + "\n\nmore", header + "\n" + std::string(max_statement + 1, 'x') + "\n"})
    EXPECT_THAT(parse_submission_receipt(text), fails_with("SUBMISSION_RECEIPT_MALFORMED"))
        << text.substr(0, 60);
  EXPECT_THAT(parse_submission_receipt(header + "\n{}\nno proof\n"), fails_with("LEDGER_RECEIPT_MALFORMED"));
  EXPECT_FALSE(names_file("no JSON", as_bytes("file")));
}

} // namespace
} // namespace elicense::submission
