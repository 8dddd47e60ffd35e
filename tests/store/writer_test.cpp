// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/writer.hpp"
#include "tests/store/faulty_disk.hpp"
#include "tests/support/result_matchers.hpp"
#include "tests/support/temporary_folder.hpp"
#include <fstream>
#include <latch>

namespace elicense::store {
namespace {

using test::fails_with;
using test::succeeds;

class WriterTest : public testing::Test {
 protected:
  static constexpr std::size_t queue_limit = 4;

  static Connection open(const std::filesystem::path& file) {
    std::ofstream(file, std::ios::app).flush();
    Connection connection(file, Access::write);
    connection.prepare_for_writing();
    connection.execute("CREATE TABLE IF NOT EXISTS t (x UNIQUE)");
    return connection;
  }
  Result<void> insert(const std::string& value) {
    return writer->run([&](Connection& connection) -> Result<void> {
      Statement(connection, "INSERT INTO t VALUES (?)", value).run();
      return {};
    });
  }
  Result<void> execute(const std::string& sql) {
    return writer->run([&](Connection& connection) -> Result<void> {
      connection.execute(sql);
      return {};
    });
  }
  std::vector<std::string> rows() const {
    Connection reader(file, Access::read);
    Statement row(reader, "SELECT x FROM t ORDER BY rowid");
    std::vector<std::string> values;
    while (row.next())
      values.push_back(row.text(0));
    return values;
  }
  void reopen() {
    writer.reset();
    writer = std::make_unique<Writer>(open(file), queue_limit);
  }

  FaultyDisk disk;
  test::TemporaryFolder folder;
  const std::filesystem::path file = folder.path() / "a.db";
  std::unique_ptr<Writer> writer = std::make_unique<Writer>(open(file), queue_limit);
};

using Rows = std::vector<std::string>;

TEST_F(WriterTest, AnswersOnceTheRowIsThere) {
  EXPECT_THAT(insert("a"), succeeds());
  EXPECT_EQ(rows(), Rows{"a"});
}

TEST_F(WriterTest, SyncsBeforeItAnswers) {
  const int before = FaultyDisk::syncs;
  EXPECT_THAT(insert("a"), succeeds());
  EXPECT_GT(FaultyDisk::syncs, before);
}

TEST_F(WriterTest, UndoesWorkThatFailsAndNothingElse) {
  EXPECT_THAT(writer->run([&](Connection& connection) -> Result<void> {
    connection.execute("INSERT INTO t VALUES ('half')");
    return fail(ErrorKind::conflict, "TEST_REFUSAL");
  }),
              fails_with("TEST_REFUSAL"));
  EXPECT_THAT(insert("a"), succeeds());
  EXPECT_EQ(rows(), Rows{"a"});
}

TEST_F(WriterTest, HandsAnExceptionToItsCaller) {
  EXPECT_THROW(static_cast<void>(writer->run([](Connection& connection) -> Result<void> {
                 connection.execute("INSERT INTO t VALUES ('half')");
                 throw std::out_of_range("a fault");
               })),
               std::out_of_range);
  EXPECT_THAT(insert("a"), succeeds());
  EXPECT_THROW(static_cast<void>(insert("a")), SqliteFailure); // UNIQUE
  EXPECT_EQ(rows(), Rows{"a"});
}

// Holds the writer in one job while others queue up behind it.
class Hold {
 public:
  explicit Hold(Writer& writer)
      : thread_([&writer, this] {
          EXPECT_THAT(writer.run([this](Connection&) -> Result<void> {
            begun_.count_down();
            release_.wait();
            return {};
          }),
                      succeeds());
        }) {
    begun_.wait();
  }
  void release() { release_.count_down(); }

