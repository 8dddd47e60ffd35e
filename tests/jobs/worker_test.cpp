// SPDX-License-Identifier: Apache-2.0
// Files of historic stock through reading, issuing and sampling, in a register of their own.
#include "crypto/sm3.hpp"
#include "jobs/decisions.hpp"
#include "jobs/imports.hpp"
#include "jobs/scan_files.hpp"
#include "jobs/watchers.hpp"
#include "license/field_rules.hpp"
#include "tests/support/jobs_file.hpp"
#include "tests/support/licensed_documents.hpp"
#include "tests/support/pdf_file.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::jobs {
namespace {

using test::business_license;
using test::fails_with;
using test::succeeds;

constexpr const char* real_estate = "11100000MB03271699001";
constexpr const char* code_field = "统一社会信用代码";
// Of the same shape as the type's example; each with its check character.
constexpr const char* codes[] = {"91640100MA00000155", "91640100MA00000230", "91640100MA0000031T"};

class WorkerTest : public testing::Test {
 protected:
  static std::unique_ptr<seal::Cabinet> one_seal() {
    std::vector<seal::HeldSeal> held;
    held.push_back(test::held_seal());
    return std::make_unique<seal::Cabinet>(std::move(held));
  }
  static std::string row(const char* code, const char* address = "示例市示例路1号") {
    nlohmann::json data = test::embedded_types().find(business_license)->example;
    data[code_field] = code;
    data["住所"] = address;
    return data.dump() + "\n";
  }
  Result<Job> open(const std::string& text, const std::function<void(NewImport&)>& change = {}) {
    NewImport wanted{.kind = Kind::import,
                     .type_code = business_license,
                     .batch = "batch",
                     .format = "ndjson",
                     .file_sm3 = to_hex(crypto::sm3(as_bytes(text))),
                     .file_size = static_cast<std::int64_t>(text.size())};
    if (change) change(wanted);
    const auto job = imports.open(wanted, "clerk");
    return job ? imports.add_piece(job->id, 1, as_bytes(text)) : job;
  }
  Result<Job> run(const std::string& text, const std::function<void(NewImport&)>& change = {}) {
    const auto job = open(text, change);
    return job ? worker.work(job->id) : job;
  }
  static NewImport& in_batch(NewImport& wanted, const std::string& name) {
    wanted.batch = name;
    return wanted;
  }
  std::size_t licenses() { return file.licenses().list(everything())->licenses.size(); }
  license::ListFilter everything() const {
    return {.issuer_code = authority.code, .type_code = business_license, .now = now};
  }

