// SPDX-License-Identifier: Apache-2.0
#include "crypto/sm3.hpp"
#include "jobs/imports.hpp"
#include "jobs/scan_files.hpp"
#include "license/scan_pages.hpp"
#include "tests/support/jobs_file.hpp"
#include "tests/support/licensed_documents.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::jobs {
namespace {

using test::business_license;
using test::fails_with;
using test::succeeds;

class ImportsTest : public testing::Test {
 protected:
  static NewImport wish(std::string_view file) {
    return {.kind = Kind::import,
            .type_code = business_license,
            .batch = "a",
            .format = "csv",
            .file_sm3 = to_hex(crypto::sm3(as_bytes(file))),
            .file_size = static_cast<std::int64_t>(file.size())};
  }
  Result<Job> open(const std::function<void(NewImport&)>& change) {
    NewImport wanted = wish("file");
    change(wanted);
    return imports.open(wanted, "clerk");
  }

  std::string open_with_scans(std::string_view text) {
    NewImport wanted = wish(text);
    wanted.format = "ndjson";
    wanted.scans_sent = true;
    return imports.open(wanted, "clerk")->id;
  }
  std::string rows_with(const std::string& scans) const {
    nlohmann::json row = types.find(business_license)->example;
    row["扫描件"] = scans;
    return row.dump() + "\n";
  }

