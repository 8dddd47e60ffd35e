// SPDX-License-Identifier: Apache-2.0
// Everything an issuer needs, in one place: real types, faces, seals and documents; a register, a clock and a
// self-check to steer.
#pragma once
#include "license/issue.hpp"
#include "tests/support/licensed_documents.hpp"
#include <atomic>

namespace elicense::license {

// Loses the answer of the store, as a crash between sealing and recording would.
class ForgetfulRegister final : public test::MemoryRegister {
 public:
  Result<PlanOutcome> record_plan(const Plan& plan) override {
    ++plans;
    if (plan_error) return *plan_error;
    if (duplicates > 0 && duplicates-- > 0) return fail(ErrorKind::conflict, "REGISTER_DUPLICATE");
    return MemoryRegister::record_plan(plan);
  }
  Result<void> record_issued(const License& license, ByteView document, const ledger::Entry& leaf,
                             const std::optional<Mark>& mark) override {
    if (issued_error) return *issued_error;
    return MemoryRegister::record_issued(license, document, leaf, mark);
  }
  Result<void> void_plan(const std::string& identifier, const std::string& reason_code,
                         const ledger::Entry& leaf) override {
    if (void_error) return *void_error;
    return MemoryRegister::void_plan(identifier, reason_code, leaf);
  }
  std::optional<Error> plan_error, issued_error, void_error;
  int duplicates = 0;
  std::atomic<int> plans{0};
};

inline const face::Fonts& fonts() {
  static const std::shared_ptr<const face::Fonts> loaded = face::Fonts::load().value();
  return *loaded;
}

struct House {
  static constexpr const char* permit_code = "11100000000019713D008";

  House() {
    std::vector<seal::HeldSeal> held;
    held.push_back(test::held_seal());
    cabinet = std::make_unique<seal::Cabinet>(std::move(held));
  }

  Issuer issuer() {
    return Issuer({.types = *types,
                   .licenses = licenses,
                   .blinder = test::test_blinder(),
                   .fonts = fonts(),
                   .seals = *cabinet,
                   .sealer = sealer,
                   .self_check = [this](const ofd::SignedFile& document) -> Result<void> {
                     ++self_checks;
                     if (self_check_error) return *self_check_error;
                     const auto package = ofd::Package::open(document.bytes);
                     return package ? Result<void>() : Result<void>(package.error());
                   },
                   .authority = authority,
                   .verification_url = "https://licenses.example/v/",
                   .clock = [this] { return now; },
                   .random = crypto::system_random,
                   .status_place = status_place});
  }
  IssueRequest request(const std::string& key = "key") const {
    return {.idempotency_key = key,
            .type_code = permit_code,
            .data = test::embedded_types().find(permit_code)->example,
            .holder_code_type = "",
            .issued_on = ""};
  }

  Time now = test::test_pki().now;
  ForgetfulRegister licenses;
  std::unique_ptr<seal::Cabinet> cabinet;
  crypto::TimestampSource stamp = test::stamps_at(now);
  seal::Sealer sealer{[this](ByteView bytes) { return stamp(bytes); }, [this] { return now; }};
  Authority authority{"11640100MB0000001A", "示例市交通运输局", test::usual_seal().id};
  std::optional<Error> self_check_error;
  const TypeCatalogue* types = &test::embedded_types();
  ReserveStatusPlace status_place;
  std::atomic<int> self_checks{0};
};

} // namespace elicense::license
