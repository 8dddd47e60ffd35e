// SPDX-License-Identifier: Apache-2.0
// Chains with one thing about each, for tables of cases. All keys are SM2.
#pragma once
#include "crypto/chain.hpp"
#include "tests/support/certificate_recipe.hpp"
#include "tests/support/steps.hpp"
#include <functional>
#include <gtest/gtest.h>
#include <map>

namespace elicense::test {

struct Scenario {
  crypto::Certificate leaf;
  crypto::TrustStore trust = test_pki().trust();
  std::vector<crypto::Certificate> extra = {};
  Time at = test_pki().now;
  crypto::Purpose purpose = crypto::Purpose::document_signer;
};

crypto::ChainReport check(const Scenario& scenario);

using ChainFindings = std::map<std::string, Outcome>; // the steps that did not pass
ChainFindings findings_of(const Steps& steps);
std::string details_of(const Steps& steps);

struct ChainCase {
  const char* name;
  std::function<Scenario()> make;
  ChainFindings findings = {};
  std::string detail = {}; // somewhere in the details
};
void PrintTo(const ChainCase& one, std::ostream* out);
inline auto cases(const std::vector<ChainCase>& list) {
  return testing::ValuesIn(list);
}
std::string name_of(const testing::TestParamInfo<ChainCase>& test);
// The findings are exactly those of the case, and all steps are reported in their order.
void expect_findings(const ChainCase& one);

// --- words of the tables ---

inline constexpr Outcome failed = Outcome::failed, undetermined = Outcome::undetermined;
inline constexpr std::chrono::seconds second{1};
inline const Time may = utc("2026-05-01T00:00:00Z");

inline void expire(CertificateRecipe& recipe) {
  recipe.not_after = may;
}
inline void demand_unknown(CertificateRecipe& recipe) {
  recipe.more_extensions = {extension("1.2.3.4", true, {})};
}

// --- who is in them ---

// Made at first use: a static would touch OpenSSL before the process tests prepare it.
inline const CertificateRecipe& top() {
  static const CertificateRecipe recipe = authority_recipe("Top");
  return recipe;
}
inline const CertificateRecipe& middle() {
  static const CertificateRecipe recipe = authority_recipe("Middle");
  return recipe;
}
inline const Identity& root() {
  return test_pki().root;
}
inline const Identity& intermediate() {
  return test_pki().intermediate;
}
inline const Identity& signer() {
  return test_pki().signer;
}

// --- ways to make a scenario ---

Scenario leaf_with(const CertificateRecipe& recipe); // under the intermediate of the test PKI
Scenario signer_with(const TrustOptions& options);
// The signer, and these lists of the intermediate beside a good one of the root.
Scenario signer_with_lists(std::vector<crypto::Crl> lists);
// A PKI of these, all trusted that can be, and with good lists.
Scenario tree(const CertificateRecipe& root, const CertificateRecipe& middle,
              const CertificateRecipe& leaf = {});
Scenario at_time(Scenario scenario, Time at);
Scenario for_purpose(Scenario scenario, crypto::Purpose purpose);

CertificateRecipe changed(CertificateRecipe recipe, const std::function<void(CertificateRecipe&)>& change);
// Another authority with the name of `identity` and a key of its own.
Identity namesake(const Identity& identity, const Identity& issuer);

} // namespace elicense::test
