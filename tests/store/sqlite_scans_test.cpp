// SPDX-License-Identifier: Apache-2.0
// Scans that were sent for an import, as rows.
#include "tests/store/sealed_house.hpp"
#include "tests/support/files.hpp"

namespace elicense::store {
namespace {

using jobs::Job;

class SqliteScansTest : public SealedHouse {
 protected:
  void open(const std::string& id) const {
    Job job;
    job.id = job.request = id;
    ASSERT_THAT(kept->open(job), succeeds());
  }
  Result<Job> add(const std::string& id, std::string_view content) const {
    return kept->add_scan(id, name, as_bytes(content), [](Job& job) -> Result<void> {
      ++job.details.scan_count;
      return {};
    });
  }
  const std::string name = std::string(64, 'a'); // in place of a digest
  std::unique_ptr<jobs::Register> kept = licenses->jobs();
};

TEST_F(SqliteScansTest, EachIsOfItsJob) {
  open("one");
  open("other");
  EXPECT_EQ(add("one", "scan")->details.scan_count, 1);
  EXPECT_EQ(as_text(*kept->scan("one", name)), "scan");
  EXPECT_TRUE(*kept->has_scan("one", name));
  EXPECT_FALSE(*kept->has_scan("other", name));
  EXPECT_THAT(kept->scan("other", name), fails_with("SCAN_MISSING"));
  EXPECT_THAT(add("none", "scan"), fails_with("JOB_NOT_FOUND"));
}

TEST_F(SqliteScansTest, TheSameIsThereOnce) {
  open("one");
  ASSERT_THAT(add("one", "scan"), succeeds());
  EXPECT_EQ(add("one", "scan")->details.scan_count, 1);
  EXPECT_THAT(add("one", "else"), fails_with("SCAN_CHANGED"));
  EXPECT_EQ(count("job_scans"), 1);
}

TEST_F(SqliteScansTest, WhatIsRefusedLeavesNothing) {
  open("one");
  const auto refused = kept->add_scan("one", name, as_bytes("scan"), [](Job&) -> Result<void> {
    return fail(ErrorKind::conflict, "JOB_STATE");
  });
  EXPECT_THAT(refused, fails_with("JOB_STATE"));
  EXPECT_EQ(count("job_scans"), 0);
}

TEST_F(SqliteScansTest, NeitherNameNorContentIsReadable) {
  open("one");
  ASSERT_THAT(add("one", "what the scan shows"), succeeds());
  for (const char* const suffix : {"", "-wal"}) {
    const Bytes stored = test::read_file(file.string() + suffix);
    EXPECT_EQ(as_text(stored).find("what the scan shows"), std::string_view::npos);
    EXPECT_EQ(as_text(stored).find(name), std::string_view::npos);
  }
}

TEST_F(SqliteScansTest, TheyAreFoundUnderNewKeys) {
  open("one");
  ASSERT_THAT(add("one", "scan"), succeeds());
  ASSERT_THAT(licenses->key_rotation()->begin(now, blinder), succeeds());
  EXPECT_EQ(licenses->key_rotation()->go_on(10, now, blinder)->left, 0);
  EXPECT_EQ(as_text(*kept->scan("one", name)), "scan");
  ASSERT_THAT(licenses->key_rotation()->renew_index(now, blinder, [](std::int64_t, std::int64_t) {}),
              succeeds());
  EXPECT_EQ(as_text(*kept->scan("one", name)), "scan");
}

TEST_F(SqliteScansTest, TheyGoWhenTheJobIsOver) {
  open("one");
  open("other");
  ASSERT_THAT(add("one", "scan"), succeeds());
  ASSERT_THAT(add("other", "scan"), succeeds());
  kept->change("one",
               [](Job& job) -> Result<void> {
                 job.state = jobs::State::cancelled;
                 return {};
               })
      .value();
  ASSERT_THAT(kept->drop_pieces(), succeeds());
  EXPECT_FALSE(*kept->has_scan("one", name));
  EXPECT_TRUE(*kept->has_scan("other", name));
}

} // namespace
} // namespace elicense::store
