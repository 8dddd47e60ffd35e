// SPDX-License-Identifier: Apache-2.0
// Programs that every Debian has try what they may not.
#include "pdf/confined.hpp"
#include "tests/support/files.hpp"
#include "tests/support/result_matchers.hpp"
#include "tests/support/temporary_folder.hpp"
#include <fcntl.h>
#include <gtest/gtest.h>
#include <linux/landlock.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace elicense::pdf {
namespace {

using test::fails_with;
using test::succeeds;

std::string output_of(const std::vector<std::string>& command, const Confinement& confinement = {}) {
  const auto finished = run_confined(command, {}, confinement);
  EXPECT_THAT(finished, succeeds());
  return finished ? std::string(as_text(finished->output)) : "";
}
std::string said_by_perl(const std::string& program) {
  return output_of({"/usr/bin/perl", "-e", program});
}

TEST(Confined, CarriesBytesBothWays) {
  Bytes much(3U << 20);
  for (std::size_t i = 0; i < much.size(); ++i)
    much[i] = static_cast<std::uint8_t>(i * 7 + i / 251);
  const auto finished = run_confined({"/bin/cat"}, much, {});
  ASSERT_THAT(finished, succeeds());
  EXPECT_EQ(finished->status, 0);
  EXPECT_TRUE(finished->output == much);
}

TEST(Confined, SaysHowItEnded) {
  EXPECT_EQ(run_confined({"/bin/sh", "-c", "exit 3"}, {}, {})->status, 3);
  EXPECT_EQ(run_confined({"/bin/sh", "-c", "exit 3"}, Bytes(1U << 20), {})->status, 3) << "nothing was read";
  EXPECT_EQ(run_confined({"/usr/bin/perl", "-e", "print unpack('p', pack('J', 8))"}, {}, {})->status, -1);
  EXPECT_THAT(run_confined({"/usr/bin/no-such-program"}, {}, {}), fails_with("PROGRAM_MISSING"));
}

TEST(Confined, ComplaintsAreHeardOnlyWhenAsked) {
  const std::vector<std::string> both = {"/bin/sh", "-c", "echo out; echo complaint >&2"};
  EXPECT_EQ(output_of(both), "out\n");
  EXPECT_EQ(output_of(both, {.with_complaints = true}), "out\ncomplaint\n");
}

TEST(Confined, EndsAtTheLimitOfItsOutput) {
  const Bytes input(1000);
  EXPECT_THAT(run_confined({"/bin/cat"}, input, {.output = 1000}), succeeds());
  EXPECT_THAT(run_confined({"/bin/cat"}, input, {.output = 999}), fails_with("PROGRAM_LIMIT"));
}

TEST(Confined, EndsWhenItsTimeIsOver) {
  const Confinement second{.time = std::chrono::seconds(1)};
  EXPECT_THAT(run_confined({"/bin/sleep", "1000"}, {}, second), fails_with("PROGRAM_LIMIT"));
  EXPECT_THAT(run_confined({"/usr/bin/perl", "-e", "close STDIN; close STDOUT; sleep 1000"}, {}, second),
              fails_with("PROGRAM_LIMIT"));
}

TEST(Confined, HasLimitsOfMemoryAndFiles) {
  const Confinement small{.memory = 100U << 20};
  EXPECT_EQ(output_of({"/bin/sh", "-c", "ulimit -v; ulimit -f; ulimit -c"}, small), "102400\n0\n0\n");
  EXPECT_NE(run_confined({"/usr/bin/perl", "-e", "my $x = 'a' x (200 << 20)"}, {}, small)->status, 0);
}

TEST(Confined, KnowsNothingOfTheEnvironment) {
  ::setenv("ELICENSE_SECRET", "secret", 1);
  EXPECT_EQ(output_of({"/usr/bin/env"}), "LC_ALL=C.UTF-8\n");
}

TEST(Confined, HasNoOpenFileOfOurs) {
  const int open = ::open("/dev/null", O_RDONLY); // without O_CLOEXEC
  ASSERT_GT(open, 2);
  EXPECT_EQ(said_by_perl("for (3 .. 60) { print \"$_ \" if open(my $f, \"<&=$_\") }"), "");
  ::close(open);
}

TEST(Confined, ReadsNoFileButTheSystems) {
  if (::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION) < 1)
    GTEST_SKIP() << "this kernel has no Landlock";
  test::TemporaryFolder folder;
  const auto file = folder.path() / "key";
  test::write_file(file, as_bytes("secret"));
  EXPECT_EQ(said_by_perl("open(my $f, '<', '" + file.string() + "') or print 0 + $!"),
            std::to_string(EACCES));
  EXPECT_EQ(said_by_perl("open(my $f, '>', '" + (folder.path() / "new").string() + "') or print 0 + $!"),
            std::to_string(EACCES));
  EXPECT_EQ(said_by_perl("opendir(my $d, '/etc') or print 0 + $!"), std::to_string(EACCES));
  EXPECT_EQ(said_by_perl("open(my $f, '<', '/usr/bin/env') or print 0 + $!"), "");
}

TEST(Confined, ReachesNobody) {
  const std::string no = std::to_string(EPERM);
  EXPECT_EQ(said_by_perl("use Socket; socket(my $s, PF_INET, SOCK_STREAM, 0) or print 0 + $!"), no);
  EXPECT_EQ(said_by_perl("use Socket; socket(my $s, PF_UNIX, SOCK_STREAM, 0) or print 0 + $!"), no);
  EXPECT_EQ(said_by_perl("defined(fork) or print 0 + $!"), no);
  EXPECT_EQ(said_by_perl("kill(0, getppid) or print 0 + $!"), no);
  const std::string parent = "getppid, getppid, 0", limits = "getppid, 0, 0, 0";
  for (const auto& [call, arguments] : {std::pair(SYS_tgkill, parent), std::pair(SYS_prlimit64, limits)})
    EXPECT_EQ(said_by_perl("syscall(" + std::to_string(call) + ", " + arguments + ") == 0 or print 0 + $!"),
              no);
}

} // namespace
} // namespace elicense::pdf
