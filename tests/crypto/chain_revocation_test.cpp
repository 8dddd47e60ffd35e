// SPDX-License-Identifier: Apache-2.0
// Which revocation lists count, and what they say.
#include "crypto/chain.hpp"
#include "tests/support/chain_scenario.hpp"

namespace elicense::crypto {
namespace {

using namespace test;

const Time list_day = TrustOptions().this_update;

class ChainRevocation : public testing::TestWithParam<ChainCase> {};

TEST_P(ChainRevocation, GivesItsFindings) {
  expect_findings(GetParam());
}

// --- revocation ---

Scenario signer_revoked(Time when, int reason = 0) {
  TrustOptions options;
  options.revoked_by_intermediate = {revoked(signer(), when, reason)};
  return signer_with(options);
}

Crl good_list(std::string_view this_update = "2026-06-01T00:00:00Z") {
  return make_crl({.this_update = utc(this_update)}, intermediate());
}

Crl list_naming_signer(std::string_view this_update, int reason) {
  return crl_of(intermediate(), utc(this_update), utc("2027-01-01T00:00:00Z"),
                {revoked(signer(), may, reason)});
}

Crl list_about_others() {
  const Bytes authorities_only = extension("2.5.29.28", true, from_hex("30038201ff").value());
  return make_crl({.list_extensions = {authorities_only}}, intermediate());
}

Crl list_by_algorithm(std::string_view oid) {
  return make_crl({.inner_algorithm = algorithm(oid), .outer_algorithm = algorithm(oid)}, intermediate());
}

// An authority whose lists are signed with the empty id, as OpenSSL 3.0 does unless told.
Scenario list_without_signer_id() {
  const Sm2PrivateKey key = Sm2PrivateKey::generate();
  const auto unnamed = std::make_shared<SoftwareSigner>(
      Sm2PrivateKey::from_pkcs8(key.pkcs8(InsecurePrivateKeyAccess{}), "").value());
  const Identity authority =
      make(changed(middle(), [&](auto& r) { r.key = std::make_shared<SoftwareSigner>(key); }), root());
  return {make({}, authority).certificate,
          TrustStore({root().certificate}, {authority.certificate},
                     {make_crl({}, root()), make_crl({}, {authority.certificate, unnamed})}, test_pki().now)};
}

std::string revocation_detail(const Scenario& scenario) {
  return check(scenario).steps.back().detail;
}

const ChainFindings is_revoked = {{"CHAIN_REVOCATION", failed}},
                    not_told = {{"CHAIN_REVOCATION", undetermined}};

INSTANTIATE_TEST_SUITE_P(
    RevokedOnes, ChainRevocation,
    cases({{"Leaf", [] { return signer_revoked(may); }, is_revoked,
            "the certificate: revoked at 2026-05-01T00:00:00Z"},
           {"LeafAtThatSecond", [] { return at_time(signer_revoked(may), may); }, is_revoked},
           {"LeafLater", [] { return at_time(signer_revoked(may), may - second); }},
           {"LeafByAStaleList", [] { return at_time(signer_revoked(may), utc("2028-01-01T00:00:00Z")); },
            is_revoked},
           {"Authority",
            [] {
              TrustOptions options;
              options.revoked_by_root = {revoked(intermediate(), may)};
              return signer_with(options);
            },
            is_revoked, "CN=Test Intermediate,O=测试机构,C=CN: revoked"},
           {"RootIsNotAsked",
            [] {
              TrustOptions options;
              options.revoked_by_root = {revoked(root(), may)};
              return signer_with(options);
            }},
           {"OnHold", [] { return signer_with_lists({list_naming_signer("2026-05-02T00:00:00Z", 6)}); },
            is_revoked},
           {"HoldLifted",
            [] {
              return signer_with_lists({good_list(), list_naming_signer("2026-05-02T00:00:00Z", 6)});
            }},
           {"HoldLiftedByAListAddedLater",
            [] {
              return signer_with_lists({list_naming_signer("2026-05-02T00:00:00Z", 6), good_list()});
            }},
           {"HoldNotLiftedByAListAboutOthers",
            [] {
              return signer_with_lists({list_naming_signer("2026-05-02T00:00:00Z", 6), list_about_others()});
            },
            is_revoked},
           {"HoldMadeFinal",
            [] {
              return signer_with_lists({list_naming_signer("2026-05-02T00:00:00Z", 6),
                                        list_naming_signer("2026-05-03T00:00:00Z", 1), good_list()});
            },
            is_revoked},
           {"RevokedStaysRevoked",
            [] {
              return signer_with_lists({list_naming_signer("2026-05-02T00:00:00Z", 1), good_list()});
            },
            is_revoked}}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Lists, ChainRevocation,
    cases({{"Missing",
            [] {
              TrustOptions options;
              options.with_crls = false;
              return signer_with(options);
            },
            not_told, "no list of CN=Test Root"},
           {"OfTheLeafsIssuerMissing", [] { return signer_with_lists({}); }, not_told,
            "no list of CN=Test Intermediate"},
           {"DueThatSecond", [] { return at_time(signer_with({}), TrustOptions().next_update); }},
           {"Stale", [] { return at_time(signer_with({}), TrustOptions().next_update + second); }, not_told,
            "was due on 2027-01-01T00:00:00Z"},
           {"MadeAfterTheTimeAskedAbout", [] { return at_time(signer_with({}), may); }},
           {"MadeAfterTheCertificateExpired", [] { return at_time(leaf_with({.not_after = may}), may); },
            not_told, "made after the certificate expired"},
           {"MadeInTheLastSecondOfTheCertificate",
            [] { return at_time(leaf_with({.not_after = list_day}), may); }},
           {"MadeAtTheSecondAskedAboutOfAnExpiredCertificate",
            [] { return at_time(leaf_with({.not_after = may}), list_day); },
            {{"CHAIN_VALIDITY", failed}}},
           {"WithoutNextUpdate",
            [] { return signer_with_lists({make_crl({.next_update = std::nullopt}, intermediate())}); },
            not_told, "does not say when"},
           {"BySomebodyElse", [] { return signer_with_lists({make_crl({}, make_self_signed(top()))}); },
            not_told, "no list of"},
           {"WronglySigned",
            [] { return signer_with_lists({make_crl({.break_signature = true}, intermediate())}); }, not_told,
            "ignored: its signature is wrong"},
           {"WeaklySigned", [] { return signer_with_lists({list_by_algorithm("1.2.840.113549.1.1.5")}); },
            not_told, "ignored: its signature is wrong"},
           {"SignedWithoutSignerId", list_without_signer_id, not_told, "ignored: its signature is wrong"},
           {"WronglySignedBesideAGoodOne",
            [] {
              return signer_with_lists({make_crl({.break_signature = true}, intermediate()), good_list()});
            },
            {},
            "ignored: its signature is wrong"},
           {"OfANamesakeNamingTheSigner",
            [] {
              const Identity fake = namesake(intermediate(), root());
              return signer_with_lists({good_list(), make_crl({.revoked = {revoked(signer(), may)}}, fake)});
            },
            {},
            "ignored"},
           {"FromTheFuture", [] { return signer_with_lists({good_list("2026-06-15T00:05:01Z")}); }, not_told,
            "comes from the future"},
           {"FromAClockALittleAhead", [] { return signer_with_lists({good_list("2026-06-15T00:05:00Z")}); }},
           {"StaleBesideAFreshOne",
            [] {
              return signer_with_lists(
                  {good_list(), make_crl({.this_update = may, .next_update = may + second}, intermediate())});
            }},
           {"AboutOthers", [] { return signer_with_lists({list_about_others()}); }, not_told,
            "about other certificates"},
           {"AboutOthersBesideAnOlderOneThatTells",
            [] {
              return signer_with_lists({good_list("2026-05-20T00:00:00Z"), list_about_others()});
            }},
           {"ByAKeyNotForLists",
            [] { return tree(top(), changed(middle(), [](auto& r) { r.key_usage = 0x04; })); }, not_told,
            "not for lists"}}),
    name_of);

TEST(ChainFacts, AreAsOldAsTheNewestListOfEachIssuer) {
  const Crl old_list = good_list("2026-05-20T00:00:00Z");
  EXPECT_EQ(check(signer_with_lists({good_list(), old_list})).oldest_crl_update, utc("2026-06-01T00:00:00Z"));
  EXPECT_EQ(check(signer_with_lists({old_list})).oldest_crl_update, utc("2026-05-20T00:00:00Z"));
  EXPECT_EQ(check({signer().certificate, TrustStore()}).oldest_crl_update, std::nullopt);
}

TEST(ChainFacts, AreAsOldAsTheOldestOfTheChain) {
  const Crl new_list = good_list("2026-06-10T00:00:00Z");
  EXPECT_EQ(check(signer_with_lists({new_list})).oldest_crl_update, list_day) << "the list of the root";
}

TEST(ChainFacts, HoldTheEarliestRevocationThatAnyListKnows) {
  const auto list = [](std::string_view made, Time revoked_at) {
    return make_crl({.this_update = utc(made), .revoked = {revoked(signer(), revoked_at)}}, intermediate());
  };
  for (const auto& [before, after] : {std::pair(may, may + second), std::pair(may + second, may)})
    EXPECT_EQ(
        check(signer_with_lists({list("2026-05-02T00:00:00Z", before), list("2026-05-03T00:00:00Z", after)}))
            .revoked_at,
        may);
}

TEST(ChainFacts, NameEveryoneWithoutAList) {
  TrustOptions options;
  options.with_crls = false;
  EXPECT_EQ(revocation_detail(signer_with(options)),
            "the certificate: no list of CN=Test Intermediate,O=测试机构,C=CN; "
            "CN=Test Intermediate,O=测试机构,C=CN: no list of CN=Test Root,O=测试机构,C=CN");
  EXPECT_EQ(revocation_detail(signer_with_lists({})),
            "the certificate: no list of CN=Test Intermediate,O=测试机构,C=CN")
      << "lists of others are not mentioned";
  EXPECT_EQ(revocation_detail({signer().certificate, TrustStore()}), "the certificate: no issuer to ask");
}

TEST(ChainFacts, NameNoListThatIsNotNeeded) {
  const Crl stale =
      make_crl({.this_update = list_day + second, .next_update = list_day + 2 * second}, intermediate());
  EXPECT_EQ(revocation_detail(signer_with_lists({good_list(), stale})), "");
}

TEST(ChainFacts, HoldALaterRevocationOfTheLeaf) {
  for (const Time at : {may - second, test_pki().now}) {
    const ChainReport report = check(at_time(signer_revoked(may), at));
    EXPECT_EQ(report.revoked_at, may);
    EXPECT_EQ(report.outcome(), at < may ? Outcome::passed : Outcome::failed);
  }
}

} // namespace
} // namespace elicense::crypto
