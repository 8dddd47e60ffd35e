// SPDX-License-Identifier: Apache-2.0
// Licenses with several holders, and copies on paper, as every register keeps them.
#include "tests/store/register_contract.hpp"
#include "tests/store/sqlite_under_test.hpp"
#include "tests/support/memory_register.hpp"
#include <thread>

namespace elicense::store {
namespace {

using license::Copy;
using license::CopyKind;
using license::Holder;
using license::LeafedCopy;
using license::License;

class HoldersContract : public RegisterContract {
 protected:
  const Holder zhang{"张三样例", "111", "640104199001010026"}, li{"李四样例", "111", "640104198808080012"},
      company{"示例科技有限公司", "001", "91640100MA0000031T"};

  void issue_to(const std::string& serial, const std::vector<Holder>& holders) {
    license::Plan wanted = plan(serial, serial, serial);
    wanted.license.holder = holders.front();
    wanted.license.other_holders.assign(holders.begin() + 1, holders.end());
    ASSERT_THAT(licenses->record_plan(wanted), succeeds());
    License made = wanted.license;
    made.registered_state = license::State::valid;
    made.document_digest = crypto::sm3(document);
    ASSERT_THAT(
        licenses->record_issued(made, document, license::issued_leaf(made, test::test_blinder(), noon)),
        succeeds());
  }
  std::vector<std::string> found_by(const Holder& holder, std::size_t limit = 10) {
    license::ListFilter filter;
    filter.issuer_code = license("A").issuer_code;
    filter.holder_code_type = holder.code_type;
    filter.holder_code = holder.code;
    filter.limit = limit;
    filter.now = noon;
    std::vector<std::string> identifiers;
    while (true) {
      const auto page = licenses->list(filter).value();
      for (const License& found : page.licenses)
        identifiers.push_back(found.identifier);
      if (!page.next) return identifiers;
      filter.after = *page.next;
    }
  }
  std::string named(const std::string& serial) const { return license(serial).identifier; }

