// SPDX-License-Identifier: Apache-2.0
#include "crypto/crl.hpp"
#include "crypto/der.hpp"
#include "crypto/pem.hpp"
#include "tests/support/bytes.hpp"
#include "tests/support/certificate_recipe.hpp"
#include "tests/support/openssl_command.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::crypto {
namespace {

using namespace test;

const Time day = utc("2026-05-01T00:00:00Z");

Result<Crl> parse_list(const CrlRecipe& recipe) {
  return Crl::parse(crl_der(recipe, issuer()));
}

Bytes point(std::string_view distribution_point) { // issuingDistributionPoint
  return extension("2.5.29.28", true, der::wrap(der::sequence, hex(distribution_point)));
}

TEST(Crl, TellsWhatItHolds) {
  const Crl list = parse_list({.revoked = {{{1, 2}, day, 0}, {{3}, day, 0}}}).value();
  EXPECT_TRUE(equal(list.issuer_der(), issuer().certificate.subject_der()));
  EXPECT_EQ(list.this_update(), utc("2026-06-01T00:00:00Z"));
  EXPECT_EQ(list.next_update(), utc("2027-01-01T00:00:00Z"));
  EXPECT_EQ(list.size(), 2U);
  EXPECT_EQ(list.find(Bytes{1, 2}).value().revoked_at, day);
  EXPECT_TRUE(list.find(Bytes{3}).has_value());
  for (const Bytes& absent : {Bytes{}, Bytes{1}, Bytes{2}, Bytes{4}, Bytes{1, 2, 3}})
    EXPECT_FALSE(list.find(absent).has_value()) << to_hex(absent);
}

TEST(Crl, MayBeEmptyOrOfVersion1OrWithoutNextUpdate) {
  const Crl empty = parse_list({}).value();
  EXPECT_EQ(empty.size(), 0U);
  EXPECT_FALSE(empty.find(Bytes{1}).has_value());
  EXPECT_THAT(parse_list({.version = std::nullopt}), succeeds());
  EXPECT_EQ(parse_list({.next_update = std::nullopt}).value().next_update(), std::nullopt);
  EXPECT_THAT(parse_list({.version = 2}), fails_with("CRL_MALFORMED"));
  const Time far = utc("2050-01-01T00:00:00Z"); // from here on a GeneralizedTime
  EXPECT_EQ(parse_list({.next_update = far}).value().next_update(), far);
}

TEST(Crl, FindsSerialNumbersWhateverTheirSignOctet) {
  const Crl list = parse_list({.revoked = {{{0x00, 0x80}, day, 0}}}).value();
  EXPECT_TRUE(list.find(Bytes{0x00, 0x80}).has_value());
  EXPECT_TRUE(list.find(Bytes{0x80}).has_value());
}

TEST(Crl, KnowsTheEarliestOfTwoEntries) {
  const RevokedCertificate early{{1}, day, 0}, late{{1}, day + std::chrono::days(1), 0};
  EXPECT_EQ(parse_list({.revoked = {late, early}}).value().find(Bytes{1}).value().revoked_at, day);
  EXPECT_EQ(parse_list({.revoked = {early, late}}).value().find(Bytes{1}).value().revoked_at, day);
}

TEST(Crl, FindsEveryoneInALongList) {
  std::vector<RevokedCertificate> revoked;
  for (int i = 0; i < 1000; ++i)
    revoked.push_back(
        {{static_cast<std::uint8_t>(1 + i * 37 % 101), static_cast<std::uint8_t>(i % 251)}, day, 0});
  const Crl list = parse_list({.revoked = revoked}).value();
  for (const RevokedCertificate& one : revoked)
    EXPECT_TRUE(list.find(one.serial).has_value()) << to_hex(one.serial);
  EXPECT_FALSE(list.find(Bytes{0x7f, 0x7f, 0x7f}).has_value());
}

TEST(Crl, KnowsReasons) {
  const Bytes key_compromise = extension("2.5.29.21", false, hex("0a0101"));
  const Crl list = parse_list({.revoked = {{{1}, day, 0}}, .entry_extensions = {key_compromise}}).value();
  EXPECT_EQ(list.find(Bytes{1}).value().reason, 1);
  for (const char* broken : {"0a020101", "0a00", "020101", "0a010100"})
    EXPECT_THAT(parse_list({.revoked = {{{1}, day, 0}},
                            .entry_extensions = {extension("2.5.29.21", false, hex(broken))}}),
                fails_with("CRL_MALFORMED"))
        << broken;
}

TEST(Crl, IsUnsupportedWhenItNeedsMoreThanItself) {
  for (const Bytes& strange : {extension("2.5.29.27", false, hex("020101")), extension("1.2.3", true, {}),
                               point("8401ff"), point("83020780")})
    EXPECT_THAT(parse_list({.list_extensions = {strange}}), fails_with("CRL_UNSUPPORTED")) << to_hex(strange);
  for (const Bytes& harmless :
       {extension("1.2.3", false, {}), extension("2.5.29.20", false, hex("020101")), point("")})
    EXPECT_THAT(parse_list({.list_extensions = {harmless}}), succeeds()) << to_hex(harmless);
  EXPECT_THAT(parse_list({.revoked = {{{1}, day, 0}},
                          .entry_extensions = {extension("2.5.29.29", true, hex("3000"))}}),
              fails_with("CRL_UNSUPPORTED"))
      << "entry of another issuer";
}

TEST(Crl, IsRefusedCutAtAnyByteOrWithOneMore) {
  Bytes der = crl_der({.revoked = {{{1}, day, 0}}}, issuer());
  for (std::size_t size = 0; size < der.size(); ++size)
    EXPECT_THAT(Crl::parse(ByteView(der).first(size)), fails_with("CRL_MALFORMED")) << size;
  der.push_back(0);
  EXPECT_THAT(Crl::parse(der), fails_with("CRL_MALFORMED"));
}

TEST(Crl, HasALimit) {
  const Bytes filler = extension("1.2.3", false, Bytes(max_crl_size - 400, 0));
  const Bytes near = crl_der({.list_extensions = {filler}}, issuer());
  ASSERT_LE(near.size(), max_crl_size);
  EXPECT_THAT(Crl::parse(near), succeeds());
  const Bytes over(max_crl_size + 1, 0x30);
  EXPECT_THAT(Crl::parse(over), fails_with("CRL_TOO_LARGE"));
  EXPECT_THAT(Crl::parse(ByteView(over).first(max_crl_size)), fails_with("CRL_MALFORMED"));
}

TEST(Crl, ComesFromPem) {
  const Bytes der = crl_der({}, issuer());
  const std::string pem = write_pem("X509 CRL", der);
  EXPECT_EQ(Crl::parse_pem(pem + pem).value().size(), 2U);
  EXPECT_THAT(Crl::parse_pem(write_pem("X509 CRL", as_bytes("x"))), fails_with("CRL_MALFORMED"));
  EXPECT_THAT(Crl::parse_pem(write_pem("CERTIFICATE", der)), fails_with("CRL_MALFORMED"));
}

// --- who signed it ---

TEST(CrlSignature, IsTheIssuers) {
  const Crl list = parse_list({}).value();
  for (int i = 0; i < 2; ++i) // the second time from memory
    EXPECT_EQ(list.issued_by(issuer().certificate).value(), SignatureCheck::valid);
  EXPECT_EQ(list.issued_by(test_pki().root.certificate).value(), SignatureCheck::invalid) << "another name";
  const Identity namesake = make(
      [] {
        CertificateRecipe recipe = authority_recipe("");
        recipe.subject_name = to_bytes(issuer().certificate.subject_der());
        return recipe;
      }(),
      test_pki().root);
  EXPECT_EQ(list.issued_by(namesake.certificate).value(), SignatureCheck::invalid) << "another key";
  CertificateRecipe renamed = authority_recipe("Another");
  renamed.key = issuer().key;
  EXPECT_EQ(list.issued_by(make(renamed, test_pki().root).certificate).value(), SignatureCheck::invalid)
      << "the same key under another name";
  EXPECT_EQ(list.issued_by(issuer().certificate).value(), SignatureCheck::valid);
}

TEST(CrlSignature, IsCheckedOverTheBytesReceived) {
  EXPECT_EQ(parse_list({.break_signature = true}).value().issued_by(issuer().certificate).value(),
            SignatureCheck::invalid);
  const Bytes with_null = algorithm("1.2.156.10197.1.501", true);
  EXPECT_EQ(parse_list({.inner_algorithm = with_null, .outer_algorithm = with_null})
                .value()
                .issued_by(issuer().certificate)
                .value(),
            SignatureCheck::valid);
  EXPECT_EQ(parse_list({.outer_algorithm = with_null}).value().issued_by(issuer().certificate).value(),
            SignatureCheck::invalid);
  const Bytes sha1 = algorithm("1.2.840.113549.1.1.5");
  EXPECT_THAT(
      parse_list({.inner_algorithm = sha1, .outer_algorithm = sha1}).value().issued_by(issuer().certificate),
      fails_with("SIGNATURE_ALGORITHM"));
}

// --- whom it is about (RFC 5280 5.2.5) ---

const char* const point_a = "a00aa0088606687474703a61"; // fullName URI http:a

Certificate with_point(const char* names) {
  CertificateRecipe recipe;
  recipe.more_extensions = {
      extension("2.5.29.31", false, der::wrap(der::sequence, der::wrap(der::sequence, hex(names))))};
  return make(recipe, issuer()).certificate;
}

TEST(CrlScope, IsEverybodyUnlessItSays) {
  const Crl list = parse_list({}).value();
  EXPECT_TRUE(list.covers(test_pki().signer.certificate));
  EXPECT_TRUE(list.covers(test_pki().intermediate.certificate));
}

TEST(CrlScope, IsItsPart) {
  const Crl part = parse_list({.list_extensions = {point(point_a)}}).value();
  EXPECT_TRUE(part.covers(with_point(point_a)));
  EXPECT_FALSE(part.covers(with_point("a00aa0088606687474703a62")));
  EXPECT_FALSE(part.covers(test_pki().signer.certificate)) << "names no point";
  const Crl relative = parse_list({.list_extensions = {point("a002a100")}}).value();
  EXPECT_FALSE(relative.covers(with_point(point_a))) << "relative names are not understood: it covers nobody";
}

TEST(CrlScope, IsUsersOrAuthorities) {
  const Certificate &user = test_pki().signer.certificate, &authority = issuer().certificate;
  const Crl users = parse_list({.list_extensions = {point("8101ff")}}).value();
  EXPECT_TRUE(users.covers(user));
  EXPECT_FALSE(users.covers(authority));
  const Crl authorities = parse_list({.list_extensions = {point("8201ff")}}).value();
  EXPECT_FALSE(authorities.covers(user));
  EXPECT_TRUE(authorities.covers(authority));
  const Crl attributes = parse_list({.list_extensions = {point("8501ff")}}).value();
  EXPECT_FALSE(attributes.covers(user));
  EXPECT_FALSE(attributes.covers(authority));
  EXPECT_TRUE(parse_list({.list_extensions = {point("810100820100840100850100")}}).value().covers(user));
}

// --- a list of the openssl program ---

TEST(ForeignCrl, IsRead) {
  if (!OpensslCommand::is_installed()) GTEST_SKIP() << "there is no openssl program";
  const OpensslCommand openssl;
  openssl.write("index.txt", "R\t301231000000Z\t260501000000Z,keyCompromise\t0A\tunknown\t/CN=revoked\n");
  openssl.write("ca.cnf",
                "[ca]\ndefault_ca=d\n[d]\ndatabase=index.txt\ndefault_md=sha256\ndefault_crl_days=7\n");
  openssl.run("req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -subj /CN=Lists -days 30");
  openssl.run("ca -gencrl -config ca.cnf -cert ca.pem -keyfile ca.key -out list.pem");
  const Crl list = Crl::parse_pem(openssl.run("crl -in list.pem")).value().at(0);
  EXPECT_EQ(list.issued_by(openssl.certificate("ca.pem")).value(), SignatureCheck::valid);
  EXPECT_EQ(list.find(Bytes{0x0a}).value().revoked_at, day);
  EXPECT_EQ(list.find(Bytes{0x0a}).value().reason, 1);
}

} // namespace
} // namespace elicense::crypto
