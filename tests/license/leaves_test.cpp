// SPDX-License-Identifier: Apache-2.0
// What leaves say of licenses: enough to hold every field of the register against it, and no personal data.
#include "ledger/kind_rules.hpp"
#include "license/leaves.hpp"
#include "tests/support/memory_book.hpp"
#include "tests/support/result_matchers.hpp"
#include <set>

namespace elicense::license {
namespace {

using test::test_blinder;

License license() {
  License made;
  made.identifier = "identifier";
  made.reference = "reference";
  made.number = "number";
  made.holder = {"张三", "111", "11010519491231002X"};
  made.data = {{"name", "张三"}};
  made.registered_state = State::valid;
  made.seal_id = "seal";
  return made;
}

TEST(LicenseLeaves, KeepTheRulesOfTheirKinds) {
  EXPECT_THAT(ledger::check_kind_rules(issued_leaf(license(), test_blinder(), Time())), test::succeeds());
  EXPECT_THAT(ledger::check_kind_rules(voided_leaf("identifier", "REASON_CODE", test_blinder(), Time())),
              test::succeeds());
}

TEST(LicenseLeaves, HoldNoPersonalData) {
  const Bytes leaf = ledger::encode_entry(issued_leaf(license(), test_blinder(), Time())).value();
  for (const std::string_view personal : {"张三", "11010519491231002X"})
    EXPECT_EQ(as_text(leaf).find(personal), std::string_view::npos);
  const auto plain = crypto::sm3(as_bytes("11010519491231002X"));
  EXPECT_EQ(as_text(leaf).find(as_text(plain)), std::string_view::npos);
}

TEST(RecordDigest, ChangesWithEveryFieldThatIsKept) {
  using Change = void (*)(License&);
  const Change changes[] = {[](License& one) { one.identifier += 'x'; },
                            [](License& one) { one.reference += 'x'; },
                            [](License& one) { one.type_code += 'x'; },
                            [](License& one) { one.type_name += 'x'; },
                            [](License& one) { one.number += 'x'; },
                            [](License& one) { one.issuer_code += 'x'; },
                            [](License& one) { one.issuer_name += 'x'; },
                            [](License& one) { one.holder.name += 'x'; },
                            [](License& one) { one.holder.code_type += 'x'; },
                            [](License& one) { one.holder.code += 'x'; },
                            [](License& one) { one.data["name"] = "x"; },
                            [](License& one) { one.issued_on += 'x'; },
                            [](License& one) { one.valid_from += 'x'; },
                            [](License& one) { one.valid_until += 'x'; },
                            [](License& one) { one.issued_at += std::chrono::seconds(1); },
                            [](License& one) { one.seal_id += 'x'; }};
  std::set<crypto::Sm3Digest> digests = {record_digest(license())};
  for (const Change change : changes) {
    License other = license();
    change(other);
    digests.insert(record_digest(other));
  }
  EXPECT_EQ(digests.size(), std::size(changes) + 1);
}

TEST(HolderReference, IsOfTypeAndCode) {
  Holder holder = license().holder;
  const auto first = holder_reference(holder, test_blinder());
  EXPECT_EQ(first, issued_leaf(license(), test_blinder(), Time()).references.at(1).value);
  holder.name = "李四"; // a name may change
  EXPECT_EQ(holder_reference(holder, test_blinder()), first);
  holder.code_type = "112";
  EXPECT_NE(holder_reference(holder, test_blinder()), first);
}

} // namespace
} // namespace elicense::license