  const Time now = test::test_pki().now;
  const license::Authority authority{"11640100MB0000001A", "示例市市场监督管理局", test::usual_seal().id};
  const Clock clock = [this] { return now; };
  test::JobsFile file;
  std::unique_ptr<seal::Cabinet> cabinet = one_seal();
  std::shared_ptr<const face::Fonts> fonts = face::Fonts::load().value();
  seal::Sealer sealer{test::stamps_at(now), clock};
  license::Issuer issuer{{.types = test::embedded_types(),
                          .licenses = file.licenses(),
                          .blinder = test::test_blinder(),
                          .fonts = *fonts,
                          .seals = *cabinet,
                          .sealer = sealer,
                          .self_check = [](const ofd::SignedFile&) -> Result<void> { return {}; },
                          .authority = authority,
                          .verification_url = "https://licenses.example/v/",
                          .clock = clock,
                          .random = crypto::system_random}};
  license::TransitionTable table = license::TransitionTable::load().value();
  license::Life life{{.table = table,
                      .licenses = file.licenses(),
                      .issuer = issuer,
                      .blinder = test::test_blinder(),
                      .clock = clock,
                      .random = crypto::system_random}};
  Imports imports{{.jobs = *file,
                   .types = test::embedded_types(),
                   .tenant = authority.code,
                   .clock = clock,
                   .random = crypto::system_random}};
  SignOff sign_off{
      {.jobs = *file, .blinder = test::test_blinder(), .clock = clock, .random = crypto::system_random}};
  Decisions decisions{{.jobs = *file,
                       .licenses = file.licenses(),
                       .life = life,
                       .tenant = authority.code,
                       .clock = clock,
                       .random = crypto::system_random}};
  Worker worker{{.run = {.jobs = *file,
                         .issuer = issuer,
                         .types = test::embedded_types(),
                         .random = crypto::system_random,
                         .lanes = 2},
                 .life = life,
                 .sign_off = sign_off,
                 .blinder = test::test_blinder(),
                 .clock = clock}};
  const license::Actor clerk{.party = "clerk", .roles = {"issuer_clerk"}},
      approver{.party = "approver", .roles = {"issuer_approver"}};
};

TEST_F(WorkerTest, IssuesWhatIsCleanAndKeepsTheRest) {
  const auto job = run(row(codes[0]) + row("91640100MA00000156") + row(codes[1]));
  ASSERT_THAT(job, succeeds());
  EXPECT_EQ(job->state, State::awaits_sign_off);
  EXPECT_EQ(job->counts.read, 3);
  EXPECT_EQ(job->counts.issued, 2);
  EXPECT_EQ(job->counts.quarantined, 1);
  EXPECT_EQ(job->details.sample, 2);
  EXPECT_EQ(job->details.passport["grades"]["C"], 1);
  const auto kept = file->rows(job->id, 0, 10).value();
  ASSERT_EQ(kept.size(), 1U);
  EXPECT_EQ(kept[0].number, 2);
  EXPECT_EQ(kept[0].content["findings"][0]["rule"], "credit_code_check");
  EXPECT_EQ(licenses(), 2U);
  EXPECT_THAT(file->piece(job->id, 1), fails_with("JOB_PIECE")) << "the file is not kept longer than needed";
}

TEST_F(WorkerTest, AnOrganizationMayOwnTogetherWithPersons) {
  const license::LicenseType& estate = *test::embedded_types().find(real_estate);
  nlohmann::json data;
  for (const auto& [name, value] : estate.example.items())
    data[name] = license::one_text(value);
  data["共有人"] = "李四样例、示例公司";
  data["共有人证件号码"] = std::string("640104198808080012、") + codes[0];
  const auto job = run(data.dump() + "\n", [&](NewImport& wanted) { wanted.type_code = estate.code; });
  ASSERT_THAT(job, succeeds());
  ASSERT_EQ(job->counts.issued, 1);
  const auto found =
      file.licenses().list({.issuer_code = authority.code, .type_code = estate.code, .now = now});
  const auto& others = found->licenses.at(0).other_holders;
  ASSERT_EQ(others.size(), 2U);
  EXPECT_EQ(others[0].code_type, "111");
  EXPECT_EQ(others[1].code_type, "001");
  EXPECT_EQ(others[1].code, codes[0]);
}

TEST_F(WorkerTest, ADryRunIssuesNothing) {
  const auto job = run(row(codes[0]), [](NewImport& wanted) { wanted.kind = Kind::dry_run; });
  ASSERT_THAT(job, succeeds());
  EXPECT_EQ(job->state, State::done);
  EXPECT_EQ(job->details.passport["grades"]["A"], 1);
  EXPECT_EQ(licenses(), 0U);
}

TEST_F(WorkerTest, TheSameRowOfABatchIsIssuedOnce) {
  ASSERT_THAT(run(row(codes[0])), succeeds());
  const auto more = run(row(codes[0]) + row(codes[1]));
  ASSERT_THAT(more, succeeds());
  EXPECT_EQ(more->counts.issued, 1);
  EXPECT_EQ(more->counts.repeated, 1);
  const auto other_batch = run(row(codes[0]), [](NewImport& wanted) { in_batch(wanted, "other"); });
  EXPECT_EQ(other_batch->counts.quarantined, 1) << "the number is registered";
  EXPECT_EQ(other_batch->state, State::done) << "there is nothing to sign for";
}

TEST_F(WorkerTest, RowsOfARefusedImportMayComeAgain) {
  const auto first = run(row(codes[0]));
  ASSERT_THAT(sign_off.refuse(first->id, "because", "clerk"), succeeds());
  const auto again = run(row(codes[0]) + row(codes[1]));
  EXPECT_EQ(again->counts.issued, 2);
  ASSERT_THAT(sign_off.refuse(again->id, "because", "clerk"), succeeds());
  EXPECT_EQ(run(row(codes[0]) + row(codes[2]))->counts.issued, 2) << "and again";
}

TEST_F(WorkerTest, GoesOnWhereItWasStopped) {
  const auto job = open(row(codes[0]) + row(codes[1]));
  Worker stopped{{.run = {.jobs = *file,
                          .issuer = issuer,
                          .types = test::embedded_types(),
                          .random = crypto::system_random,
                          .lanes = 1},
                  .life = life,
                  .sign_off = sign_off,
                  .blinder = test::test_blinder(),
                  .clock = clock}};
  stopped.stop();
  EXPECT_THAT(stopped.work(job->id), fails_with("JOB_INTERRUPTED"));
  EXPECT_EQ(file->find(job->id)->state, State::running);
  EXPECT_TRUE(*worker.work_one());
  EXPECT_EQ(file->find(job->id)->counts.issued, 2);
  EXPECT_FALSE(*worker.work_one()) << "nothing is left to do";
}

TEST_F(WorkerTest, OneThatWasCancelledMeanwhileEndsSo) {
  const auto job = open(row(codes[0]));
  ASSERT_THAT(file->change(job->id,
                           [](Job& begun) -> Result<void> {
                             begun.state = State::running;
                             return {};
                           }),
              succeeds());
  ASSERT_THAT(imports.cancel(job->id, "clerk"), succeeds());
  EXPECT_EQ(worker.work(job->id)->state, State::cancelled);
  EXPECT_THAT(worker.work(job->id), fails_with("JOB_STATE"));
}

TEST_F(WorkerTest, AFileThatCannotBeReadFails) {
  const auto job = run("甲,乙\n1,2\n", [](NewImport& wanted) { wanted.format = "csv"; });
  ASSERT_THAT(job, succeeds());
  EXPECT_EQ(job->state, State::failed);
  EXPECT_EQ(job->details.failure, "STOCK_COLUMNS");
}

TEST_F(WorkerTest, AScanThatIsNotThereLeavesItsRow) {
  nlohmann::json data = nlohmann::json::parse(row(codes[0]));
  data["扫描件"] = "none.png";
  const auto job = run(data.dump() + "\n", [](NewImport& wanted) { wanted.scans = "/nonexistent"; });
  ASSERT_THAT(job, succeeds());
  EXPECT_EQ(job->counts.quarantined, 1);
}

TEST_F(WorkerTest, ScansThatWereSentBecomePagesAndGo) {
  nlohmann::json good = nlohmann::json::parse(row(codes[0])), locked = nlohmann::json::parse(row(codes[1]));
  good["扫描件"] = "good.pdf";
  locked["扫描件"] = "locked.pdf";
  locked["住所"] = " 示例市示例路1号"; // grade B: it would have been noted
  const auto job =
      open(good.dump() + "\n" + locked.dump() + "\n", [](NewImport& wanted) { wanted.scans_sent = true; });
  ASSERT_THAT(job, succeeds());
  const Bytes good_pdf = test::pdf_file({.pages = 2}), locked_pdf = test::pdf_file({.locked = true});
  ASSERT_THAT(imports.add_scan(job->id, scan_key("good.pdf"), good_pdf), succeeds());
  ASSERT_THAT(imports.add_scan(job->id, scan_key("locked.pdf"), locked_pdf), succeeds());
  ASSERT_THAT(imports.start(job->id), succeeds());
  const auto done = worker.work(job->id);
  ASSERT_THAT(done, succeeds());
  EXPECT_EQ(done->counts.issued, 1);
  EXPECT_EQ(done->counts.refused, 1);
  const auto kept = file->rows(job->id, 0, 10).value();
  ASSERT_EQ(kept.size(), 1U);
  EXPECT_EQ(kept[0].content["code"], "PDF_LOCKED");
  const auto page = file.licenses().list(everything()).value();
  const auto document = file.licenses().document(page.licenses[0].identifier);
  ASSERT_THAT(document, succeeds());
  const std::string_view names = as_text(*document); // of the files in the package
  EXPECT_NE(names.find("scan_1.pdf"), names.npos);
  EXPECT_NE(names.find("scan_1_2.jpg"), names.npos);
  EXPECT_FALSE(*file->has_scan(job->id, scan_key("good.pdf"))) << "not kept longer than needed";
}

TEST_F(WorkerTest, KeepsRowsOfSeveralGroupsTogether) {
  std::string text;
  const std::size_t rows = 2 * rows_in_group + 3;
  for (std::size_t i = 0; i < rows; ++i)
    text += row("91640100MA00000156", ("示例市示例路" + std::to_string(i + 1) + "号").c_str());
  const auto job = run(text);
  ASSERT_THAT(job, succeeds());
  EXPECT_EQ(job->counts.quarantined, static_cast<std::int64_t>(rows));
  EXPECT_EQ(file->rows(job->id, 0, 1000)->size(), rows);
}

TEST_F(WorkerTest, DecidesAboutManyWhenTwoPeopleSaySo) {
  const auto job = run(row(codes[0]) + row(codes[1]));
  for (const std::int64_t number : {1, 2})
    ASSERT_THAT(sign_off.judge(job->id, number, Verdict::right, "", "clerk"), succeeds());
  ASSERT_THAT(sign_off.sign(job->id, clerk), succeeds());
  ASSERT_THAT(sign_off.sign(job->id, approver), succeeds());
  const Proposal wanted{
      .idempotency_key = "key",
      .transition = "revoke",
      .reason = "court_order",
      .legal_basis = "条款",
      .selection = {.import_job = job->id, .type_code = {}, .state = {}, .issued_from = {}, .issued_to = {}},
      .expected = 2};
  const auto decision = decisions.propose(wanted, clerk);
  ASSERT_THAT(decision, succeeds());
  EXPECT_EQ(decision->details.selected, 2);
  EXPECT_EQ(decisions.propose(wanted, clerk)->id, decision->id);
  EXPECT_THAT(worker.work(decision->id), fails_with("JOB_STATE"));
  EXPECT_THAT(decisions.approve(decision->id, clerk), fails_with("DECISION_ROLE"));
  ASSERT_THAT(decisions.approve(decision->id, approver), succeeds());
  EXPECT_THAT(decisions.withdraw(decision->id, "clerk"), fails_with("JOB_STATE"));
  const auto done = worker.work(decision->id);
  ASSERT_THAT(done, succeeds());
  EXPECT_EQ(done->state, State::done);
  EXPECT_EQ(done->counts.issued, 2);
  const auto page = file.licenses().list(everything()).value();
  EXPECT_EQ(page.licenses.size(), 2U);
  for (const license::License& license : page.licenses)
    EXPECT_EQ(license.state_at(now), license::State::revoked);
}

TEST_F(WorkerTest, RefusesDecisionsThatCannotBe) {
  const auto propose = [&](const std::function<void(Proposal&)>& change) {
    Proposal wanted{.idempotency_key = "key",
                    .transition = "revoke",
                    .reason = "court_order",
                    .legal_basis = "条款",
                    .selection = {.import_job = {},
                                  .type_code = business_license,
                                  .state = {},
                                  .issued_from = {},
                                  .issued_to = {}},
                    .expected = {}};
    change(wanted);
    return decisions.propose(wanted, clerk);
  };
  EXPECT_THAT(propose([](Proposal&) {}), fails_with("DECISION_EMPTY"));
  ASSERT_THAT(run(row(codes[0])), succeeds());
  EXPECT_THAT(propose([](Proposal& wanted) { wanted.expected = 2; }), fails_with("DECISION_CHANGED"));
  EXPECT_THAT(propose([](Proposal& wanted) { wanted.idempotency_key = ""; }),
              fails_with("IDEMPOTENCY_KEY_MISSING"));
  EXPECT_THAT(
      propose([](Proposal& wanted) { wanted.transition = "change", wanted.reason = "facts_changed"; }),
      fails_with("DECISION_VERSION"));
  EXPECT_THAT(propose([](Proposal& wanted) { wanted.selection = {}; }), fails_with("DECISION_EMPTY"));
  EXPECT_THAT(propose([](Proposal& wanted) {
                wanted.selection = {
                    .import_job = "none", .type_code = {}, .state = {}, .issued_from = {}, .issued_to = {}};
              }),
              fails_with("JOB_NOT_FOUND"));
  ASSERT_THAT(propose([](Proposal&) {}), succeeds());
  EXPECT_THAT(propose([](Proposal& wanted) { wanted.reason = "serious_violation"; }),
              fails_with("IDEMPOTENCY_MISMATCH"));
}

TEST_F(WorkerTest, TellsWhoWatchesUntilItIsOver) {
  struct Note final : Watcher {
    bool hear(const Job& job, const Progress&, bool last) override {
      states.push_back(job.state);
      ended = last;
      return true;
    }
    std::vector<State> states;
    bool ended = false;
  };
  Watchers watchers(*file, worker);
  const auto note = std::make_shared<Note>();
  const auto job = run(row(codes[0]));
  watchers.join(job->id, note);
  EXPECT_THAT(watchers.spread(), succeeds());
  EXPECT_FALSE(note->ended);
  ASSERT_THAT(sign_off.refuse(job->id, "because", "clerk"), succeeds());
  for (int times = 0; times < 2; ++times)
    EXPECT_THAT(watchers.spread(), succeeds());
  EXPECT_EQ(note->states, (std::vector{State::awaits_sign_off, State::refused})) << "and nothing afterwards";
  EXPECT_TRUE(note->ended);
}

} // namespace
} // namespace elicense::jobs
