// SPDX-License-Identifier: Apache-2.0
#include "tests/support/chain_scenario.hpp"
#include <gmock/gmock.h>

namespace elicense::test {

using namespace crypto;

ChainReport check(const Scenario& scenario) {
  return check_chain(scenario.trust, scenario.leaf, scenario.extra, scenario.at, scenario.purpose);
}

ChainFindings findings_of(const Steps& steps) {
  ChainFindings findings;
  for (const Step& step : steps)
    if (step.outcome != Outcome::passed) findings.emplace(step.code, step.outcome);
  return findings;
}

std::string details_of(const Steps& steps) {
  std::string details;
  for (const Step& step : steps)
    details += step.detail + "\n";
  return details;
}

void PrintTo(const ChainCase& one, std::ostream* out) {
  *out << one.name;
}

std::string name_of(const testing::TestParamInfo<ChainCase>& test) {
  return test.param.name;
}

void expect_findings(const ChainCase& one) {
  const Scenario scenario = one.make();
  const ChainReport report = check(scenario);
  EXPECT_EQ(findings_of(report.steps), one.findings) << details_of(report.steps);
  EXPECT_THAT(details_of(report.steps), testing::HasSubstr(one.detail));
  EXPECT_THAT(codes_of(report.steps), testing::ElementsAre("CHAIN_BUILD", "CHAIN_SIGNATURE", "CHAIN_VALIDITY",
                                                           "CHAIN_CA", "CHAIN_PATH_LENGTH", "CHAIN_KEY_USAGE",
                                                           "CHAIN_CRITICAL_EXTENSION", "CHAIN_REVOCATION"));
  EXPECT_EQ(report.path.front(), scenario.leaf);
}

Scenario leaf_with(const CertificateRecipe& recipe) {
  return {make(recipe, test_pki().intermediate).certificate};
}

Scenario signer_with(const TrustOptions& options) {
  return {test_pki().signer.certificate, test_pki().trust(options)};
}

Scenario signer_with_lists(std::vector<Crl> lists) {
  const TestPki& pki = test_pki();
  lists.push_back(make_crl({}, pki.root));
  return {pki.signer.certificate,
          TrustStore({pki.root.certificate}, {pki.intermediate.certificate}, std::move(lists), pki.now)};
}

Scenario tree(const CertificateRecipe& root, const CertificateRecipe& middle, const CertificateRecipe& leaf) {
  const Identity top = make_self_signed(root), issuer = make(middle, top), end = make(leaf, issuer);
  return {end.certificate, TrustStore({top.certificate}, {issuer.certificate},
                                      {make_crl({}, top), make_crl({}, issuer)}, test_pki().now)};
}

Scenario at_time(Scenario scenario, Time at) {
  scenario.at = at;
  return scenario;
}

Scenario for_purpose(Scenario scenario, Purpose purpose) {
  scenario.purpose = purpose;
  return scenario;
}

CertificateRecipe changed(CertificateRecipe recipe, const std::function<void(CertificateRecipe&)>& change) {
  change(recipe);
  return recipe;
}

Identity namesake(const Identity& identity, const Identity& issuer) {
  CertificateRecipe recipe = authority_recipe("");
  recipe.subject_name = to_bytes(identity.certificate.subject_der());
  return make(recipe, issuer);
}

} // namespace elicense::test
