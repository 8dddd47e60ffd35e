// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/reader_pool.hpp"
#include "tests/support/result_matchers.hpp"
#include "tests/support/temporary_folder.hpp"
#include <fstream>
#include <thread>

namespace elicense::store {
namespace {

using test::fails_with;
using test::succeeds;

class ReaderPoolTest : public testing::Test {
 protected:
  ReaderPoolTest() {
    std::ofstream(file).flush();
    Connection(file, Access::write).execute("CREATE TABLE t (x); INSERT INTO t VALUES (7)");
  }
  static Result<std::int64_t> number(Connection& connection) {
    Statement row(connection, "SELECT x FROM t");
    row.next();
    return row.integer(0);
  }
  test::TemporaryFolder folder;
  const std::filesystem::path file = folder.path() / "a.db";
};

TEST_F(ReaderPoolTest, LendsItsConnectionsAgainAndAgain) {
  ReaderPool pool(file, 2);
  for (int i = 0; i < 10; ++i)
    EXPECT_EQ(pool.read<std::int64_t>(number).value(), 7);
}

TEST_F(ReaderPoolTest, ServesMoreThreadsThanItHasConnections) {
  ReaderPool pool(file, 2);
  std::vector<std::jthread> threads;
  for (int i = 0; i < 8; ++i)
    threads.emplace_back([&] { EXPECT_EQ(pool.read<std::int64_t>(number).value(), 7); });
}

TEST_F(ReaderPoolTest, HasNoneToLendWhenAllAreOut) {
  ReaderPool pool(file, 1);
  const auto outer = pool.read<int>([&](Connection&) -> Result<int> {
    EXPECT_THAT(pool.read<std::int64_t>(number), fails_with("STORE_BUSY"));
    return 1;
  });
  EXPECT_THAT(outer, succeeds());
  EXPECT_THAT(pool.read<std::int64_t>(number), succeeds());
}

TEST_F(ReaderPoolTest, AnswersAFailureAndTakesTheConnectionBack) {
  ReaderPool pool(file, 1);
  const auto broken = [](Connection& connection) -> Result<int> {
    connection.execute("SELECT x FROM nowhere");
    return 1;
  };
  EXPECT_THAT(pool.read<int>(broken), fails_with("STORE_UNAVAILABLE"));
  EXPECT_THAT(pool.read<int>(broken), fails_with("STORE_UNAVAILABLE"));
}

} // namespace
} // namespace elicense::store
