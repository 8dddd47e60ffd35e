// SPDX-License-Identifier: Apache-2.0
// Each case is one chain with one thing about it, and says exactly which steps do not pass.
#include "crypto/chain.hpp"
#include "tests/support/chain_scenario.hpp"

namespace elicense::crypto {
namespace {

using namespace test;

const Time july = utc("2026-07-01T00:00:00Z");

class Chain : public testing::TestWithParam<ChainCase> {};

TEST_P(Chain, GivesItsFindings) {
  expect_findings(GetParam());
}

// --- good ones ---

Scenario signer_trusting(const TrustStore& trust, const std::vector<Certificate>& extra = {}) {
  return {signer().certificate, trust, extra};
}

TrustStore anchored_in(const Certificate& anchor) {
  return TrustStore({anchor}, {}, test_pki().trust().crls(), test_pki().now);
}

INSTANTIATE_TEST_SUITE_P(
    Good, Chain,
    cases(
        {{"Signer", [] { return Scenario{signer().certificate}; }},
         {"SealMaker", [] { return for_purpose({test_pki().seal_maker.certificate}, Purpose::seal_maker); }},
         {"Tsa", [] { return for_purpose({test_pki().tsa.certificate}, Purpose::time_stamping); }},
         {"IntermediateBroughtAlong",
          [] {
            return signer_trusting(anchored_in(root().certificate),
                                   {signer().certificate, intermediate().certificate});
          }},
         {"LeafIsAnAnchor", [] { return signer_trusting(anchored_in(signer().certificate)); }},
         {"IntermediateIsAnAnchor", [] { return signer_trusting(anchored_in(intermediate().certificate)); }},
         {"WithoutKeyIds", [] { return leaf_with({.key_ids = false}); }}}),
    name_of);

// --- validity ---

Scenario signer_at(Time at) {
  TrustOptions options;
  options.next_update = test_pki().finish + second;
  return at_time(signer_with(options), at);
}

const auto begin_later = [](CertificateRecipe& recipe) { recipe.not_before = july; };

INSTANTIATE_TEST_SUITE_P(
    Validity, Chain,
    cases({{"FirstSecond", [] { return signer_at(test_pki().start); }},
           {"BeforeTheFirstSecond",
            [] { return signer_at(test_pki().start - second); },
            {{"CHAIN_VALIDITY", failed}},
            "the certificate: valid from 2026-01-01T00:00:00Z"},
           {"LastSecond", [] { return signer_at(test_pki().finish); }},
           {"AfterTheLastSecond",
            [] { return signer_at(test_pki().finish + second); },
            {{"CHAIN_VALIDITY", failed}},
            "the certificate: valid until 2031-01-01T00:00:00Z"},
           {"LeafExpired",
            [] { return leaf_with({.not_after = may}); },
            {{"CHAIN_VALIDITY", failed}},
            "the certificate"},
           {"AuthorityExpired",
            [] { return tree(top(), changed(middle(), expire)); },
            {{"CHAIN_VALIDITY", failed}},
            "CN=Middle"},
           {"RootExpired",
            [] { return tree(changed(top(), expire), middle()); },
            {{"CHAIN_VALIDITY", failed}},
            "CN=Top"},
           {"LeafNotYetValid",
            [] { return leaf_with({.not_before = july}); },
            {{"CHAIN_VALIDITY", failed}},
            "valid from"},
           {"AuthorityNotYetValid",
            [] { return tree(top(), changed(middle(), begin_later)); },
            {{"CHAIN_VALIDITY", failed}},
            "CN=Middle: valid from 2026-07-01T00:00:00Z"},
           {"RootNotYetValid",
            [] { return tree(changed(top(), begin_later), middle()); },
            {{"CHAIN_VALIDITY", failed}},
            "CN=Top: valid from 2026-07-01T00:00:00Z"},
           {"AllExpired",
            [] { return tree(changed(top(), expire), changed(middle(), expire), {.not_after = may}); },
            {{"CHAIN_VALIDITY", failed}},
            "CN=Middle: valid until 2026-05-01T00:00:00Z; CN=Top"}}),
    name_of);

// --- who may issue ---

INSTANTIATE_TEST_SUITE_P(
    Authorities, Chain,
    cases({{"CaFalse",
            [] { return tree(top(), changed(middle(), [](auto& r) { r.ca = false; })); },
            {{"CHAIN_CA", failed}},
            "CN=Middle"},
           {"NoBasicConstraints",
            [] { return tree(top(), changed(middle(), [](auto& r) { r.ca.reset(); })); },
            {{"CHAIN_CA", failed}},
            "CN=Middle"},
           {"RootIsNone",
            [] { return tree(changed(top(), [](auto& r) { r.ca = false; }), middle()); },
            {{"CHAIN_CA", failed}},
            "CN=Top"},
           {"IssuedBySigner",
            [] {
              return Scenario{make({}, signer()).certificate, test_pki().trust(), {signer().certificate}};
            },
            {{"CHAIN_CA", failed},
             {"CHAIN_PATH_LENGTH", failed},
             {"CHAIN_KEY_USAGE", failed},
             {"CHAIN_REVOCATION", undetermined}}},
           {"KeyNotForCertificates",
            [] { return tree(top(), changed(middle(), [](auto& r) { r.key_usage = 0x82; })); },
            {{"CHAIN_KEY_USAGE", failed}},
            "CN=Middle: its key is not for certificates"},
           {"AuthorityWithoutKeyUsage",
            [] { return tree(top(), changed(middle(), [](auto& r) { r.key_usage.reset(); })); }},
           {"PathLengthKept",
            [] { return tree(changed(top(), [](auto& r) { r.path_length = 1; }), middle()); }},
           {"PathLengthExceeded",
            [] { return tree(changed(top(), [](auto& r) { r.path_length = 0; }), middle()); },
            {{"CHAIN_PATH_LENGTH", failed}},
            "CN=Top: 1 authorities below, 0 allowed"},
           {"SelfIssuedIsNotCounted",
            [] { // a root's new key, signed by its old one
              const Identity old = make_self_signed(changed(top(), [](auto&r) { r.path_length = 0; })),
                             renewed = make(top(), old);
              return Scenario{make({}, renewed).certificate,
                              TrustStore({old.certificate}, {renewed.certificate},
                                         {make_crl({}, old), make_crl({}, renewed)}, test_pki().now)};
            }}}),
    name_of);

// --- key usage of the leaf ---

Scenario stamping(std::vector<std::string> usages, bool critical) {
  return for_purpose(
      leaf_with({.extended_key_usage = std::move(usages), .extended_key_usage_critical = critical}),
      Purpose::time_stamping);
}

Scenario serving(std::vector<std::string> usages) {
  return for_purpose(leaf_with({.extended_key_usage = std::move(usages)}), Purpose::tls_server);
}

const std::string time_stamping = "1.3.6.1.5.5.7.3.8", server = "1.3.6.1.5.5.7.3.1",
                  mail = "1.3.6.1.5.5.7.3.4", any = "2.5.29.37.0";
const ChainFindings wrong_usage = {{"CHAIN_KEY_USAGE", failed}};

INSTANTIATE_TEST_SUITE_P(
    KeyUsages, Chain,
    cases({{"DigitalSignature", [] { return leaf_with({.key_usage = 0x80}); }},
           {"NonRepudiation", [] { return leaf_with({.key_usage = 0x40}); }},
           {"SignatureAndEncryption", [] { return leaf_with({.key_usage = 0xf0}); }},
           {"Absent", [] { return leaf_with({.key_usage = std::nullopt}); }},
           {"AnyExtendedUsage",
            [] {
              return leaf_with({.extended_key_usage = {mail, server}, .extended_key_usage_critical = true});
            }},
           {"EncryptionCertificate", [] { return leaf_with({.key_usage = 0x38}); }, wrong_usage,
            "not for signatures"},
           {"EncryptionCertificateOfSealMaker",
            [] { return for_purpose(leaf_with({.key_usage = 0x20}), Purpose::seal_maker); }, wrong_usage},
           {"CertificateKeyAsSigner", [] { return leaf_with({.key_usage = 0x06}); }, wrong_usage},
           {"NoUsageAtAll", [] { return leaf_with({.key_usage = 0x00}); }, wrong_usage},
           {"TsaAsSigner", [] { return Scenario{test_pki().tsa.certificate}; }, wrong_usage,
            "time stamps alone"},
           {"TsaAsSealMaker", [] { return for_purpose({test_pki().tsa.certificate}, Purpose::seal_maker); },
            wrong_usage, "time stamps alone"},
           {"TsaWithItsUsage", [] { return stamping({time_stamping}, true); }},
           {"TsaWithoutUsage", [] { return stamping({}, false); }, wrong_usage,
            "critical timeStamping alone"},
           {"TsaNotCritical", [] { return stamping({time_stamping}, false); }, wrong_usage},
           {"TsaWithAnotherUsage",
            [] {
              return stamping({server, time_stamping}, true);
            },
            wrong_usage},
           {"TsaWithAnyUsage", [] { return stamping({any}, true); }, wrong_usage},
           {"TsaWithWrongUsage", [] { return stamping({mail}, true); }, wrong_usage},
           {"Server",
            [] {
              return serving({mail, server});
            }},
           {"ServerOfAnyUsage", [] { return serving({any}); }},
           {"ServerWithoutUsage", [] { return serving({}); }},
           {"ServerOfWrongUsage", [] { return serving({mail}); }, wrong_usage, "not for servers"}}),
    name_of);

// --- critical extensions ---

// Which names it leaves to its authority is not looked at, so that it leaves none.
Scenario constrained(bool critical) {
  const Bytes only_beijing = from_hex("3011a00f300d820b6265696a696e672e676f76").value();
  return tree(top(), changed(middle(), [&](auto& r) {
                r.more_extensions = {extension("2.5.29.30", critical, only_beijing)};
              }));
}

const ChainFindings unknown_demand = {{"CHAIN_CRITICAL_EXTENSION", failed}};

INSTANTIATE_TEST_SUITE_P(CriticalExtensions, Chain,
                         cases({{"OfLeaf", [] { return leaf_with(changed({}, demand_unknown)); },
                                 unknown_demand, "\nthe certificate: 1.2.3.4"},
                                {"OfAuthority", [] { return tree(top(), changed(middle(), demand_unknown)); },
                                 unknown_demand, "CN=Middle: 1.2.3.4"},
                                {"OfRoot", [] { return tree(changed(top(), demand_unknown), middle()); },
                                 unknown_demand, "CN=Top: 1.2.3.4"},
                                {"NameConstraints", [] { return constrained(true); }, unknown_demand,
                                 "CN=Middle: 2.5.29.30"},
                                {"NameConstraintsNotCritical", [] { return constrained(false); },
                                 unknown_demand, "CN=Middle: 2.5.29.30"},
                                {"NotCritical",
                                 [] {
                                   return leaf_with(changed({}, [](auto& r) {
                                     r.more_extensions = {extension("1.2.3.4", false, {})};
                                   }));
                                 }}}),
                         name_of);

// --- what else the report holds ---

TEST(ChainReport, HoldsThePathAndItsFacts) {
  const ChainReport report =
      check_chain(test_pki().trust(), signer().certificate, {}, test_pki().now, Purpose::document_signer);
  EXPECT_EQ(report.outcome(), Outcome::passed);
  EXPECT_EQ(report.path,
            (std::vector<Certificate>{signer().certificate, intermediate().certificate, root().certificate}));
  EXPECT_EQ(report.revoked_at, std::nullopt);
  EXPECT_EQ(report.oldest_crl_update, utc("2026-06-01T00:00:00Z"));
}

TEST(ChainReport, DoesNotNameTheLeaf) {
  const Scenario scenario = leaf_with({.subject = "张三", .not_after = may, .break_signature = true});
  const ChainReport report = check(scenario);
  EXPECT_THAT(details_of(report.steps), testing::Not(testing::HasSubstr("张三")));
}

} // namespace
} // namespace elicense::crypto
