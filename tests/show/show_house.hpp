// SPDX-License-Identifier: Apache-2.0
// A desk over a store in a file, licenses in memory, and time that is moved by hand.
#pragma once
#include "show/desk.hpp"
#include "store/sqlite/connection.hpp"
#include "store/sqlite/sqlite_register.hpp"
#include "tests/store/sealing.hpp"
#include "tests/support/memory_accesses.hpp"
#include "tests/support/memory_book.hpp"
#include "tests/support/result_matchers.hpp"
#include "tests/support/temporary_folder.hpp"

#include <atomic>
#include <gmock/gmock.h>

namespace elicense::show {

using test::fails_with;
using test::succeeds;

// Licenses that a test changes while others read.
class LicensesOnDesk final : public privacy::HolderRegister {
 public:
  Result<license::License> find(std::string_view identifier) {
    const std::lock_guard lock(mutex);
    for (const license::License& license : licenses)
      if (license.identifier == identifier) return license;
    return fail(ErrorKind::not_found, "LICENSE_NOT_FOUND");
  }
  Result<std::vector<license::License>> licenses_of(const license::Holder& holder) override {
    const std::lock_guard lock(mutex);
    std::vector<license::License> found;
    for (const license::License& license : licenses)
      if (license.is_held_by(holder)) found.push_back(license);
    return found;
  }
  Result<std::int64_t> ask_correction(const privacy::Correction&) override { return 0; }
  Result<std::vector<privacy::Correction>> corrections_of(const license::Holder&) override {
    return std::vector<privacy::Correction>();
  }
  Result<std::vector<privacy::Correction>> open_corrections(std::int64_t, std::size_t) override {
    return std::vector<privacy::Correction>();
  }
  Result<void> answer_correction(std::int64_t, privacy::CorrectionState, Time) override { return {}; }

  std::mutex mutex;
  std::vector<license::License> licenses;
};

class ShowHouse : public testing::Test {
 protected:
  static constexpr const char* business = "11100000MB0143028R001";

  ShowHouse() { add_license("A", zhang); }

  void add_license(const std::string& serial, const license::Holder& holder, const char* type = business) {
    license::License made;
    made.identifier = "identifier-" + serial;
    made.type_code = type;
    made.type_name = "营业执照";
    made.number = "number-" + serial;
    made.holder = holder;
    made.data = {{"名称", holder.name}, {"住所", "somewhere"}};
    made.registered_state = license::State::valid;
    desk_licenses.licenses.push_back(made);
  }
  void revoke(const std::string& identifier) {
    const std::lock_guard lock(desk_licenses.mutex);
    for (license::License& license : desk_licenses.licenses)
      if (license.identifier == identifier) license.registered_state = license::State::revoked;
  }

  OpenedSession open(std::vector<std::string> licenses = {"identifier-A"}) {
    return desk->sessions().open({.shower = zhang, .licenses = std::move(licenses)}).value();
  }
  ScanRequest asking(const Code& code, const std::string& key = "scan-1") const {
    return {.idempotency_key = key,
            .code = {false, code.reference},
            .asker = clerk,
            .matter = matter,
            .matter_case = "2026-000017",
            .wanted = {{business, {}, std::nullopt}}};
  }
  Mandate wanted_mandate() const {
    Mandate mandate;
    mandate.principal = zhang;
    mandate.agent = li;
    mandate.type_codes = {business};
    mandate.matters = {matter};
    mandate.uses = 2;
    mandate.until = now() + std::chrono::days(30);
    return mandate;
  }
  UseRequest using_code(const std::string& code, const std::string& key = "use-1") const {
    return {.code = code,
            .idempotency_key = key,
            .asker = clerk,
            .matter = matter.code,
            .matter_case = "2026-000017"};
  }
  Scan confirmed(const std::string& key = "scan-1") {
    const Scan scan = desk->scans().scan(asking(open().code, key)).value();
    return desk->scans().confirm(scan.id, scan.match, {"identifier-A"}).value();
  }
  std::vector<ledger::Entry> entries() {
    std::vector<ledger::Entry> read;
    const auto size = store->book().size().value();
    if (size == 0) return read;
    const auto stored = store->book().entries(0, size).value();
    for (const Bytes& each : stored)
      read.push_back(ledger::decode_entry(each).value());
    return read;
  }
  std::vector<ledger::EntryKind> kinds() {
    std::vector<ledger::EntryKind> found;
    for (const ledger::Entry& entry : entries())
      found.push_back(entry.kind);
    return found;
  }

  // --- the store, as whoever has the file finds it
  virtual void close() {
    desk.reset();
    store.reset();
  }
  void reopen() {
    close();
    store = store::SqliteRegister::open(file, store::test_sealing()).value();
    desk = make_desk();
  }
  void edit(const std::string& sql) {
    close();
    {
      store::Connection connection(file, store::Access::write);
      connection.execute(sql);
    }
    reopen();
  }
  std::int64_t count(const std::string& what) const {
    store::Connection connection(file, store::Access::read);
    store::Statement row(connection, "SELECT count(*) FROM " + what);
    row.next();
    return row.integer(0);
  }

  const license::Holder zhang{"张三样例", "111", "640104199001010026"},
      li{"李四样例", "111", "640104199001010034"}, company{"示例公司", "001", "91640100MA7XXXXX0X"};
  const Asker clerk{"client-1", "11640000MB999999XM", "operator-1", "窗口 3"};
  const Matter matter{"000100001", "设立登记"};
  std::atomic<std::int64_t> moved = 0; // seconds
  std::uint64_t next_status_number = 7;
  const Time start = from_rfc3339("2026-06-15T12:00:00Z").value();
  Time now() const { return start + std::chrono::seconds(moved.load()); }

  std::unique_ptr<Register> kept() {
    return store->show([this](std::string_view id) { return desk_licenses.find(id); });
  }
  std::unique_ptr<Desk> make_desk() { return make_desk(kept()); }
  std::unique_ptr<Desk> make_desk(std::unique_ptr<Register> register_) {
    return std::make_unique<Desk>(
        DeskParts{.kept = std::move(register_),
                  .find = [this](std::string_view id) { return desk_licenses.find(id); },
                  .holders = desk_licenses,
                  .types = types,
                  .blinder = test::test_blinder(),
                  .disclosure = disclosure,
                  .says_nothing = [](std::string_view text) { return text == "test"; },
                  .addresses = Addresses::create("https://test.example/s/").value(),
                  .status_number = [this] { return next_status_number++; },
                  .clock = [this] { return now(); },
                  .random = crypto::system_random});
  }

  test::TemporaryFolder folder;
  const std::filesystem::path file = folder.path() / "register.db";
  std::unique_ptr<store::SqliteRegister> store =
      store::SqliteRegister::create(file, store::test_sealing()).value();
  LicensesOnDesk desk_licenses;
  test::MemoryAccesses accesses;
  license::TypeCatalogue types = license::TypeCatalogue::load().value();
  privacy::Disclosure disclosure{{.log = accesses,
                                  .blinder = test::test_blinder(),
                                  .clock = [this] { return now(); },
                                  .random = crypto::system_random}};
  std::unique_ptr<Desk> desk = make_desk();
};

} // namespace elicense::show
