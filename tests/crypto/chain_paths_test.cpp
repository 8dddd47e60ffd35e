// SPDX-License-Identifier: Apache-2.0
// Which way a chain is built, what stops it, and whose signature counts.
#include "crypto/chain.hpp"
#include "crypto/der.hpp"
#include "tests/support/chain_scenario.hpp"

namespace elicense::crypto {
namespace {

using namespace test;

class ChainPaths : public testing::TestWithParam<ChainCase> {};

TEST_P(ChainPaths, GivesItsFindings) {
  expect_findings(GetParam());
}

// root → 1 → 2 → … → leaf, with `authorities` below the root, all of them brought along.
Scenario long_chain(int authorities) {
  Identity issuer = root();
  std::vector<Certificate> extra;
  std::vector<Crl> lists{make_crl({}, root())};
  for (int i = 0; i < authorities; ++i) {
    issuer = make(authority_recipe("Authority " + std::to_string(i)), issuer);
    extra.push_back(issuer.certificate);
    lists.push_back(make_crl({}, issuer));
  }
  return {make({}, issuer).certificate, TrustStore({root().certificate}, {}, lists, test_pki().now), extra};
}

// --- building ---

INSTANTIATE_TEST_SUITE_P(
    Building, ChainPaths,
    cases(
        {{"SelfSignedLeaf",
          [] { return Scenario{make_self_signed({}).certificate}; },
          {{"CHAIN_BUILD", undetermined},
           {"CHAIN_SIGNATURE", undetermined},
           {"CHAIN_REVOCATION", undetermined}},
          "signed itself and is no anchor"},
         {"IssuerUnknown",
          [] {
            return Scenario{signer().certificate, TrustStore()};
          },
          {{"CHAIN_BUILD", undetermined},
           {"CHAIN_SIGNATURE", undetermined},
           {"CHAIN_REVOCATION", undetermined}},
          "not known: CN=Test Intermediate,O=测试机构,C=CN"},
         {"RootUnknown",
          [] {
            return Scenario{
                signer().certificate, TrustStore(), {intermediate().certificate, root().certificate}};
          },
          {{"CHAIN_BUILD", undetermined}, {"CHAIN_REVOCATION", undetermined}},
          "the root is no anchor: CN=Test Root"},
         {"RootMissing",
          [] {
            return Scenario{signer().certificate, TrustStore(), {intermediate().certificate}};
          },
          {{"CHAIN_BUILD", undetermined}, {"CHAIN_REVOCATION", undetermined}},
          "not known: CN=Test Root"},
         {"IssuerNameInOtherLetters",
          [] { // the same text, but of another string type
            const Bytes attribute = der::wrap(
                der::sequence, {der::write_oid("2.5.4.3"), der::write_text(der::printable_string, "Middle")});
            const Identity written_otherwise = make_self_signed(changed(middle(), [&](auto& r) {
              r.subject_name = der::wrap(der::sequence, der::wrap(der::set, attribute));
            }));
            const Identity issuer =
                make(changed(middle(), [&](auto& r) { r.key = written_otherwise.key; }), root());
            return Scenario{
                make({}, written_otherwise).certificate, test_pki().trust(), {issuer.certificate}};
          },
          {{"CHAIN_BUILD", undetermined},
           {"CHAIN_SIGNATURE", undetermined},
           {"CHAIN_REVOCATION", undetermined}},
          "not known: CN=Middle"},
         {"OneKeyUnderTwoNames",
          [] {
            const Identity above = make_self_signed(top());
            const Identity below = make(changed(middle(), [&](auto& r) { r.key = above.key; }), above);
            return Scenario{make({}, below).certificate,
                            TrustStore({above.certificate}, {below.certificate},
                                       {make_crl({}, above), make_crl({}, below)}, test_pki().now)};
          }},
         {"TheRightIssuerBesideAForgedOne",
          [] {
            const Certificate forged = namesake(intermediate(), root()).certificate;
            return Scenario{signer().certificate,
                            TrustStore({}, {forged, intermediate().certificate}, {}, test_pki().now)};
          },
          {{"CHAIN_BUILD", undetermined}, {"CHAIN_REVOCATION", undetermined}},
          "not known: CN=Test Root"},
         {"CrossSigned",
          [] { // two authorities that sign each other, and no root
            const Identity a = make_self_signed(top()), b = make_self_signed(middle());
            const auto key_of = [](const Identity& identity) {
              return [&](CertificateRecipe& r) { r.key = identity.key; };
            };
            const Identity a_by_b = make(changed(top(), key_of(a)), b),
                           b_by_a = make(changed(middle(), key_of(b)), a);
            return Scenario{make({}, a).certificate, TrustStore(), {a_by_b.certificate, b_by_a.certificate}};
          },
          {{"CHAIN_BUILD", undetermined}, {"CHAIN_REVOCATION", undetermined}},
          "sign each other"},
         {"TooLong",
          [] { return long_chain(max_chain_length - 1); },
          {{"CHAIN_BUILD", failed}, {"CHAIN_REVOCATION", undetermined}},
          "longer than 8"},
         {"HundredDeep",
          [] { return long_chain(100); },
          {{"CHAIN_BUILD", failed}, {"CHAIN_REVOCATION", undetermined}},
          "longer than 8"}}),
    name_of);

// `count` authorities of the intermediate's name before it among what was brought along.
Scenario crowd(int count, bool intermediate_trusted = false) {
  std::vector<Certificate> extra(static_cast<std::size_t>(count),
                                 namesake(intermediate(), root()).certificate);
  extra.push_back(intermediate().certificate);
  const TrustStore trust = test_pki().trust();
  return {make({.key_ids = false}, intermediate()).certificate, // no hint which of them it is
          TrustStore(trust.anchors(),
                     intermediate_trusted ? trust.intermediates() : std::vector<Certificate>(), trust.crls(),
                     test_pki().now),
          extra};
}

INSTANTIATE_TEST_SUITE_P(Candidates, ChainPaths,
                         cases({{"AsManyAsAllowed", [] { return crowd(max_chain_candidates - 2); }},
                                {"OneTooMany",
                                 [] { return crowd(max_chain_candidates - 1); },
                                 {{"CHAIN_BUILD", undetermined}, {"CHAIN_REVOCATION", undetermined}},
                                 "more than 64 signatures"},
                                {"TenThousand",
                                 [] { return crowd(10000); },
                                 {{"CHAIN_BUILD", undetermined},
                                  {"CHAIN_SIGNATURE", undetermined},
                                  {"CHAIN_REVOCATION", undetermined}},
                                 "more than 64 signatures"},
                                {"TenThousandBehindATrustedOne", [] { return crowd(10000, true); }},
                                {"AsLongAsAllowed", [] { return long_chain(max_chain_length - 2); }},
                                {"TheKeyIdFindsOneAmongTenThousand",
                                 [] {
                                   Scenario scenario = crowd(10000);
                                   scenario.leaf = signer().certificate;
                                   return scenario;
                                 }}}),
                         name_of);

// --- signatures ---

Scenario leaf_with_algorithm(std::string_view oid) {
  return leaf_with({.inner_algorithm = algorithm(oid), .outer_algorithm = algorithm(oid)});
}

const ChainFindings refuted = {
    {"CHAIN_BUILD", undetermined}, {"CHAIN_SIGNATURE", failed}, {"CHAIN_REVOCATION", undetermined}};

INSTANTIATE_TEST_SUITE_P(
    Signatures, ChainPaths,
    cases(
        {{"Forged", [] { return leaf_with({.break_signature = true}); }, refuted,
          "did not make the signature"},
         {"ByANamesakeBroughtAlong",
          [] {
            const Identity fake = make_self_signed(
                changed(top(), [](auto& r) { r.subject_name = to_bytes(root().certificate.subject_der()); }));
            return Scenario{make({}, fake).certificate, test_pki().trust(), {fake.certificate}};
          },
          refuted, "CN=Test Root,O=测试机构,C=CN did not make"},
         {"ByANamesakeThatNobodyTrusts",
          [] {
            return Scenario{
                signer().certificate, TrustStore(), {namesake(intermediate(), root()).certificate}};
          },
          {{"CHAIN_BUILD", undetermined},
           {"CHAIN_SIGNATURE", undetermined},
           {"CHAIN_REVOCATION", undetermined}},
          "CN=Test Intermediate,O=测试机构,C=CN did not make"},
         {"ByAKeyOfAnotherName",
          [] {
            const Identity other = make(changed(top(), [](auto& r) { r.key = intermediate().key; }), root());
            return Scenario{make({}, other).certificate};
          },
          {{"CHAIN_BUILD", undetermined},
           {"CHAIN_SIGNATURE", undetermined},
           {"CHAIN_REVOCATION", undetermined}},
          "not known: CN=Top"},
         {"WithoutSignerId",
          [] {
            const auto key = std::make_shared<SoftwareSigner>(Sm2PrivateKey::generate(""));
            const Identity authority = make(changed(middle(), [&](auto& r) { r.key = key; }), root());
            return Scenario{make({}, authority).certificate,
                            TrustStore({root().certificate}, {authority.certificate}, {}, test_pki().now)};
          },
          refuted, "CN=Middle did not make"},
         {"AlgorithmsDiffer",
          [] { return leaf_with({.outer_algorithm = algorithm("1.2.156.10197.1.501", true)}); }, refuted},
         {"Sha1", [] { return leaf_with_algorithm("1.2.840.113549.1.1.5"); }, refuted, "SIGNATURE_ALGORITHM"},
         {"Md5", [] { return leaf_with_algorithm("1.2.840.113549.1.1.4"); }, refuted, "SIGNATURE_ALGORITHM"},
         {"RsaBySm2Key", [] { return leaf_with_algorithm("1.2.840.113549.1.1.11"); }, refuted,
          "SIGNATURE_ALGORITHM"},
         {"EcdsaBySm2Key", [] { return leaf_with_algorithm("1.2.840.10045.4.3.2"); }, refuted,
          "SIGNATURE_ALGORITHM"}}),
    name_of);

// --- several ways ---

const auto forge = [](CertificateRecipe& recipe) { recipe.break_signature = true; };

// One authority with two certificates for its key.
Scenario two_ways(const CertificateRecipe& first_recipe, const CertificateRecipe& second_recipe = middle(),
                  const Identity& second_issuer = root()) {
  const Identity first = make(first_recipe, root());
  const Identity other = make(changed(second_recipe,
                                      [&](auto& r) {
                                        r.key = first.key;
                                        r.serial = {0x77};
                                      }),
                              second_issuer);
  return {make({}, first).certificate,
          TrustStore({root().certificate}, {first.certificate, other.certificate},
                     {make_crl({}, root()), make_crl({}, first)}, test_pki().now)};
}

// Nobody can tell whether an authority of this one was revoked.
const Identity& silent_root() {
  static const Identity identity = make_self_signed(top());
  return identity;
}

Scenario without_list_of_root(Scenario scenario) {
  const TrustStore& trust = scenario.trust;
  scenario.trust = TrustStore(trust.anchors(), trust.intermediates(), {trust.crls().back()}, test_pki().now);
  return scenario;
}

Scenario without_anchors(Scenario scenario) {
  scenario.trust = TrustStore({}, scenario.trust.intermediates(), {}, test_pki().now);
  return scenario;
}

// The issuer's certificate by a root without a list, and by one with a list.
Scenario two_roots() {
  const Identity first = make(middle(), silent_root());
  const Identity other = make(changed(middle(), [&](auto& r) { r.key = first.key; }), root());
  return {make({}, first).certificate,
          TrustStore({silent_root().certificate, root().certificate}, {first.certificate, other.certificate},
                     {make_crl({}, root()), make_crl({}, first)}, test_pki().now)};
}

// The key id of the issuer is a hint: one that is of somebody else misleads nobody.
Scenario misled() {
  const Bytes id =
      der::wrap(der::sequence, der::wrap(der::context_primitive(0), *root().certificate.subject_key_id()));
  return leaf_with({.key_ids = false, .more_extensions = {extension("2.5.29.35", false, id)}});
}

INSTANTIATE_TEST_SUITE_P(
    TwoWays, ChainPaths,
    cases({{"KeyIdOfAnother", misled},
           {"TheGoodOneCounts", [] { return two_ways(changed(middle(), expire)); }},
           {"TheGoodOneCountsForCritical", [] { return two_ways(changed(middle(), demand_unknown)); }},
           {"TheFirstGoodOneIsEnough", [] { return two_ways(middle(), changed(middle(), expire)); }},
           {"APassedOneBeatsAnUndeterminedOne", two_roots},
           {"AnUndeterminedOneIsNotBeatenByAFailedOne",
            [] { return without_list_of_root(two_ways(middle(), changed(middle(), expire))); },
            {{"CHAIN_REVOCATION", undetermined}}},
           {"AnUndeterminedOneBeatsAFailedOne",
            [] { return without_list_of_root(two_ways(changed(middle(), expire))); },
            {{"CHAIN_REVOCATION", undetermined}}},
           {"OfTwoBadOnesTheFirstIsTold",
            [] { return two_ways(changed(middle(), demand_unknown), changed(middle(), expire)); },
            {{"CHAIN_CRITICAL_EXTENSION", failed}}},
           {"OfTwoForgedOnesTheFirstIsTold",
            [] { return two_ways(changed(middle(), forge), changed(middle(), forge)); }, refuted,
            "CN=Test Root,O=测试机构,C=CN did not make"},
           {"AForgedOneIsToldBesideOneThatLeadsNowhere",
            [] { return two_ways(changed(middle(), forge), middle(), stranger()); }, refuted},
           {"OfTwoThatLeadNowhereTheFirstIsTold",
            [] { return without_anchors(two_ways(middle(), middle(), stranger())); },
            {{"CHAIN_BUILD", undetermined}, {"CHAIN_REVOCATION", undetermined}},
            "not known: CN=Test Root"}}),
    name_of);

} // namespace
} // namespace elicense::crypto
