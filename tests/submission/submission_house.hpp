// SPDX-License-Identifier: Apache-2.0
// A desk for submissions: a permit with a sealed document, its holder at a counter, a matter that asks for
// it, and a store in a file. Time is that of the test PKI and is moved by hand.
#pragma once
#include "face/seal_picture.hpp"
#include "show/desk.hpp"
#include "store/sqlite/sqlite_register.hpp"
#include "submission/submissions.hpp"
#include "tests/store/sealing.hpp"
#include "tests/support/licensed_documents.hpp"
#include "tests/support/memory_accesses.hpp"
#include "tests/support/memory_holders.hpp"
#include "tests/support/report_facts.hpp"
#include "tests/support/result_matchers.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gmock/gmock.h>

namespace elicense::submission {

using test::fails_with;
using test::succeeds;

inline const face::Fonts& fonts() {
  static const std::shared_ptr<const face::Fonts> loaded = face::Fonts::load().value();
  return *loaded;
}

inline license::License sealed_permit() {
  license::License license = test::permit();
  license.seal_id = test::usual_seal().id;
  return license;
}

// With a picture that can be drawn, for PDF and PNG.
inline seal::Cabinet cabinet() {
  std::vector<seal::HeldSeal> held;
  held.push_back(test::held_seal());
  held.back().seal.picture.data =
      face::draw_seal_picture(fonts(), {.name = "测试机构", .line = {}, .code = {}}).value();
  return seal::Cabinet(std::move(held));
}

class SubmissionHouse : public testing::Test {
 protected:
  SubmissionHouse() {
    test::register_issued(licenses, permit, test::license_document(permit));
    EXPECT_THAT(matters.publish(matter), succeeds());
  }

  // A use-code as the holder gives it: shown for the matter, scanned for the case.
  show::Scan scanned(const std::string& matter_case = "2026-000017") {
    const show::Matter shown{matter.code, matter.name};
    const auto session = desk.sessions().open({permit.holder, {permit.identifier}, shown}).value();
    return desk.scans()
        .scan({.idempotency_key = "scan " + std::to_string(++scans),
               .code = {false, session.code.reference},
               .asker = clerk,
               .matter = shown,
               .matter_case = matter_case,
               .wanted = {{permit.type_code, {}, agreed}}})
        .value();
  }
  std::string use_code() { return scanned().given.at(0).code; }

  SubmissionRequest request(std::vector<std::string> codes, const std::string& key = "key") const {
    SubmissionRequest request;
    request.idempotency_key = key;
    request.use_codes = std::move(codes);
    request.asker = clerk;
    request.matter = matter.code;
    request.item = "01";
    request.matter_case = "2026-000017";
    return request;
  }
  Answered submitted() { return submissions.submit(request({use_code()})).value(); }

  std::vector<ledger::EntryKind> kinds() {
    std::vector<ledger::EntryKind> found;
    const auto stored = store->book().entries(0, store->book().size().value()).value();
    for (const Bytes& each : stored)
      found.push_back(ledger::decode_entry(each).value().kind);
    return found;
  }

  static std::string metadata_of(ByteView copy, std::string_view name) {
    const auto package = ofd::Package::open(copy).value();
    for (const ofd::CustomData& data : ofd::read_document(package).value().custom_data)
      if (data.name == name) return data.value;
    return {};
  }

  Time now = test::test_pki().now;
  const Clock clock = [this] { return now; };
  license::License permit = sealed_permit();
  std::optional<std::vector<std::string>> agreed; // fields; nothing: all
  const show::Asker clerk{"client-1", "11640000MB999999XM", "operator-1", "窗口 3"};
  const std::string any_field = permit.data.items().begin().key();
  Matter matter{
      .code = "000100001",
      .name = "设立登记",
      .authority_code = "11640000MB999999XM",
      .authority_name = "示例市行政审批服务局",
      .region = "640100",
      .items = {{"01",
                 "新设",
                 "both",
                 {{"permit", "许可证", true, nullptr, {{permit.type_code, {any_field}, false, false, {}}}},
                  {"copy", "许可证复印件", true, nullptr, {{permit.type_code, {}, false, false, {}}}}}},
                {"02", "变更", "both", {{"paper", "场所平面图", true, nullptr, {}}}}}};
  int scans = 0;
  std::uint64_t mandates = 0;

  test::MemoryRegister licenses;
  test::TemporaryFolder folder;
  std::unique_ptr<store::SqliteRegister> store =
      store::SqliteRegister::create(folder.path() / "register.db", store::test_sealing()).value();
  test::MemoryAccesses accesses;
  test::MemoryHolders holders;
  privacy::Disclosure disclosure{
      {.log = accesses, .blinder = test::test_blinder(), .clock = clock, .random = crypto::system_random}};
  const show::FindLicense find = [this](std::string_view id) { return licenses.find(id); };
  show::Desk desk{show::DeskParts{.kept = store->show(find),
                                  .find = find,
                                  .holders = holders,
                                  .types = test::embedded_types(),
                                  .blinder = test::test_blinder(),
                                  .disclosure = disclosure,
                                  .says_nothing = [](std::string_view) { return false; },
                                  .addresses = show::Addresses::create("https://test.example/s/").value(),
                                  .status_number = [this] { return mandates++; },
                                  .clock = clock,
                                  .random = crypto::system_random}};
  MatterDirectory matters;
  seal::Cabinet seals = cabinet();
  seal::Sealer sealer{test::stamps_at(now), clock};
  verify::Engine engine = test::engine({.licenses = &licenses, .types = &test::embedded_types()});
  std::optional<Error> self_check_error;
  AnnotatedCopies copies{{.types = test::embedded_types(),
                          .fonts = fonts(),
                          .seals = seals,
                          .sealer = sealer,
                          .self_check = [this](const ofd::SignedFile&) -> Result<void> {
                            return self_check_error ? Result<void>(*self_check_error) : Result<void>();
                          },
                          .verification_url = "https://test.example/v/"}};
  std::unique_ptr<SubmissionRegister> kept = store->submissions();
  Submissions with(const crypto::RandomSource& random) {
    return Submissions({.kept = *kept,
                        .matters = matters,
                        .types = test::embedded_types(),
                        .licenses = licenses,
                        .uses = desk.uses(),
                        .shows = desk.kept(),
                        .engine = engine,
                        .copies = copies,
                        .disclosure = disclosure,
                        .blinder = test::test_blinder(),
                        .maker = "示例市行政审批服务局",
                        .clock = clock,
                        .random = random});
  }
  Submissions submissions = with(crypto::system_random);
};

} // namespace elicense::submission
