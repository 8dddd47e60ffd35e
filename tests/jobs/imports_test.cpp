// SPDX-License-Identifier: Apache-2.0
#include "crypto/sm3.hpp"
#include "jobs/imports.hpp"
#include "tests/support/jobs_file.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::jobs {
namespace {

using test::fails_with;
using test::succeeds;

constexpr const char* business_license = "11100000MB0143028R001";

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
