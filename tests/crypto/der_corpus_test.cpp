// SPDX-License-Identifier: Apache-2.0
// S-DER: every element of every structure in every wrong form. Each has to be refused with a code of its
// structure; only what is DER all the same (and so re-encodes to the same bytes) may be accepted.
#include "crypto/crl.hpp"
#include "crypto/der.hpp"
#include "crypto/oid.hpp"
#include "crypto/seal.hpp"
#include "crypto/signature_algorithm.hpp"
#include "crypto/signed_data.hpp"
#include "tests/support/certificate_recipe.hpp"
#include "tests/support/der_mutation.hpp"
#include "tests/support/der_tree.hpp"
#include "tests/support/result_matchers.hpp"
#include "tests/support/seal_parts.hpp"
#include "tests/support/signed_data_parts.hpp"
#include "tests/support/sm2_vectors.hpp"
#include "tests/support/timestamp_parts.hpp"

namespace elicense::crypto {
namespace {

using namespace elicense::test;

struct Structure {
  std::string name;
  std::function<Bytes()> good;
  std::function<std::string(ByteView)> code_of; // empty when accepted
  std::set<std::string> codes;
  std::size_t at_least; // so many of them are refused
};

void PrintTo(const Structure& structure, std::ostream* out) {
  *out << structure.name;
}

class DerCorpus : public testing::TestWithParam<Structure> {};

TEST_P(DerCorpus, IsRefusedOrUnchanged) {
  const Structure& structure = GetParam();
  const Bytes good = structure.good();
  ASSERT_EQ(structure.code_of(good), "");
  ASSERT_TRUE(is_der(good));
  std::size_t refused = 0;
  for_each_mutant(good, [&](const Mutant& mutant) {
    const std::string code = structure.code_of(mutant.bytes);
    if (!code.empty()) ++refused;
    if (code.empty() ? !is_der(mutant.bytes) : !structure.codes.contains(code))
      ADD_FAILURE() << mutant.name << ": " << code << ' ' << to_hex(mutant.bytes).substr(0, 4000);
  });
  EXPECT_GE(refused, structure.at_least);
}

// --- SM2 values ---

namespace vectors = test::sm2;

std::string signature_code(ByteView value) {
  const Sm2PublicKey key = Sm2PublicKey::from_point(vectors::point()).value();
  return key.check(as_bytes(vectors::message), value).value() == SignatureCheck::valid ? "" : "invalid";
}

Bytes key_inside() { // ECPrivateKey
  return hex({"306b0201010420", vectors::scalar, "a14403420004", vectors::x, vectors::y});
}

Bytes key_around(ByteView inside) { // PrivateKeyInfo
  const Bytes algorithm =
      der::wrap(der::sequence, {der::write_oid(oid::ec_public_key), der::write_oid(oid::sm2_curve)});
  return der::wrap(der::sequence, {der::write_integer(0), algorithm, der::write_octets(inside)});
}

std::string private_key_code(ByteView der) {
  return code_of(Sm2PrivateKey::from_pkcs8(SecretBytes(der)));
}

const std::vector<Structure>& sm2_values() {
  static const std::vector<Structure> list = {
      {"SignatureValue",
       [] {
         return hex({"3046022100", vectors::r, "022100", vectors::s});
       },
       signature_code,
       {"invalid"},
       400},
      {"PublicKey",
       [] {
         return hex({vectors::spki_start, "04", vectors::x, vectors::y});
       },
       [](ByteView spki) { return code_of(Sm2PublicKey::from_spki(spki)); },
       {"SM2_KEY_MALFORMED", "SM2_KEY_NOT_SM2", "SM2_KEY_OFF_CURVE"},
       500},
      {"PrivateKey",
       [] { return key_around(key_inside()); },
       private_key_code,
       {"SM2_KEY_MALFORMED", "SM2_KEY_NOT_SM2"},
       700},
      {"PrivateKeyInside",
       key_inside,
       [](ByteView inside) { return private_key_code(key_around(inside)); },
       {"SM2_KEY_MALFORMED", "SM2_KEY_NOT_SM2"},
       400}};
  return list;
}

// --- certificates and lists, and what their extensions enclose ---

std::string certificate_code(ByteView der) {
  return code_of(Certificate::parse(der));
}

CertificateRecipe without_extensions() {
  CertificateRecipe recipe;
  recipe.ca.reset();
  recipe.key_usage.reset();
  recipe.key_ids = false;
  return recipe;
}

Structure certificate_extension(const char* name, const char* oid, const char* value) {
  const auto in_certificate = [oid](ByteView inside) {
    CertificateRecipe recipe = without_extensions();
    recipe.more_extensions = {extension(oid, false, inside)};
    return certificate_code(certificate_der(recipe, test_pki().intermediate));
  };
  return {name, [value] { return from_hex(value).value(); }, in_certificate, {"CERTIFICATE_MALFORMED"}, 70};
}

Structure list_extension(const char* name, const char* oid, const char* value, bool of_entry) {
  const auto in_list = [=](ByteView inside) {
    CrlRecipe recipe{.revoked = {{{1}, test_pki().start, 0}}};
    (of_entry ? recipe.entry_extensions : recipe.list_extensions).push_back(extension(oid, true, inside));
    return code_of(Crl::parse(crl_der(recipe, test_pki().intermediate)));
  };
  return {
      name, [value] { return from_hex(value).value(); }, in_list, {"CRL_MALFORMED", "CRL_UNSUPPORTED"}, 70};
}

Structure algorithm_identifier(const char* name, const char* value) {
  return {name,
          [value] { return from_hex(value).value(); },
          [](ByteView der) { return code_of(read_signature_algorithm(der)); },
          {"SIGNATURE_ALGORITHM"},
          100};
}

const char* const scope = "300fa00aa0088606687474703a618101ff";

const std::vector<Structure>& certificates() {
  static const std::vector<Structure> list = {
      {"Certificate",
       [] { return to_bytes(test_pki().signer.certificate.der()); },
       certificate_code,
       {"CERTIFICATE_MALFORMED"},
       4000},
      certificate_extension("BasicConstraints", "2.5.29.19", "30060101ff020103"),
      certificate_extension("KeyUsage", "2.5.29.15", "030206c0"),
      certificate_extension("ExtendedKeyUsage", "2.5.29.37", "301406082b0601050507030806082b06010505070304"),
      certificate_extension("SubjectKeyId", "2.5.29.14", "04080102030405060708"),
      certificate_extension("AuthorityKeyId", "2.5.29.35", "300d80080102030405060708820101"),
      certificate_extension("DistributionPoints", "2.5.29.31", "300e300ca00aa0088606687474703a61"),
      {"List",
       [] {
         return crl_der({.revoked = {{{1, 2}, test_pki().start, 0}, {{3}, test_pki().start, 0}},
                         .entry_extensions = {extension("2.5.29.21", false, from_hex("0a0101").value())},
                         .list_extensions = {extension("2.5.29.28", true, from_hex(scope).value())}},
                        test_pki().intermediate);
       },
       [](ByteView der) { return code_of(Crl::parse(der)); },
       {"CRL_MALFORMED", "CRL_UNSUPPORTED"},
       2500},
      list_extension("ListScope", "2.5.29.28", scope, false),
      list_extension("ListReason", "2.5.29.21", "0a0101", true),
      algorithm_identifier("Sm2WithNull", "300c06082a811ccf550183750500"),
      algorithm_identifier(
          "RsaPss",
          "304106092a864886f70d01010a3034a00f300d06096086480165030402010500a11c301a06092a864886f70d010108300d"
          "06096086480165030402010500a203020120")};
  return list;
}

// --- seals and seal signatures ---

Bytes vendor_extension() {
  return der::wrap(der::sequence,
                   der::wrap(der::sequence, {der::write_oid("1.2.156.10197.6.7"), der::write_boolean(false),
                                             der::write_octets(as_bytes("2.1"))}));
}

Bytes stamp_field() {
  return der::wrap(der::context(0), der::write_bits(as_bytes("a token")));
}

Bytes seal_of(SealVersion version) {
  SealParts parts(version);
  parts.extensions = der::wrap(der::context(0), vendor_extension());
  if (version == SealVersion::v5) parts.timestamp = stamp_field();
  return parts.sign();
}

Bytes seal_of_digests() {
  SealParts parts(SealVersion::v4);
  parts.list_type = der::write_integer(2);
  parts.list =
      der::wrap(der::sequence, der::wrap(der::sequence, {der::write_text(der::printable_string, "SM3"),
                                                         der::write_octets(Bytes(32, 1))}));
  return parts.sign();
}

Bytes seal_signature_of(SealVersion version) {
  SignatureParts parts(version);
  if (version != SealVersion::v1) {
    parts.extensions = der::wrap(der::context(0), vendor_extension());
    parts.timestamp = stamp_field();
  }
  return parts.sign();
}

std::string seal_code(ByteView der) {
  return code_of(decode_seal(der));
}

std::string seal_signature_code(ByteView der) {
  return code_of(decode_seal_signature(der));
}

const std::vector<Structure>& seals() {
  static const std::vector<Structure> list = {
      {"SealV1", [] { return seal_of(SealVersion::v1); }, seal_code, {"SEAL_FORMAT"}, 3000},
      {"SealV4", [] { return seal_of(SealVersion::v4); }, seal_code, {"SEAL_FORMAT"}, 3000},
      {"SealV4OfDigests", seal_of_digests, seal_code, {"SEAL_FORMAT"}, 3000},
      {"SealV5", [] { return seal_of(SealVersion::v5); }, seal_code, {"SEAL_FORMAT"}, 3000},
      {"SealSignatureV1",
       [] { return seal_signature_of(SealVersion::v1); },
       seal_signature_code,
       {"SIG_FORMAT"},
       4000},
      {"SealSignatureV4",
       [] { return seal_signature_of(SealVersion::v4); },
       seal_signature_code,
       {"SIG_FORMAT"},
       4000},
      {"SealSignatureV5",
       [] { return seal_signature_of(SealVersion::v5); },
       seal_signature_code,
       {"SIG_FORMAT"},
       4000}};
  return list;
}

// --- GB/T 35275 and time stamps ---

SignedDataParts with_attributes() {
  SignedDataParts parts;
  parts.attributes = {attribute(oid::content_type, der::write_oid(oid::gbt_35275_data)),
                      attribute(oid::signing_time, der::write_utc_time(signed_at)),
                      attribute(oid::message_digest, der::write_octets(sm3(sm3(as_bytes(signed_file)))))};
  parts.unsigned_attributes =
      der::wrap(der::context(1), {attribute(oid::timestamp_token, der::wrap(der::sequence, Bytes())),
                                  attribute("1.2.3", der::write_integer(1))});
  parts.lists = der::wrap(der::context(1), der::wrap(der::sequence, der::write_boolean(true)));
  return parts;
}

Bytes stamp_info() {
  TimestampParts parts;
  parts.options = der::concat(
      {der::wrap(der::sequence, der::write_integer(1)), der::write_boolean(true), der::write_integer(77),
       der::wrap(der::context(0), der::wrap(der::context(4), der::wrap(der::sequence, Bytes()))),
       der::wrap(der::context(1),
                 der::wrap(der::sequence,
                           {der::write_oid("1.2.3"), der::write_boolean(false), der::write_octets({})}))});
  return parts.info();
}

std::string stamp_info_code(ByteView info) {
  SignedDataParts parts;
  parts.content_type = der::write_oid(oid::tst_info);
  parts.content = der::write_octets(info);
  parts.signature = Bytes(70, 1); // nobody looks at it yet
  return code_of(decode_timestamp(parts.sign()));
}

const std::vector<Structure>& signed_data() {
  static const std::vector<Structure> list = {
      {"SignedData",
       [] { return with_attributes().sign(); },
       [](ByteView der) { return code_of(decode_signed_data(der)); },
       {"SIGNED_DATA_MALFORMED", "SIGNED_DATA_UNSUPPORTED"},
       6000},
      {"Timestamp",
       [] { return TimestampParts().sign(); },
       [](ByteView der) { return code_of(decode_timestamp(der)); },
       {"TIMESTAMP_MALFORMED", "TIMESTAMP_UNSUPPORTED"},
       6000},
      {"TimestampInfo", stamp_info, stamp_info_code, {"TIMESTAMP_MALFORMED"}, 1000}};
  return list;
}

const auto name_of_structure = [](const auto& test) { return test.param.name; };
INSTANTIATE_TEST_SUITE_P(Sm2Values, DerCorpus, testing::ValuesIn(sm2_values()), name_of_structure);
INSTANTIATE_TEST_SUITE_P(Certificates, DerCorpus, testing::ValuesIn(certificates()), name_of_structure);
INSTANTIATE_TEST_SUITE_P(Seals, DerCorpus, testing::ValuesIn(seals()), name_of_structure);
INSTANTIATE_TEST_SUITE_P(SignedData, DerCorpus, testing::ValuesIn(signed_data()), name_of_structure);

} // namespace
} // namespace elicense::crypto
