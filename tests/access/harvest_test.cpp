// SPDX-License-Identifier: Apache-2.0
#include "access/harvest.hpp"
#include "schemas/resources.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::access {
namespace {

using namespace std::chrono_literals;
using test::fails_with;
using test::succeeds;

const Time first_search = Time(1'782'000'000s);

HarvestRules rules() {
  return HarvestRules::parse(
             "missed_subjects\t3600\t3\t5\nfiller_purposes\t3600\t2\t3\ntest_operators\t3600\t2\t3\n"
             "word\tpurpose\ttest\nword\tpurpose\t无\nword\toperator\tadmin\n")
      .value();
}

class Harvest : public testing::Test {
 protected:
  void miss(const std::string& subject, const std::string& client = "c") {
    brake.asked({.client = client, .subject = crypto::sm3(as_bytes(subject)), .found = false}, now);
    now += 1s;
  }
  Result<void> may() { return brake.may_ask("c", now); }

  Time now = first_search;
  std::vector<HarvestReport> reports;
  HarvestBrake brake{rules(), [this](const HarvestReport& report) { reports.push_back(report); }};
};

TEST_F(Harvest, ManyMissedSubjectsAreSlowedThenRefusedThenForgotten) {
  miss("1");
  miss("2");
  EXPECT_THAT(may(), succeeds());
  miss("3");
  EXPECT_THAT(may(), fails_with("HARVEST_SLOWED"));
  now += harvest_pause;
  EXPECT_THAT(may(), succeeds()) << "slowed, not stopped";
  miss("4");
  EXPECT_THAT(may(), fails_with("HARVEST_SLOWED"));
  miss("5");
  now += harvest_pause;
  EXPECT_THAT(may(), fails_with("HARVEST_REFUSED"));
  now += 1h;
  EXPECT_THAT(may(), succeeds());
}

TEST_F(Harvest, WhoIsToldMayAskTheBrake) {
  bool told = false;
  HarvestBrake asked{rules(), [&](const HarvestReport& report) {
                       told = true;
                       EXPECT_THAT(asked.may_ask(report.client, report.at), fails_with("HARVEST_SLOWED"));
                       EXPECT_EQ(report.window, 1h);
                     }};
  for (int i = 0; i < 3; ++i)
    asked.asked({.client = "c", .subject = crypto::sm3(as_bytes(std::to_string(i))), .found = false}, now);
  EXPECT_TRUE(told);
}

TEST_F(Harvest, OneSubjectMissedAgainIsNoSearch) {
  for (int i = 0; i < 100; ++i)
    miss("the same");
  EXPECT_THAT(may(), succeeds());
}

TEST_F(Harvest, WhatIsFoundIsNoSearchAndOthersGoFree) {
  for (int i = 0; i < 100; ++i)
    brake.asked({.client = "c", .subject = crypto::sm3(as_bytes(std::to_string(i)))}, now);
  EXPECT_THAT(may(), succeeds());
  for (int i = 0; i < 100; ++i)
    miss(std::to_string(i), "other");
  EXPECT_THAT(may(), succeeds());
}

TEST_F(Harvest, FillerPurposesCountEvenTheSameTwice) {
  const auto ask = [&](const char* purpose) {
    brake.asked({.client = "c", .subject = {}, .found = true, .purpose = purpose}, now);
  };
  ask("办理营业执照变更");
  ask("test");
  EXPECT_THAT(may(), succeeds());
  ask("test");
  EXPECT_THAT(may(), fails_with("HARVEST_SLOWED"));
  ask("1");
  EXPECT_THAT(may(), fails_with("HARVEST_REFUSED"));
}

TEST_F(Harvest, TestOperatorsCount) {
  const auto ask = [&](const char* name) {
    brake.asked({.client = "c", .subject = {}, .found = true, .purpose = std::nullopt, .operator_ = name},
                now);
  };
  ask("王窗口");
  ask("admin");
  EXPECT_THAT(may(), succeeds());
  ask("Admin");
  EXPECT_THAT(may(), fails_with("HARVEST_SLOWED"));
}

TEST_F(Harvest, EachStepIsReportedOnce) {
  for (int i = 0; i < 100; ++i)
    miss(std::to_string(i));
  ASSERT_EQ(reports.size(), 2U);
  EXPECT_EQ(reports[0].client, "c");
  EXPECT_EQ(reports[0].rule, HarvestRule::missed_subjects);
  EXPECT_EQ(reports[0].brake, Brake::slowed);
  EXPECT_EQ(reports[0].count, 3U);
  EXPECT_EQ(reports[1].brake, Brake::refused);
  now += 2h;
  for (int i = 0; i < 3; ++i)
    miss(std::to_string(i));
  EXPECT_EQ(reports.size(), 3U) << "the next time is another one";
}

TEST_F(Harvest, WatchesABoundedNumberOfClients) {
  HarvestBrake small(
      rules(), [](const HarvestReport&) {}, 2);
  const auto search = [&](const std::string& client, Time at) {
    for (int i = 0; i < 5; ++i)
      small.asked({.client = client, .subject = crypto::sm3(as_bytes(std::to_string(i))), .found = false},
                  at);
  };
  search("a", first_search);
  search("b", first_search + 1s);
  search("c", first_search + 2s);
  EXPECT_THAT(small.may_ask("a", first_search + 3s), succeeds()) << "the quietest made room";
  EXPECT_THAT(small.may_ask("b", first_search + 3s), fails_with("HARVEST_REFUSED"));
  EXPECT_THAT(small.may_ask("c", first_search + 3s), fails_with("HARVEST_REFUSED"));
}

TEST(FillerPurposes, AreWordsRepetitionsAndBareNumbers) {
  for (const char* filler : {"", " ", "1", "无", "test", " TEST ", "aaaa", "哈哈哈", "123456", "。。。"})
    EXPECT_TRUE(is_filler(filler, rules())) << filler;
  for (const char* purpose : {"办理建设工程施工许可证", "ab", "case 17", "测验"})
    EXPECT_FALSE(is_filler(purpose, rules())) << purpose;
}

TEST(HarvestRules, AreReadStrictly) {
  const std::string good(find_resource("schemas/harvest.tsv").value());
  ASSERT_THAT(HarvestRules::parse(good), succeeds());
  EXPECT_TRUE(is_filler("测试", HarvestRules::parse(good).value()));
  for (const auto& [from, to] : {std::pair<std::string, std::string>{"missed_subjects\t3600\t20\t50\n", ""},
                                 {"\t20\t50", "\t50\t20"},
                                 {"\t20\t50", "\t0\t50"},
                                 {"\t20\t50", "\tx\t50"},
                                 {"\t20\t50", "\t20"},
                                 {"missed_subjects", "missed_people"},
                                 {"word\tpurpose\ttest\n", "word\tpurpose\n"},
                                 {"word\tpurpose\ttest\n", "word\tcolour\ttest\n"}}) {
    std::string bad = good;
    bad.replace(bad.find(from), from.size(), to);
    EXPECT_THAT(HarvestRules::parse(bad), fails_with("HARVEST_RULES")) << from << " -> " << to;
  }
}

} // namespace
} // namespace elicense::access
