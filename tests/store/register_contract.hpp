// SPDX-License-Identifier: Apache-2.0
// What every license register must do (register_contract_test.cpp), to be instantiated with each.
#pragma once
#include "license/leaves.hpp"
#include "license/register.hpp"
#include "tests/support/memory_book.hpp"
#include "tests/support/result_matchers.hpp"
#include <functional>

namespace elicense::store {

using test::fails_with;
using test::succeeds;

struct RegisterUnderTest {
  std::string name;
  std::function<std::unique_ptr<license::Register>()> make;
};

class RegisterContract : public testing::TestWithParam<RegisterUnderTest> {
 protected:
  std::unique_ptr<license::Register> licenses = GetParam().make();
  const Time noon = from_rfc3339("2026-03-01T12:00:00+08:00").value();

  license::License license(const std::string& serial) const {
    license::License made;
    made.identifier = "1.2.156.3005.2.11100000000013338W011.11430000006122244L." + serial + ".001.X";
    made.reference = "reference-" + serial;
    made.type_code = "11100000000013338W011";
    made.type_name = "示例许可证";
    made.number = "示许〔2026〕" + serial + "号";
    made.issuer_code = "11430000006122244L";
    made.issuer_name = "示例市住房和城乡建设局";
    made.holder = {"示例科技有限公司", "001", "11100000000013338W"};
    made.data = {{"name", "示例科技有限公司"}, {"scope", {"一", "二"}}, {"floors", 3}};
    made.issued_at = noon;
    made.issued_on = "2026-03-01";
    made.valid_from = "2026-03-01";
    made.valid_until = std::string(license::no_end);
    return made;
  }
  license::Plan plan(const std::string& key, const std::string& serial,
                     const std::string& request = "request") const {
    return {key, crypto::sm3(as_bytes(request)), license(serial), noon};
  }
  license::License issued(const std::string& serial, const Bytes& document) const {
    license::License made = license(serial);
    made.registered_state = license::State::valid;
    made.seal_id = "seal-1";
    made.document_digest = crypto::sm3(document);
    return made;
  }
  void issue(const std::string& key, const std::string& serial) {
    ASSERT_TRUE(licenses->record_plan(plan(key, serial)));
    ASSERT_TRUE(record_issued(serial));
  }
  Result<void> record_issued(const std::string& serial) {
    const license::License made = issued(serial, document);
    return licenses->record_issued(made, document, license::issued_leaf(made, test::test_blinder(), noon));
  }
  Result<void> void_plan(const std::string& serial, const std::string& reason) {
    const std::string identifier = license(serial).identifier;
    return licenses->void_plan(identifier, reason,
                               license::voided_leaf(identifier, reason, test::test_blinder(), noon));
  }
  std::vector<std::uint64_t> leaves(const std::string& serial) {
    const auto found = licenses->leaves(license(serial).identifier);
    return found ? *found : std::vector<std::uint64_t>{};
  }

  const Bytes document = to_bytes(std::string_view("PK\x03\x04 a document \0 with a nul", 28));
};

} // namespace elicense::store
