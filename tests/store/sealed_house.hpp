// SPDX-License-Identifier: Apache-2.0
// A store with a few persons in it.
#pragma once
#include "license/leaves.hpp"
#include "store/sqlite/sqlite_register.hpp"
#include "tests/store/register_contract.hpp"
#include "tests/store/sealing.hpp"
#include "tests/support/memory_book.hpp"
#include "tests/support/temporary_folder.hpp"

namespace elicense::store {

class SealedHouse : public testing::Test {
 protected:
  static license::License license(const std::string& serial, const license::Holder& holder,
                                  const std::string& valid_until = {}) {
    license::License made;
    made.identifier = "identifier-" + serial;
    made.reference = "reference-" + serial;
    made.type_code = "11100000000013127D001";
    made.number = "number-" + serial;
    made.holder = holder;
    made.data = {{"姓名", holder.name}};
    made.valid_until = valid_until;
    return made;
  }
  void plan(const license::License& license) const {
    ASSERT_THAT(licenses->record_plan({license.identifier, {}, license, now}), succeeds());
  }
  void issue(const license::License& license) const {
    plan(license);
    license::License issued = license;
    issued.registered_state = license::State::valid;
    issued.document_digest = crypto::sm3(document);
    ASSERT_THAT(licenses->record_issued(issued, document, license::issued_leaf(issued, blinder, now)),
                succeeds());
  }
  std::int64_t count(const std::string& what) const {
    Connection connection(file, Access::read);
    Statement row(connection, "SELECT count(*) FROM " + what);
    row.next();
    return row.integer(0);
  }

  const ledger::Blinder& blinder = test::test_blinder();
  const Time now = from_rfc3339("2026-03-01T12:00:00+08:00").value();
  const Bytes document = to_bytes(std::string_view("a document of a person"));
  const license::Holder zhang{"张三样例", "111", "640104199001010026"},
      li{"李四样例", "111", "64010419900101003X"};
  test::TemporaryFolder folder;
  const std::filesystem::path file = folder.path() / "register.db";
  std::unique_ptr<SqliteRegister> licenses = SqliteRegister::create(file, test_sealing()).value();
};

} // namespace elicense::store
