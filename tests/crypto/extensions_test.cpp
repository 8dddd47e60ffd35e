// SPDX-License-Identifier: Apache-2.0
// Through certificates: what an extension says, and what is refused.
#include "crypto/certificate.hpp"
#include "crypto/der.hpp"
#include "tests/support/bytes.hpp"
#include "tests/support/certificate_recipe.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::crypto {
namespace {

using namespace test;

// A certificate without extensions of its own but these.
Result<Certificate> with(std::vector<Bytes> extensions) {
  CertificateRecipe recipe;
  recipe.ca = std::nullopt;
  recipe.key_usage = std::nullopt;
  recipe.key_ids = false;
  recipe.more_extensions = std::move(extensions);
  return Certificate::parse(certificate_der(recipe, test_pki().intermediate));
}

Result<Certificate> with(std::string_view oid, const Bytes& value) {
  return with({extension(oid, false, value)});
}

TEST(Extensions, MayBeAbsent) {
  const Certificate certificate = with({}).value();
  EXPECT_FALSE(certificate.is_ca());
  EXPECT_EQ(certificate.path_length(), std::nullopt);
  EXPECT_FALSE(certificate.key_usage().has_value());
  EXPECT_TRUE(certificate.extended_key_usage().empty());
  EXPECT_EQ(certificate.subject_key_id(), std::nullopt);
  EXPECT_EQ(certificate.authority_key_id(), std::nullopt);
  EXPECT_TRUE(certificate.crl_distribution_names().empty());
  EXPECT_FALSE(certificate.is_development());
}

TEST(Extensions, MayNotComeTwice) {
  EXPECT_THAT(with({extension("1.2.3", false, {}), extension("1.2.4", false, {})}), succeeds());
  EXPECT_THAT(with({extension("1.2.3", false, {}), extension("1.2.3", true, {})}),
              fails_with("CERTIFICATE_MALFORMED"));
}

TEST(Extensions, MustBeExtensions) {
  EXPECT_THAT(with({hex("3000")}), fails_with("CERTIFICATE_MALFORMED"));
  EXPECT_THAT(with({hex("0500")}), fails_with("CERTIFICATE_MALFORMED"));
  EXPECT_THAT(with({hex("300906022a0301010104"
                        "00")}),
              fails_with("CERTIFICATE_MALFORMED"));
}

TEST(BasicConstraints, SayWhoIsAnAuthority) {
  const auto constraints = [](std::string_view value) { return with("2.5.29.19", hex(value)); };
  EXPECT_TRUE(constraints("30030101ff").value().is_ca());
  EXPECT_EQ(constraints("30060101ff020103").value().path_length(), 3);
  EXPECT_EQ(constraints("30090101ff02047fffffff").value().path_length(), INT32_MAX);
  EXPECT_FALSE(constraints("3000").value().is_ca());
  EXPECT_FALSE(constraints("3003010100").value().is_ca())
      << "the default written out: real certificates do it";
  for (const char* broken : {"", "0101ff", "3003010101", "30060101ff0201ff", "300a0101ff02050080000000",
                             "30080101ff0201000500", "30030101ff00"})
    EXPECT_THAT(constraints(broken), fails_with("CERTIFICATE_MALFORMED")) << broken;
}

TEST(KeyUsage, IsAListOfBits) {
  const auto usage = [](std::string_view value) {
    return with("2.5.29.15", hex(value)).value().key_usage().value();
  };
  EXPECT_TRUE(usage("03020780").digital_signature);
  EXPECT_TRUE(usage("03020640").non_repudiation);
  EXPECT_TRUE(usage("03020520").key_encipherment);
  EXPECT_TRUE(usage("03020410").data_encipherment);
  EXPECT_TRUE(usage("03020308").key_agreement);
  EXPECT_TRUE(usage("03020204").key_cert_sign);
  EXPECT_TRUE(usage("03020102").crl_sign);
  EXPECT_TRUE(usage("030200c0").digital_signature) << "trailing zero bits: real certificates have them";
  EXPECT_FALSE(usage("0303070080").digital_signature) << "decipherOnly";
  EXPECT_FALSE(usage("030100").digital_signature) << "no bit at all";
  EXPECT_FALSE(usage("03020204").digital_signature);
}

TEST(KeyUsage, IsRefusedWhenItIsNoListOfBits) {
  for (const char* broken : {"0300", "030101", "030208c0", "030206c1", "04020780", "0302078000"})
    EXPECT_THAT(with("2.5.29.15", hex(broken)), fails_with("CERTIFICATE_MALFORMED")) << broken;
}

TEST(ExtendedKeyUsage, IsASetOfPurposes) {
  const Bytes list =
      der::wrap(der::sequence, {der::write_oid("1.3.6.1.5.5.7.3.1"), der::write_oid("1.3.6.1.5.5.7.3.8")});
  const Certificate certificate = with({extension("2.5.29.37", true, list)}).value();
  EXPECT_EQ(certificate.extended_key_usage(),
            (std::set<std::string>{"1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.8"}));
  EXPECT_TRUE(certificate.extended_key_usage_critical());
  EXPECT_FALSE(with("2.5.29.37", list).value().extended_key_usage_critical());
  EXPECT_THAT(with("2.5.29.37", hex("3000")), fails_with("CERTIFICATE_MALFORMED"));
  EXPECT_THAT(with("2.5.29.37", hex("30020500")), fails_with("CERTIFICATE_MALFORMED"));
}

TEST(KeyIds, AreRead) {
  const Certificate certificate = with({extension("2.5.29.14", false, hex("04020102")),
                                        extension("2.5.29.35", false, hex("300480020304"))})
                                      .value();
  EXPECT_EQ(certificate.subject_key_id(), hex("0102"));
  EXPECT_EQ(certificate.authority_key_id(), hex("0304"));
  EXPECT_EQ(with("2.5.29.35", hex("3003820105")).value().authority_key_id(), std::nullopt);
  EXPECT_THAT(with("2.5.29.14", hex("0402010200")), fails_with("CERTIFICATE_MALFORMED"));
  EXPECT_THAT(with("2.5.29.35", hex("0402")), fails_with("CERTIFICATE_MALFORMED"));
}

TEST(CrlDistributionPoints, GiveTheirNames) {
  const Bytes names = hex("3010"
                          "300e"
                          "a00c"
                          "a00a"
                          "8603612f31"
                          "8603612f32");
  EXPECT_EQ(with("2.5.29.31", names).value().crl_distribution_names(),
            (std::vector<Bytes>{hex("8603612f31"), hex("8603612f32")}));
  EXPECT_TRUE(with("2.5.29.31", hex("30053003810106")).value().crl_distribution_names().empty());
  EXPECT_TRUE(with("2.5.29.31", hex("30063004a002a100")).value().crl_distribution_names().empty());
  EXPECT_THAT(with("2.5.29.31", hex("0500")), fails_with("CERTIFICATE_MALFORMED"));
}

TEST(CriticalExtensions, AreNamedWhenUnknown) {
  const Certificate certificate =
      with({extension("1.2.3", true, {}), extension("1.2.4", false, {}), extension("2.5.29.30", true, {}),
            extension("2.5.29.32", true, {}), extension("2.5.29.17", true, {})})
          .value();
  EXPECT_EQ(certificate.unknown_critical_extensions(), (std::vector<std::string>{"1.2.3", "2.5.29.30"}))
      << "name constraints are not understood; policies and alternative names need nothing";
}

TEST(Extensions, OfWideArcsAreNamedInHex) {
  const Bytes oid = der::wrap(der::oid, hex("69"
                                            "83ffffffffffffffffffffffffffffffffff7f"));
  const Bytes wide = der::wrap(der::sequence, {oid, der::write_boolean(true), der::write_octets({})});
  EXPECT_EQ(with({wide}).value().unknown_critical_extensions(),
            std::vector<std::string>{"6983ffffffffffffffffffffffffffffffffff7f"});
}

} // namespace
} // namespace elicense::crypto
