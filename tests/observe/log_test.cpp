// SPDX-License-Identifier: Apache-2.0
// Log lines as a reader of JSON lines sees them.
#include "observe/log.hpp"
#include "tests/support/files.hpp"
#include "tests/support/temporary_folder.hpp"
#include <gmock/gmock.h>
#include <nlohmann/json.hpp>
#include <sstream>
#include <thread>

namespace elicense::observe {
namespace {

std::vector<nlohmann::json> parse(const std::string& text) {
  std::vector<nlohmann::json> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);)
    lines.push_back(nlohmann::json::parse(line));
  return lines;
}

class LogFile : public testing::Test {
 protected:
  std::vector<nlohmann::json> lines() const {
    const Bytes bytes = test::read_file(path());
    return parse(std::string(bytes.begin(), bytes.end()));
  }
  std::string path() const { return folder_.path() / "log.jsonl"; }

 private:
  test::TemporaryFolder folder_;
};

TEST_F(LogFile, HoldsOneObjectALine) {
  Log::to_file(path())->write(
      Level::warning, "refused",
      {{"code", "HTTP_HOST"}, {"status", std::int64_t{400}}, {"seconds", 0.5}, {"closed", true}});
  const auto line = lines().at(0);
  EXPECT_EQ(line["level"], "warning");
  EXPECT_EQ(line["event"], "refused");
  EXPECT_EQ(line["code"], "HTTP_HOST");
  EXPECT_EQ(line["status"], 400);
  EXPECT_EQ(line["seconds"], 0.5);
  EXPECT_EQ(line["closed"], true);
  EXPECT_THAT(line["time"].get<std::string>(), testing::MatchesRegex("20..-..-..T..:..:..\\....Z"));
}

TEST_F(LogFile, CannotBeForgedByAValue) {
  Log::to_file(path())->write(Level::info, "a\nb", {{"x", "\n{\"event\":\"forged\"}\n%v {}"}});
  ASSERT_EQ(lines().size(), 1U);
  EXPECT_EQ(lines()[0]["x"], "\n{\"event\":\"forged\"}\n%v {}");
}

TEST_F(LogFile, LeavesOutWhatIsBelowItsLevel) {
  const auto log = Log::to_file(path(), Level::warning);
  log->write(Level::debug, "one");
  log->write(Level::info, "two");
  log->write(Level::warning, "three");
  log->write(Level::error, "four");
  ASSERT_EQ(lines().size(), 2U);
  EXPECT_EQ(lines()[0]["event"], "three");
  EXPECT_EQ(lines()[1]["event"], "four");
}

TEST_F(LogFile, IsAppendedTo) {
  Log::to_file(path())->write(Level::info, "one");
  Log::to_file(path())->write(Level::info, "two");
  EXPECT_EQ(lines().size(), 2U);
}

TEST_F(LogFile, KeepsLinesWholeBetweenThreads) {
  const auto log = Log::to_file(path());
  {
    std::vector<std::jthread> threads;
    for (int thread = 0; thread < 4; ++thread)
      threads.emplace_back([&] {
        for (int i = 0; i < 100; ++i)
          log->write(Level::info, "e", {{"text", std::string(200, 'x')}});
      });
  }
  EXPECT_EQ(lines().size(), 400U);
}

TEST(Log, ThrowsWhenItsFileCannotBeOpened) {
  EXPECT_ANY_THROW(Log::to_file("/dev/null/log"));
}

TEST(Log, GoesToStandardError) {
  testing::internal::CaptureStderr();
  Log::to_stderr()->write(Level::error, "seen");
  EXPECT_EQ(parse(testing::internal::GetCapturedStderr()).at(0)["event"], "seen");
}

TEST(Log, CanBeSilent) {
  testing::internal::CaptureStderr();
  Log::silent()->write(Level::error, "unseen");
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

} // namespace
} // namespace elicense::observe
