// SPDX-License-Identifier: Apache-2.0
// Asking a verification report as a test does, and telling what stands in it when an expectation fails.
#pragma once
#include "tests/support/pki.hpp"
#include "tests/support/steps.hpp"
#include "verify/engine.hpp"
#include <optional>

namespace elicense::test {

// An engine as of test_pki().now that trusts the test PKI.
struct EngineOptions {
  std::optional<crypto::TrustStore> trust = {}; // test_pki().trust() when absent
  license::Register* licenses = nullptr;
  const license::TypeCatalogue* types = nullptr;
  Time now = test_pki().now;
  verify::OwnIssuers own_issuers = {};
};
verify::Engine engine(const EngineOptions& options = {});

std::string told(const verify::Report& report); // verdict, cause and every step that did not pass

void expect_verdict(const verify::Report& report, verify::Verdict verdict, std::string_view cause);

} // namespace elicense::test

namespace elicense::verify {
void PrintTo(const Report& report, std::ostream* out);
}