  const Bytes png = from_hex("89504e470d0a1a0a0000000d494844520000000100000001").value();
  test::JobsFile file;
  license::TypeCatalogue types = license::TypeCatalogue::load().value();
  Time now{std::chrono::seconds(1'780'000'000)};
  Imports imports{{.jobs = *file,
                   .types = types,
                   .tenant = "11640000MB999999XM",
                   .clock = [this] { return now; },
                   .random = crypto::system_random}};
};

TEST_F(ImportsTest, AFileInPiecesWaitsForItsTurnWhenItIsWhole) {
  const auto job = imports.open(wish("0123456789"), "clerk");
  ASSERT_THAT(job, succeeds());
  EXPECT_EQ(job->state, State::receiving);
  EXPECT_EQ(imports.add_piece(job->id, 1, as_bytes("01234"))->state, State::receiving);
  EXPECT_THAT(imports.add_piece(job->id, 3, as_bytes("56789")), fails_with("JOB_PIECE"));
  EXPECT_EQ(imports.add_piece(job->id, 1, as_bytes("again"))->details.received, 5) << "there already";
  const auto whole = imports.add_piece(job->id, 2, as_bytes("56789"));
  ASSERT_THAT(whole, succeeds());
  EXPECT_EQ(whole->state, State::waiting);
  EXPECT_EQ(as_text(*file->piece(job->id, 2)), "56789");
  EXPECT_EQ(whole->details.today, "2026-05-29");
  EXPECT_THAT(imports.add_piece(job->id, 3, as_bytes("x")), fails_with("JOB_STATE"));
}

TEST_F(ImportsTest, AnotherFileThanAnnouncedFails) {
  const auto job = imports.open(wish("0123456789"), "clerk");
  EXPECT_THAT(imports.add_piece(job->id, 1, as_bytes("01234567890")), fails_with("JOB_FILE_SIZE"));
  EXPECT_THAT(imports.add_piece(job->id, 1, Bytes()), fails_with("JOB_FILE_SIZE"));
  EXPECT_THAT(imports.add_piece(job->id, 1, as_bytes("9876543210")), fails_with("JOB_FILE_DIGEST"));
  EXPECT_EQ(file->find(job->id)->state, State::failed);
}

TEST_F(ImportsTest, OneWithScansWaitsForTheWordThatTheyAreThere) {
  const auto job = open_with_scans(rows_with("a.png;b.png"));
  EXPECT_THAT(imports.missing_scans(job), fails_with("JOB_PIECE")) << "nobody knows the names yet";
  EXPECT_THAT(imports.start(job), fails_with("JOB_PIECE"));
  ASSERT_THAT(imports.add_scan(job, scan_key("b.png"), png), succeeds()) << "before the file";
  EXPECT_EQ(imports.add_piece(job, 1, as_bytes(rows_with("a.png;b.png")))->state, State::receiving);
  EXPECT_EQ(imports.missing_scans(job).value(), std::vector<std::string>{"a.png"});
  const auto sent = imports.add_scan(job, scan_key("a.png"), png);
  ASSERT_THAT(sent, succeeds());
  EXPECT_EQ(sent->details.scan_count, 2);
  EXPECT_TRUE(imports.missing_scans(job)->empty());
  EXPECT_EQ(imports.start(job)->state, State::waiting);
  EXPECT_THAT(imports.start(job), fails_with("JOB_STATE"));
  EXPECT_THAT(imports.missing_scans(job), fails_with("JOB_STATE"));
  EXPECT_THAT(imports.add_scan(job, scan_key("c.png"), png), fails_with("JOB_STATE"));
}

TEST_F(ImportsTest, AScanThatIsSentAgainChangesNothing) {
  const auto job = open_with_scans(rows_with("a.png"));
  const std::string name = scan_key("a.png");
  for (int times = 0; times < 2; ++times)
    EXPECT_EQ(imports.add_scan(job, name, png)->details.scan_count, 1);
  Bytes other = png;
  other.push_back(0);
  EXPECT_THAT(imports.add_scan(job, name, other), fails_with("SCAN_CHANGED"));
  imports.add_piece(job, 1, as_bytes(rows_with("a.png"))).value();
  imports.start(job).value();
  EXPECT_THAT(imports.add_scan(job, name, png), succeeds()) << "an answer that got lost";
}

TEST_F(ImportsTest, RefusesScansThatCannotBe) {
  const auto job = open_with_scans(rows_with("a.png"));
  for (const std::string& name : {std::string("a.png"), std::string(63, 'a'), std::string(64, 'A')})
    EXPECT_THAT(imports.add_scan(job, name, png), fails_with("SCAN_NAME")) << name;
  const std::string name = scan_key("a.png");
  EXPECT_THAT(imports.add_scan(job, name, as_bytes("GIF89a")), fails_with("SCAN_UNREADABLE"));
  Bytes large = png;
  large.resize(license::max_scan_size + 1);
  EXPECT_THAT(imports.add_scan(job, name, large), fails_with("SCAN_LIMIT"));
  large.pop_back();
  EXPECT_THAT(imports.add_scan(job, name, large), succeeds());
  EXPECT_THAT(imports.add_scan("none", name, png), fails_with("JOB_NOT_FOUND"));
  const auto without = open([](NewImport&) {});
  EXPECT_THAT(imports.add_scan(without->id, name, png), fails_with("JOB_SCANS"));
  EXPECT_THAT(imports.missing_scans(without->id), fails_with("JOB_SCANS"));
  EXPECT_THAT(imports.start(without->id), fails_with("JOB_SCANS"));
}

TEST_F(ImportsTest, ScansOfAnImportAreLimited) {
  const auto with = [&](std::int64_t count, std::int64_t bytes) {
    const auto job = open_with_scans(std::to_string(count) + "/" + std::to_string(bytes));
    file->change(job,
                 [&](Job& present) -> Result<void> {
                   present.details.scan_count = count;
                   present.details.scan_bytes = bytes;
                   return {};
                 })
        .value();
    return imports.add_scan(job, scan_key("a.png"), png);
  };
  const auto size = static_cast<std::int64_t>(png.size());
  EXPECT_THAT(with(max_sent_scans - 1, 0), succeeds());
  EXPECT_THAT(with(max_sent_scans, 0), fails_with("JOB_SCANS_LIMIT"));
  EXPECT_THAT(with(0, max_sent_bytes - size), succeeds());
  EXPECT_THAT(with(0, max_sent_bytes - size + 1), fails_with("JOB_SCANS_LIMIT"));
  for (const std::int64_t bytes : {max_file_with_scans, max_file_with_scans + 1}) {
    const auto opened = open([&](NewImport& wanted) { wanted.scans_sent = true, wanted.file_size = bytes; });
    if (bytes == max_file_with_scans)
      EXPECT_THAT(opened, succeeds());
    else
      EXPECT_THAT(opened, fails_with("JOB_FILE_SIZE"));
  }
}

TEST_F(ImportsTest, ListsOnlySoManyMissingScans) {
  std::string text;
  for (std::size_t i = 0; i <= max_missing; ++i)
    text += rows_with("scan" + std::to_string(i) + ".png");
  const auto job = open_with_scans(text);
  imports.add_piece(job, 1, as_bytes(text)).value();
  EXPECT_EQ(imports.missing_scans(job)->size(), max_missing);
}

TEST_F(ImportsTest, TheSameRequestIsTheSameJob) {
  const auto one = open([](NewImport&) {});
  EXPECT_EQ(open([](NewImport&) {})->id, one->id);
  EXPECT_NE(open([](NewImport& wanted) { wanted.batch = "b"; })->id, one->id);
  EXPECT_NE(open([](NewImport& wanted) { wanted.kind = Kind::dry_run; })->id, one->id);
  EXPECT_NE(open([](NewImport& wanted) { wanted.file_sm3 = std::string(64, '0'); })->id, one->id);
}

TEST_F(ImportsTest, RefusesWhatCannotBeImported) {
  EXPECT_THAT(open([](NewImport& wanted) { wanted.type_code = "none"; }), fails_with("TYPE_UNKNOWN"));
  for (const std::string& name : {std::string(), std::string("a b"), std::string(max_batch_name + 1, 'a')})
    EXPECT_THAT(open([&](NewImport& wanted) { wanted.batch = name; }), fails_with("JOB_BATCH")) << name;
  EXPECT_THAT(open([](NewImport& wanted) { wanted.batch = std::string(max_batch_name, 'a'); }), succeeds());
  EXPECT_THAT(open([](NewImport& wanted) { wanted.format = "xlsx"; }), fails_with("JOB_FILE_FORMAT"));
  EXPECT_THAT(open([](NewImport& wanted) { wanted.encoding = "latin1"; }), fails_with("JOB_FILE_FORMAT"));
  for (const std::int64_t size : {std::int64_t{0}, max_file_size + 1})
    EXPECT_THAT(open([&](NewImport& wanted) { wanted.file_size = size; }), fails_with("JOB_FILE_SIZE"))
        << size;
  EXPECT_THAT(open([](NewImport& wanted) { wanted.file_size = max_file_size; }), succeeds());
  EXPECT_THAT(open([](NewImport& wanted) { wanted.file_sm3 = "ABC"; }), fails_with("JOB_FILE_DIGEST"));
  EXPECT_THAT(open([](NewImport& wanted) { wanted.mapping = R"({"x":1})"; }), fails_with("STOCK_MAPPING"));
}

TEST_F(ImportsTest, APieceHasALimit) {
  const std::string large(max_piece + 1, 'x');
  const auto job = imports.open(wish(large), "clerk");
  EXPECT_THAT(imports.add_piece(job->id, 1, as_bytes(large)), fails_with("JOB_FILE_SIZE"));
  EXPECT_THAT(imports.add_piece(job->id, 1, as_bytes(large).first(max_piece)), succeeds());
}

TEST_F(ImportsTest, CancelsWhatIsNotDone) {
  const auto job = open([](NewImport&) {});
  EXPECT_EQ(imports.cancel(job->id, "clerk")->state, State::cancelled);
  EXPECT_THAT(imports.cancel(job->id, "clerk"), fails_with("JOB_STATE"));
  EXPECT_THAT(imports.cancel("none", "clerk"), fails_with("JOB_NOT_FOUND"));
  const auto other = open([](NewImport& wanted) { wanted.batch = "b"; });
  ASSERT_THAT(file->change(other->id,
                           [](Job& begun) -> Result<void> {
                             begun.state = State::running;
                             return {};
                           }),
              succeeds());
  EXPECT_EQ(imports.cancel(other->id, "clerk")->state, State::cancelling) << "what is under way is finished";
}

TEST_F(ImportsTest, PiecesGoWhenTheyAreNeededNoMore) {
  const auto job = imports.open(wish("file"), "clerk");
  ASSERT_THAT(imports.add_piece(job->id, 1, as_bytes("fi")), succeeds());
  ASSERT_THAT(file->drop_pieces(), succeeds());
  EXPECT_THAT(file->piece(job->id, 1), succeeds()) << "more of it comes";
  ASSERT_THAT(imports.cancel(job->id, "clerk"), succeeds());
  ASSERT_THAT(file->drop_pieces(), succeeds());
  EXPECT_THAT(file->piece(job->id, 1), fails_with("JOB_PIECE"));
}

} // namespace
} // namespace elicense::jobs
