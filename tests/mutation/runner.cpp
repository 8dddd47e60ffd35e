// SPDX-License-Identifier: Apache-2.0
// The main of a mutated test program. It prints its tests, "NAME FILE", and an empty line; then, for every
// line "MUTANT SECONDS TEST:TEST..." it runs these tests with this mutant in a child, so that each starts
// from the same untouched memory, and answers "PASSED CPU_SECONDS PLACE PLACE..." (the places reached, when
// MUTANT is 0).
#include "tests/mutation/mutation.hpp"
#include <fcntl.h>
#include <gtest/gtest.h>
#include <iostream>
#include <sstream>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

constexpr rlim_t most_memory = rlim_t{8} << 30; // a loop that never ends often collects
constexpr unsigned patience = 20;               // a test that waits for ever uses no processor

struct Task {
  int mutant = 0;
  unsigned seconds = 0;
  std::string tests;
};

void limit(int resource, rlim_t most) {
  const rlimit both{most, most};
  setrlimit(static_cast<__rlimit_resource>(resource), &both);
}

[[noreturn]] void run_tests(const Task& task) {
  const int nowhere = open("/dev/null", O_RDWR | O_CLOEXEC);
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    dup2(nowhere, stream);
  limit(RLIMIT_CPU, task.seconds);
  limit(RLIMIT_AS, most_memory);
  limit(RLIMIT_CORE, 0);
  alarm(task.seconds + patience);
  mutation::chosen = task.mutant;
  GTEST_FLAG_SET(filter, task.tests);
  GTEST_FLAG_SET(fail_fast, true);
  _exit(RUN_ALL_TESTS());
}

double seconds_of(const rusage& usage) {
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

void answer(const Task& task) {
  std::fill_n(mutation::reached, mutation::most_mutants, false);
  const pid_t child = fork();
  if (child == 0) run_tests(task);
  int status = 0;
  rusage usage{};
  wait4(child, &status, 0, &usage);
  std::cout << (WIFEXITED(status) && WEXITSTATUS(status) == 0) << ' ' << seconds_of(usage);
  for (int place = 0; task.mutant == 0 && place < mutation::most_mutants; ++place)
    if (mutation::reached[place]) std::cout << ' ' << place;
  std::cout << std::endl;
}

void print_tests() {
  const testing::UnitTest& all = *testing::UnitTest::GetInstance();
  for (int i = 0; i < all.total_test_suite_count(); ++i) {
    const testing::TestSuite& suite = *all.GetTestSuite(i);
    for (int k = 0; k < suite.total_test_count(); ++k)
      std::cout << suite.name() << '.' << suite.GetTestInfo(k)->name() << ' ' << suite.GetTestInfo(k)->file()
                << '\n';
  }
  std::cout << std::endl;
}

} // namespace

int main(int count, char** arguments) {
  testing::InitGoogleTest(&count, arguments);
  mutation::reached = static_cast<bool*>(
      mmap(nullptr, mutation::most_mutants, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
  print_tests();
  for (std::string line; std::getline(std::cin, line);) {
    Task task;
    std::istringstream(line) >> task.mutant >> task.seconds >> task.tests;
    answer(task);
  }
}