  // As license::Copies does.
  Result<std::vector<Copy>> order(const std::string& key, CopyKind kind, std::size_t count,
                                  const std::string& request = "request") {
    const license::CopyKey wanted{license("A").identifier, key, crypto::sm3(as_bytes(request)), kind};
    return licenses->record_copies(
        wanted, [&](const License& found, std::int64_t last) -> Result<std::vector<LeafedCopy>> {
          std::vector<LeafedCopy> made;
          for (std::size_t i = 0; i < count; ++i) {
            Copy copy{.license = found.identifier,
                      .kind = kind,
                      .number = ++last,
                      .total = last,
                      .made_at = noon,
                      .made_by = "clerk",
                      .purpose = "为何",
                      .reference = "copy " + std::string(to_text(kind)) + "-" + std::to_string(last)};
            const auto leaf = license::copied_leaf(copy, test::test_blinder());
            made.push_back({std::move(copy), leaf});
          }
          return made;
        });
  }
};

TEST_P(HoldersContract, GiveBackEveryHolderInOrder) {
  issue_to("A", {zhang, company, li});
  const License found = licenses->find(named("A")).value();
  ASSERT_EQ(found.other_holders.size(), 2U);
  EXPECT_EQ(found.holder.name, zhang.name);
  EXPECT_EQ(found.other_holders[0].name, company.name);
  EXPECT_EQ(found.other_holders[0].code_type, company.code_type);
  EXPECT_EQ(found.other_holders[1].code, li.code);
  EXPECT_TRUE(found.is_held_by(li));
}

TEST_P(HoldersContract, AreFoundByEachOfThem) {
  issue_to("A", {zhang, li});
  issue_to("B", {li});
  issue_to("C", {company, zhang, li});
  EXPECT_EQ(found_by(zhang), (std::vector{named("A"), named("C")}));
  for (const std::size_t limit : {1U, 2U, 10U})
    EXPECT_EQ(found_by(li, limit), (std::vector{named("A"), named("B"), named("C")})) << limit;
  EXPECT_EQ(found_by(company), std::vector{named("C")});
  EXPECT_TRUE(found_by({"", "111", "64010419900101003X"}).empty());
}

TEST_P(HoldersContract, APlanKeepsThemToo) {
  license::Plan wanted = plan("key", "A");
  wanted.license.other_holders = {li};
  ASSERT_THAT(licenses->record_plan(wanted), succeeds());
  EXPECT_EQ(licenses->open_plans()->at(0).other_holders.at(0).name, li.name);
  EXPECT_TRUE(found_by(li).empty());
}

TEST_P(HoldersContract, CopiesAreNumberedByKindAndFoundByTheirReference) {
  issue_to("A", {zhang});
  const auto made = order("a", CopyKind::duplicate, 2);
  ASSERT_THAT(made, succeeds());
  EXPECT_EQ(made->at(1).number, 2);
  EXPECT_EQ(order("b", CopyKind::reprint, 1)->at(0).number, 1);
  EXPECT_EQ(order("c", CopyKind::duplicate, 1)->at(0).number, 3);
  EXPECT_EQ(licenses->copies(named("A"))->size(), 4U);
  const Copy found = licenses->find_copy("copy duplicate-2").value();
  EXPECT_EQ(found.license, named("A"));
  EXPECT_EQ(found.number, 2);
  EXPECT_EQ(found.purpose, "为何");
  EXPECT_EQ(found.made_by, "clerk");
  EXPECT_EQ(found.made_at, noon);
  EXPECT_EQ(found.leaf, made->at(1).leaf);
  EXPECT_THAT(licenses->find_copy("none"), fails_with("COPY_NOT_FOUND"));
  EXPECT_TRUE(licenses->copies("none")->empty());
}

TEST_P(HoldersContract, AnOrderIsDoneOnce) {
  issue_to("A", {zhang});
  const auto first = order("a", CopyKind::duplicate, 2);
  EXPECT_EQ(order("a", CopyKind::duplicate, 2)->at(1).leaf, first->at(1).leaf);
  EXPECT_THAT(order("a", CopyKind::duplicate, 2, "another"), fails_with("IDEMPOTENCY_MISMATCH"));
  EXPECT_EQ(licenses->copies(named("A"))->size(), 2U);
}

TEST_P(HoldersContract, OrdersThatMeetShareNoNumber) {
  issue_to("A", {zhang});
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 4; ++thread)
    threads.emplace_back([&, thread] {
      for (int i = 0; i < 5; ++i)
        (void)order(std::to_string(10 * thread + i), CopyKind::reprint, 1);
    });
  for (std::thread& thread : threads)
    thread.join();
  const auto copies = licenses->copies(named("A")).value();
  ASSERT_EQ(copies.size(), 20U);
  for (std::size_t i = 0; i < copies.size(); ++i)
    EXPECT_EQ(copies[i].number, static_cast<std::int64_t>(i + 1));
}

TEST_P(HoldersContract, WhatIsRefusedLeavesNoNumber) {
  issue_to("A", {zhang});
  const license::CopyKey key{named("A"), "a", {}, CopyKind::reprint};
  const auto refused =
      licenses->record_copies(key, [](const License&, std::int64_t) -> Result<std::vector<LeafedCopy>> {
        return fail(ErrorKind::conflict, "COPY_STATE");
      });
  EXPECT_THAT(refused, fails_with("COPY_STATE"));
  EXPECT_EQ(order("b", CopyKind::reprint, 1)->at(0).number, 1);
}

INSTANTIATE_TEST_SUITE_P(
    Registers, HoldersContract,
    testing::Values(RegisterUnderTest{"memory", [] { return std::make_unique<test::MemoryRegister>(); }},
                    RegisterUnderTest{"sqlite", make_in_a_folder_of_its_own}),
    [](const auto& info) { return info.param.name; });

} // namespace
} // namespace elicense::store