 private:
  std::latch begun_{1}, release_{1};
  std::jthread thread_;
};

TEST_F(WriterTest, RefusesMoreThanItsQueueHolds) {
  std::vector<std::jthread> waiting;
  std::atomic<int> accepted{0}, busy{0};
  Hold hold(*writer);
  for (std::size_t i = 0; i < queue_limit + 3; ++i)
    waiting.emplace_back([&, i] {
      const auto answer = insert(std::to_string(i));
      if (answer)
        ++accepted;
      else if (answer.error().code == "STORE_BUSY")
        ++busy;
    });
  while (busy < 3)
    std::this_thread::yield();
  EXPECT_EQ(accepted, 0);
  hold.release();
  waiting.clear();
  EXPECT_EQ(accepted, static_cast<int>(queue_limit));
  EXPECT_EQ(busy, 3);
  EXPECT_EQ(rows().size(), queue_limit);
}

TEST_F(WriterTest, CommitsTogetherWhatWaitsTogether) {
  std::vector<std::jthread> waiting;
  std::vector<std::int64_t> log_pages(queue_limit);
  Hold hold(*writer);
  std::atomic<int> refused{0};
  for (std::size_t i = 0; i < queue_limit + 1; ++i) // the one refused tells that the queue is full
    waiting.emplace_back([&, i] { refused += insert(std::to_string(i)) ? 0 : 1; });
  while (refused == 0)
    std::this_thread::yield();
  const int before = FaultyDisk::syncs;
  hold.release();
  waiting.clear();
  EXPECT_EQ(rows().size(), queue_limit);
  EXPECT_LT(FaultyDisk::syncs - before, static_cast<int>(queue_limit));
}

TEST_F(WriterTest, FinishesWhatIsQueuedBeforeItEnds) {
  std::vector<std::jthread> waiting;
  std::atomic<int> accepted{0};
  {
    Hold hold(*writer);
    for (std::size_t i = 0; i < queue_limit; ++i)
      waiting.emplace_back([&, i] { accepted += insert(std::to_string(i)) ? 1 : 0; });
    hold.release();
  }
  waiting.clear();
  writer.reset();
  EXPECT_EQ(accepted, static_cast<int>(queue_limit));
  EXPECT_EQ(rows().size(), queue_limit);
}

TEST_F(WriterTest, GoesOnAfterAFullDiskHasSpaceAgain) {
  EXPECT_THAT(insert("a"), succeeds());
  FaultyDisk::write_answer = SQLITE_FULL;
  EXPECT_THAT(insert("b"), fails_with("STORE_FULL"));
  EXPECT_THAT(insert("c"), fails_with("STORE_FULL"));
  EXPECT_EQ(rows(), Rows{"a"});
  FaultyDisk::write_answer = SQLITE_OK;
  EXPECT_THAT(insert("d"), succeeds());
  EXPECT_EQ(rows(), (Rows{"a", "d"}));
}

TEST_F(WriterTest, StopsWritingForGoodAfterAFailedSync) {
  EXPECT_THAT(insert("a"), succeeds());
  FaultyDisk::sync_answer = SQLITE_IOERR_FSYNC;
  EXPECT_THAT(insert("b"), fails_with("STORE_FAILED"));
  FaultyDisk::sync_answer = SQLITE_OK;
  EXPECT_THAT(insert("c"), fails_with("STORE_FAILED"));
  EXPECT_EQ(rows().front(), "a");
  reopen();
  EXPECT_THAT(insert("d"), succeeds());
  EXPECT_EQ(rows().front(), "a");
  EXPECT_EQ(rows().back(), "d");
}

TEST_F(WriterTest, StopsWritingForGoodAfterAFailedWrite) {
  FaultyDisk::write_answer = SQLITE_IOERR_WRITE;
  EXPECT_THAT(insert("a"), fails_with("STORE_FAILED"));
  FaultyDisk::write_answer = SQLITE_OK;
  EXPECT_THAT(insert("b"), fails_with("STORE_FAILED"));
}

TEST_F(WriterTest, StopsWritingForGoodAfterAFailedCheckpoint) {
  // The sync that fails is the checkpoint's: it comes after the answer to this work.
  EXPECT_THAT(execute("INSERT INTO t VALUES (zeroblob(4096 * " + std::to_string(checkpoint_pages) + "))"),
              succeeds());
  FaultyDisk::sync_answer = SQLITE_IOERR_FSYNC;
  EXPECT_THAT(insert("a"), fails_with("STORE_FAILED"));
  FaultyDisk::sync_answer = SQLITE_OK;
  EXPECT_THAT(insert("b"), fails_with("STORE_FAILED"));
}

TEST_F(WriterTest, IsBusyWhileAnotherProcessHoldsTheFile) {
  Connection other(file, Access::write);
  EXPECT_THAT(writer->run([](Connection& connection) -> Result<void> {
    connection.execute("PRAGMA busy_timeout = 1");
    return {};
  }),
              succeeds());
  other.execute("BEGIN IMMEDIATE");
  EXPECT_THAT(insert("a"), fails_with("STORE_BUSY"));
  other.execute("ROLLBACK");
  EXPECT_THAT(insert("b"), succeeds());
}

// The log keeps what was written since its last restart; without checkpoints it would only grow.
TEST_F(WriterTest, KeepsTheLogShort) {
  const std::string much = "INSERT INTO t VALUES (randomblob(4096 * 100))";
  for (std::size_t pages = 0; pages < 4 * checkpoint_pages; pages += 100)
    EXPECT_THAT(execute(much), succeeds());
  EXPECT_LT(std::filesystem::file_size(file.string() + "-wal"), 2 * checkpoint_pages * 4200);
}

TEST_F(WriterTest, EmptiesTheLogAtItsEnd) {
  EXPECT_THAT(insert("a"), succeeds());
  writer.reset();
  EXPECT_EQ(std::filesystem::file_size(file.string() + "-wal"), 0U);
  EXPECT_EQ(rows(), Rows{"a"});
}

} // namespace
} // namespace elicense::store
