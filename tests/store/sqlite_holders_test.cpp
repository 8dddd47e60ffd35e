// SPDX-License-Identifier: Apache-2.0
// Holders and copies in the file: sealed, bound to their places, gone with their license.
#include "store/sqlite/opening.hpp"
#include "tests/store/sealed_house.hpp"
#include "tests/support/files.hpp"

namespace elicense::store {
namespace {

class SqliteHolders : public SealedHouse {
 protected:
  SqliteHolders() {
    license::License deed = license("A", zhang, "2020-01-01");
    deed.other_holders = {li};
    issue(deed);
    issue(license("B", zhang));
  }
  void edit(const std::string& sql) {
    licenses.reset();
    {
      Connection connection(file, Access::write);
      connection.execute(sql);
    }
    licenses = SqliteRegister::open(file, test_sealing()).value();
  }
  std::string edited(const std::string& sql) {
    edit(sql);
    const auto found = licenses->find("identifier-A");
    return found ? "" : found.error().code;
  }
  license::LeafedCopy copy() const {
    license::Copy made{.license = "identifier-A",
                       .kind = license::CopyKind::reprint,
                       .number = 1,
                       .total = 1,
                       .made_at = now,
                       .made_by = "clerk",
                       .purpose = "a purpose to be kept",
                       .reference = "reference of the copy"};
    return {made, license::copied_leaf(made, blinder)};
  }
  void order() {
    ASSERT_THAT(licenses->record_copies({"identifier-A", "key of the copy", {}, license::CopyKind::reprint},
                                        [&](const license::License&, std::int64_t) {
                                          return Result<std::vector<license::LeafedCopy>>({copy()});
                                        }),
                succeeds());
  }
};

TEST_F(SqliteHolders, OneHolderCostsNoRowMore) {
  EXPECT_EQ(count("other_holders"), 1);
  EXPECT_EQ(count("holdings"), 3);
}

TEST_F(SqliteHolders, OthersAreToldOfAnOrderOnce) {
  const auto outbox = licenses->outbox();
  const auto before = outbox->last_event().value();
  order();
  order();
  const auto events = outbox->events(before, 10).value();
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].kind, notify::kind::copies_made);
  EXPECT_EQ(events[0].tenant, licenses->find("identifier-A")->issuer_code);
  EXPECT_EQ(events[0].object, "/v1/licenses/identifier-A");
  EXPECT_EQ(events[0].at, now);
  EXPECT_EQ(
      events[0].data,
      (nlohmann::json{{"license_type", "11100000000013127D001"}, {"kind", "reprint"}, {"numbers", {1}}}));
}

TEST_F(SqliteHolders, NothingPersonalIsReadable) {
  order();
  licenses.reset();
  const Bytes content = test::read_file(file);
  for (const std::string_view secret :
       {"李四样例", "64010419900101003X", "a purpose to be kept", "reference of the copy", "key of the copy"})
    EXPECT_EQ(as_text(content).find(secret), std::string_view::npos) << secret;
}

TEST_F(SqliteHolders, WhatWasEditedDoesNotOpen) {
  const std::string free =
      "DROP TRIGGER licenses_keep_their_holders; DROP TRIGGER other_holders_are_never_changed; "
      "DROP TRIGGER other_holders_go_with_their_license; ";
  licenses.reset();
  const Bytes kept = test::read_file(file);
  for (const char* const sql : {"UPDATE licenses SET holders = 1 WHERE identifier = 'identifier-A'",
                                "UPDATE other_holders SET code_type = '414'", "DELETE FROM other_holders",
                                "UPDATE other_holders SET place = 3, id = 'identifier-A#3'",
                                "UPDATE other_holders SET sealed = zeroblob(length(sealed))"}) {
    SCOPED_TRACE(sql);
    EXPECT_EQ(edited("BEGIN; " + free + sql + "; COMMIT"), "STORE_SEALED_FIELD");
    licenses.reset();
    for (const char* const end : {"-wal", "-shm"})
      std::filesystem::remove(file.string() + end);
    test::write_file(file, kept);
  }
}

