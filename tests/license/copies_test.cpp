// SPDX-License-Identifier: Apache-2.0
#include "license/copies.hpp"
#include "tests/license/issuing_house.hpp"
#include "tests/support/result_matchers.hpp"
#include <set>
#include <thread>

namespace elicense::license {
namespace {

using test::fails_with;
using test::succeeds;

class CopiesTest : public testing::Test {
 protected:
  CopiesTest() : issuer(house.issuer()), license(issuer.issue(house.request()).value()) {}
  CopyRequest request(CopyKind kind, const std::string& key, std::size_t count = 1) const {
    return {.idempotency_key = key,
            .license = license.identifier,
            .kind = kind,
            .count = count,
            .purpose = "窗口补打",
            .made_by = "clerk"};
  }
  std::vector<std::string> labels(const Result<std::vector<Copy>>& copies) const {
    std::vector<std::string> labels;
    for (const Copy& copy : copies.value())
      labels.push_back(label_of(copy));
    return labels;
  }
  using Labels = std::vector<std::string>;

  House house;
  Issuer issuer;
  License license;
  Copies copies{{.types = test::embedded_types(),
                 .licenses = house.licenses,
                 .blinder = test::test_blinder(),
                 .clock = [this] { return house.now; },
                 .random = crypto::system_random}};
};

TEST_F(CopiesTest, AreNumberedByKind) {
  EXPECT_EQ(labels(copies.make(request(CopyKind::duplicate, "a", 3))),
            (Labels{"副本（1-3）", "副本（2-3）", "副本（3-3）"}));
  EXPECT_EQ(labels(copies.make(request(CopyKind::reprint, "b"))), Labels{"第1次补打"});
  EXPECT_EQ(labels(copies.make(request(CopyKind::duplicate, "c"))), Labels{"副本（4-4）"});
  EXPECT_EQ(labels(copies.make(request(CopyKind::reprint, "d"))), Labels{"第2次补打"});
  EXPECT_EQ(name_of(house.licenses.copies(license.identifier)->at(2)), "duplicate-3");
}

TEST_F(CopiesTest, AreMadeOnceForAKey) {
  const auto first = copies.make(request(CopyKind::duplicate, "a", 2));
  const auto again = copies.make(request(CopyKind::duplicate, "a", 2));
  ASSERT_THAT(again, succeeds());
  EXPECT_EQ(again->at(1).reference, first->at(1).reference);
  EXPECT_EQ(house.licenses.copies(license.identifier)->size(), 2U);
  EXPECT_THAT(copies.make(request(CopyKind::duplicate, "a", 3)), fails_with("IDEMPOTENCY_MISMATCH"));
}

TEST_F(CopiesTest, WhereTheLicenseIsADuplicateTheNumbersGoOnBehindIt) {
  IssueRequest wanted = house.request("business");
  wanted.type_code = "11100000MB0143028R001";
  wanted.data = test::embedded_types().find(wanted.type_code)->example;
  license = issuer.issue(wanted).value();
  EXPECT_EQ(own_duplicate_number(test::embedded_types().find(wanted.type_code)), 1);
  EXPECT_EQ(own_duplicate_number(nullptr), 0);
  EXPECT_EQ(labels(copies.make(request(CopyKind::duplicate, "a"))), Labels{"副本（2-2）"});
}

TEST_F(CopiesTest, NoNumberIsGivenTwiceOrLeftOut) {
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 4; ++thread)
    threads.emplace_back([&, thread] {
      for (int i = 0; i < 25; ++i)
        (void)copies.make(request(CopyKind::reprint, std::to_string(100 * thread + i)));
    });
  for (std::thread& thread : threads)
    thread.join();
  std::set<std::int64_t> numbers;
  const auto made = house.licenses.copies(license.identifier).value();
  for (const Copy& copy : made)
    numbers.insert(copy.number);
  EXPECT_EQ(made.size(), 100U);
  EXPECT_EQ(numbers.size(), 100U);
  EXPECT_EQ(*numbers.rbegin(), 100);
}

TEST_F(CopiesTest, AreRefusedWithoutPurposeOrInOtherNumbers) {
  CopyRequest wanted = request(CopyKind::reprint, "a");
  wanted.purpose = "";
  EXPECT_THAT(copies.make(wanted), fails_with("COPY_PURPOSE"));
  wanted.purpose = std::string(max_copy_purpose + 1, 'x');
  EXPECT_THAT(copies.make(wanted), fails_with("COPY_PURPOSE"));
  wanted.purpose.pop_back();
  EXPECT_THAT(copies.make(wanted), succeeds());
  EXPECT_THAT(copies.make(request(CopyKind::reprint, "b", 2)), fails_with("COPY_COUNT"));
  EXPECT_THAT(copies.make(request(CopyKind::duplicate, "b", 0)), fails_with("COPY_COUNT"));
  EXPECT_THAT(copies.make(request(CopyKind::duplicate, "b", max_copies_at_once + 1)),
              fails_with("COPY_COUNT"));
  EXPECT_THAT(copies.make(request(CopyKind::duplicate, "b", max_copies_at_once)), succeeds());
  EXPECT_THAT(copies.make(request(CopyKind::reprint, "")), fails_with("IDEMPOTENCY_KEY_MISSING"));
}

TEST_F(CopiesTest, EndAtTheLimit) {
  for (std::size_t made = 0; made < max_copies; made += max_copies_at_once)
    ASSERT_THAT(copies.make(request(CopyKind::duplicate, std::to_string(made), max_copies_at_once)),
                succeeds());
  EXPECT_THAT(copies.make(request(CopyKind::duplicate, "more")), fails_with("COPY_LIMIT"));
  EXPECT_THAT(copies.make(request(CopyKind::reprint, "other")), succeeds());
}

TEST_F(CopiesTest, AreOfValidLicensesOnly) {
  house.licenses.set_state(license.identifier, State::suspended);
  EXPECT_THAT(copies.make(request(CopyKind::reprint, "a")), fails_with("COPY_STATE"));
  CopyRequest unknown = request(CopyKind::reprint, "a");
  unknown.license = "none";
  EXPECT_THAT(copies.make(unknown), fails_with("LICENSE_NOT_FOUND"));
}

TEST_F(CopiesTest, HaveALeafEach) {
  const auto before = house.licenses.book.leaves.size();
  const auto made = copies.make(request(CopyKind::duplicate, "a", 2)).value();
  ASSERT_EQ(house.licenses.book.leaves.size(), before + 2);
  EXPECT_EQ(made[1].leaf, before + 1);
  const auto entry = ledger::decode_entry(house.licenses.book.leaves.back()).value();
  EXPECT_EQ(entry.kind, ledger::EntryKind::license_copied);
  EXPECT_EQ(entry.word, "duplicate");
  EXPECT_EQ(entry.number, 2U);
  EXPECT_EQ(entry.references[0].value,
            test::test_blinder().reference(ledger::ReferenceRole::license, license.identifier));
}

// The number stands on every output as text, the document stays as it was sealed.
TEST_F(CopiesTest, AreDrawnWithTheirLabel) {
  const auto copy = copies.make(request(CopyKind::duplicate, "a", 2))->at(1);
  const LicenseType& type = *test::embedded_types().find(license.type_code);
  const auto face = draw_copy(license, copy, type, fonts(), {}, "https://licenses.example/v/");
  ASSERT_THAT(face, succeeds());
  const Bytes svg = face->svg().value();
  EXPECT_NE(as_text(svg).find("副本（2-2）"), std::string_view::npos);
  const auto plain = draw_face(license, type, fonts(), {}, "https://licenses.example/v/");
  EXPECT_EQ(as_text(plain->svg().value()).find("副本（2-2）"), std::string_view::npos);
  EXPECT_NE(face->pdf().value(), plain->pdf().value());
  EXPECT_NE(face->png().value(), plain->png().value());
}

TEST(CopyKind, HasATextEach) {
  EXPECT_EQ(copy_kind_from_text("duplicate"), CopyKind::duplicate);
  EXPECT_EQ(copy_kind_from_text("reprint"), CopyKind::reprint);
  EXPECT_EQ(copy_kind_from_text("photo"), std::nullopt);
}

} // namespace
} // namespace elicense::license
