// SPDX-License-Identifier: Apache-2.0
// Written with the DER writer alone: the product's issuing refuses to make what these must hold.
#include "tests/support/certificate_recipe.hpp"
#include "crypto/der.hpp"
#include "tests/support/bytes.hpp"

namespace elicense::test {

using namespace crypto;

namespace {

Bytes name_of(const CertificateRecipe& recipe) {
  if (recipe.subject_name) return *recipe.subject_name;
  const Bytes attribute = der::wrap(
      der::sequence, {der::write_oid("2.5.4.3"), der::write_text(der::utf8_string, recipe.subject)});
  return der::wrap(der::sequence, der::wrap(der::set, attribute));
}

Bytes key_id(ByteView spki) {
  const Sm3Digest digest = sm3(spki);
  return to_bytes(ByteView(digest).first(20));
}

Bytes basic_constraints(const CertificateRecipe& recipe) {
  return der::wrap(der::sequence, {*recipe.ca ? der::write_boolean(true) : Bytes(),
                                   recipe.path_length ? der::write_integer(*recipe.path_length) : Bytes()});
}

Bytes usages(const CertificateRecipe& recipe) {
  Bytes list;
  for (const std::string& usage : recipe.extended_key_usage)
    list = der::concat({list, der::write_oid(usage)});
  return der::wrap(der::sequence, list);
}

Bytes extensions_of(const CertificateRecipe& recipe, ByteView spki, const Certificate* issuer) {
  std::vector<Bytes> list;
  if (recipe.ca) list.push_back(extension("2.5.29.19", true, basic_constraints(recipe)));
  if (recipe.key_usage)
    list.push_back(extension("2.5.29.15", true, der::wrap(der::bit_string, Bytes{0, *recipe.key_usage})));
  if (!recipe.extended_key_usage.empty())
    list.push_back(extension("2.5.29.37", recipe.extended_key_usage_critical, usages(recipe)));
  if (recipe.key_ids) {
    list.push_back(extension("2.5.29.14", false, der::write_octets(key_id(spki))));
    const Bytes id = issuer ? issuer->subject_key_id().value_or(Bytes()) : key_id(spki);
    list.push_back(
        extension("2.5.29.35", false, der::wrap(der::sequence, der::wrap(der::context_primitive(0), id))));
  }
  list.insert(list.end(), recipe.more_extensions.begin(), recipe.more_extensions.end());
  if (list.empty()) return {};
  return der::wrap(der::context(3), der::wrap(der::sequence, joined(list)));
}

Bytes tbs_of(const CertificateRecipe& recipe, const Certificate* issuer, ByteView spki) {
  return der::wrap(der::sequence, {der::wrap(der::context(0), der::write_integer(recipe.version)),
                                   der::wrap(der::integer, recipe.serial), recipe.inner_algorithm,
                                   issuer ? to_bytes(issuer->subject_der()) : name_of(recipe),
                                   der::wrap(der::sequence, {der::write_generalized_time(recipe.not_before),
                                                             der::write_generalized_time(recipe.not_after)}),
                                   name_of(recipe), spki, extensions_of(recipe, spki, issuer)});
}

Bytes signature_bits(ByteView tbs, const Signer& key, bool broken) {
  Bytes signature = key.sign(tbs).value();
  if (broken) signature.back() ^= 1;
  return der::write_bits(signature);
}

Bytes certificate_der(const CertificateRecipe& recipe, const Certificate* issuer, const Signer& issuer_key) {
  const Bytes spki = recipe.spki ? *recipe.spki : recipe.key->public_key().spki();
  const Bytes tbs = tbs_of(recipe, issuer, spki);
  return der::wrap(der::sequence, {tbs, recipe.outer_algorithm,
                                   signature_bits(tbs, issuer_key, recipe.break_signature), recipe.trailer});
}

Bytes entries_of(const CrlRecipe& recipe) {
  std::vector<Bytes> entries;
  for (const RevokedCertificate& one : recipe.revoked) {
    const Bytes extensions =
        recipe.entry_extensions.empty() ? Bytes() : der::wrap(der::sequence, joined(recipe.entry_extensions));
    entries.push_back(der::wrap(der::sequence, {der::wrap(der::integer, one.serial),
                                                der::write_utc_time(one.revoked_at), extensions}));
  }
  return entries.empty() ? Bytes() : der::wrap(der::sequence, joined(entries));
}

Bytes write_time(Time time) { // RFC 5280 4.1.2.5
  return time < utc("2050-01-01T00:00:00Z") ? der::write_utc_time(time) : der::write_generalized_time(time);
}

} // namespace

Bytes extension(std::string_view oid, bool critical, ByteView value) {
  return der::wrap(der::sequence, {der::write_oid(oid), critical ? der::write_boolean(true) : Bytes(),
                                   der::write_octets(value)});
}

Bytes algorithm(std::string_view oid, bool with_null) {
  return der::wrap(der::sequence, {der::write_oid(oid), with_null ? Bytes{der::null, 0} : Bytes()});
}

CertificateRecipe authority_recipe(const std::string& subject) {
  CertificateRecipe recipe;
  recipe.subject = subject;
  recipe.ca = true;
  recipe.key_usage = 0x06;
  return recipe;
}

Bytes certificate_der(const CertificateRecipe& recipe, const Identity& issuer) {
  CertificateRecipe with_key = recipe;
  if (!with_key.key) with_key.key = new_key();
  return certificate_der(with_key, &issuer.certificate, *issuer.key);
}

Identity make(CertificateRecipe recipe, const Identity& issuer) {
  if (!recipe.key) recipe.key = new_key();
  return {Certificate::parse(certificate_der(recipe, issuer)).value(), recipe.key};
}

Identity make_self_signed(CertificateRecipe recipe) {
  if (!recipe.key) recipe.key = new_key();
  return {Certificate::parse(certificate_der(recipe, nullptr, *recipe.key)).value(), recipe.key};
}

Bytes crl_der(const CrlRecipe& recipe, const Identity& issuer) {
  const Bytes extensions =
      recipe.list_extensions.empty()
          ? Bytes()
          : der::wrap(der::context(0), der::wrap(der::sequence, joined(recipe.list_extensions)));
  const Bytes tbs = der::wrap(der::sequence, {recipe.version ? der::write_integer(*recipe.version) : Bytes(),
                                              recipe.inner_algorithm, issuer.certificate.subject_der(),
                                              der::write_utc_time(recipe.this_update),
                                              recipe.next_update ? write_time(*recipe.next_update) : Bytes(),
                                              entries_of(recipe), extensions});
  return der::wrap(der::sequence,
                   {tbs, recipe.outer_algorithm, signature_bits(tbs, *issuer.key, recipe.break_signature)});
}

Crl make_crl(const CrlRecipe& recipe, const Identity& issuer) {
  return Crl::parse(crl_der(recipe, issuer)).value();
}

} // namespace elicense::test