TEST_F(SqliteHolders, TheSchemaLetsNothingChange) {
  licenses.reset();
  Connection connection(file, Access::write);
  for (const char* const sql :
       {"UPDATE licenses SET holders = 1", "UPDATE other_holders SET code_type = 'x'",
        "DELETE FROM other_holders", "UPDATE holdings SET license = 2", "DELETE FROM holdings"})
    EXPECT_THROW(connection.execute(sql), SqliteFailure) << sql;
}

TEST_F(SqliteHolders, AreErasedWithTheirLicense) {
  order();
  ASSERT_EQ(licenses->retention()->erase({std::chrono::days(30), {}, {}}, now, 10, blinder)->licenses, 1);
  EXPECT_EQ(count("other_holders"), 0);
  EXPECT_EQ(count("license_copies"), 0);
  EXPECT_EQ(count("holdings"), 1);
  EXPECT_THAT(licenses->find_copy("reference of the copy"), fails_with("COPY_NOT_FOUND"));
  EXPECT_TRUE(licenses->holders()->licenses_of(li)->empty());
  EXPECT_EQ(licenses->holders()->licenses_of(zhang)->size(), 1U);
}

TEST_F(SqliteHolders, StandUnderANewKeyAfterwards) {
  order();
  ASSERT_THAT(licenses->key_rotation()->begin(now, blinder), succeeds());
  EXPECT_EQ(licenses->key_rotation()->go_on(100, now, blinder)->left, 0);
  EXPECT_EQ(licenses->find("identifier-A")->other_holders.at(0).name, li.name);
  EXPECT_EQ(licenses->find_copy("reference of the copy")->purpose, "a purpose to be kept");
}

TEST_F(SqliteHolders, AnyHoldersCorrectionMakesADispute) {
  const auto deed = licenses->find("identifier-A").value();
  EXPECT_FALSE(licenses->is_disputed(deed).value());
  privacy::Correction correction;
  correction.asked_at = now;
  correction.license = deed.identifier;
  correction.holder = li;
  correction.field = "姓名";
  correction.text = "有误";
  ASSERT_THAT(licenses->holders()->ask_correction(correction), succeeds());
  EXPECT_TRUE(licenses->is_disputed(deed).value());
  EXPECT_FALSE(licenses->is_disputed(licenses->find("identifier-B").value()).value());
}

TEST_F(SqliteHolders, ACopyThatWasEditedDoesNotOpen) {
  order();
  edit("BEGIN; DROP TRIGGER license_copies_are_never_changed; UPDATE license_copies SET number = 2; COMMIT");
  EXPECT_THAT(licenses->copies("identifier-A"), fails_with("STORE_SEALED_FIELD"));
}

TEST_F(SqliteHolders, AreFoundUnderAnotherIndexKey) {
  order();
  const auto renew = [this] {
    return licenses->key_rotation()->renew_index(now, blinder, [](std::int64_t, std::int64_t) {});
  };
  for (int time = 0; time < 2; ++time) { // what was made again can be made again
    ASSERT_THAT(renew(), succeeds());
    EXPECT_EQ(licenses->find("identifier-A")->other_holders.at(0).code, li.code);
    EXPECT_EQ(licenses->holders()->licenses_of(li)->size(), 1U);
    EXPECT_EQ(licenses->holders()->licenses_of(zhang)->size(), 2U);
    EXPECT_EQ(licenses->find_copy("reference of the copy")->license, "identifier-A");
    order();
    EXPECT_EQ(licenses->copies("identifier-A")->size(), 1U); // the same order
    EXPECT_THAT(licenses->record_copies(
                    {"identifier-A", "key of the copy", crypto::sm3(as_bytes("another request")),
                     license::CopyKind::reprint},
                    [](const license::License&, std::int64_t) {
                      return Result<std::vector<license::LeafedCopy>>(std::vector<license::LeafedCopy>());
                    }),
                fails_with("IDEMPOTENCY_MISMATCH"));
  }
}

} // namespace
} // namespace elicense::store
