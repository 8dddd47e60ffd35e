// SPDX-License-Identifier: Apache-2.0
// corpora.tsv lists what each corpus has to hold, and the tests that hold it: none may be missing.
#include "tests/support/files.hpp"
#include <gtest/gtest.h>
#include <map>
#include <set>
#include <sstream>

namespace elicense::test {
namespace {

std::set<std::string> all_tests() {
  std::set<std::string> names;
  const testing::UnitTest& program = *testing::UnitTest::GetInstance();
  for (int i = 0; i < program.total_test_suite_count(); ++i) {
    const testing::TestSuite& suite = *program.GetTestSuite(i);
    for (int j = 0; j < suite.total_test_count(); ++j)
      names.insert(std::string(suite.name()) + '.' + suite.GetTestInfo(j)->name());
  }
  return names;
}

// "Versions/Suite.Case/*": a test with parameters, whatever they are.
bool is_there(const std::set<std::string>& names, const std::string& wanted) {
  if (!wanted.ends_with('*')) return names.contains(wanted);
  const std::string start = wanted.substr(0, wanted.size() - 1);
  const auto first = names.lower_bound(start);
  return first != names.end() && first->starts_with(start);
}

TEST(Corpora, AreComplete) {
  const std::set<std::string> names = all_tests();
  const Bytes file = read_file(source_folder() / "tests/crypto/corpora.tsv");
  std::istringstream list{std::string(as_text(file))};
  std::map<std::string, int> cases;
  for (std::string line; std::getline(list, line);) {
    if (line.starts_with('#')) continue;
    std::istringstream row(line);
    std::string catalogue, item, wanted;
    std::getline(std::getline(std::getline(row, catalogue, '\t'), item, '\t'), wanted);
    EXPECT_TRUE(is_there(names, wanted)) << catalogue << ", " << item << ": " << wanted;
    ++cases[catalogue];
  }
  EXPECT_GE(cases["S-SM2"], 20);
  EXPECT_GE(cases["S-DER"], 20);
  EXPECT_GE(cases["S-CHAIN"], 100);
}

} // namespace
} // namespace elicense::test
