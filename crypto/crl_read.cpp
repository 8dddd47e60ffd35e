// SPDX-License-Identifier: Apache-2.0
// Reading revocation lists (RFC 5280 section 5), versions 1 and 2.
#include "crypto/crl_parsed.hpp"
#include "crypto/extensions.hpp"
#include "crypto/pem.hpp"
#include "crypto/x509_oid.hpp"

namespace elicense::crypto {
namespace {

using ParsedList = Crl::Parsed;

void refuse_critical(const Extension& extension, ParsedList& out) {
  if (extension.critical) out.unsupported = "critical extension " + extension.oid;
}

void read_entry_extensions(der::Fields list, der::Failure& failure, RevokedSerial& entry, ParsedList& out) {
  for (const Extension& extension : read_extensions(list)) {
    if (extension.oid != oid::reason_code) {
      refuse_critical(extension, out);
      continue;
    }
    const ByteView code = der::Fields(extension.value, der::enumerated, failure).rest();
    list.require(code.size() == 1, "reason is not one octet");
    if (!code.empty()) entry.reason = code[0];
  }
}

RevokedSerial read_entry(der::Fields fields, der::Failure& failure, ParsedList& out) {
  RevokedSerial entry;
  entry.serial = without_zeros(fields.element(der::integer).content);
  entry.revoked_at = fields.time();
  if (fields.more()) read_entry_extensions(fields.enter(der::sequence), failure, entry, out);
  fields.end();
  return entry;
}

void read_entries(der::Fields list, der::Failure& failure, ParsedList& out) {
  while (list.more())
    out.entries.push_back(read_entry(list.enter(der::sequence), failure, out));
  std::sort(out.entries.begin(), out.entries.end(), [](const RevokedSerial& a, const RevokedSerial& b) {
    if (equal(a.serial, b.serial)) return a.revoked_at < b.revoked_at;
    return std::lexicographical_compare(a.serial.begin(), a.serial.end(), b.serial.begin(), b.serial.end());
  });
}

// The flags are IMPLICIT BOOLEANs; [3] onlySomeReasons and [4] indirectCRL make a list that needs others
// beside it.
void read_scope(der::Fields fields, ParsedList& out) {
  CrlScope& scope = out.scope;
  if (fields.next_is(der::context(0)))
    scope.distribution_names = read_distribution_names(fields.enter(der::context(0)));
  while (fields.more()) {
    const der::Element flag = fields.element();
    const bool set = flag.content.size() == 1 && flag.content[0] == 0xff;
    if (flag.tag == der::context_primitive(1)) scope.user_certificates_only = set;
    if (flag.tag == der::context_primitive(2)) scope.authorities_only = set;
    if (flag.tag == der::context_primitive(5)) scope.attribute_certificates_only = set;
    if (flag.tag == der::context_primitive(3)) out.unsupported = "list of some reasons only";
    if (flag.tag == der::context_primitive(4) && set) out.unsupported = "indirect list";
  }
}

void read_list_extensions(der::Fields list, der::Failure& failure, ParsedList& out) {
  for (const Extension& extension : read_extensions(list)) {
    if (extension.oid == oid::issuing_distribution_point) {
      read_scope(der::Fields(extension.value, der::sequence, failure), out);
    } else if (extension.oid == oid::delta_crl_indicator) {
      out.unsupported = "delta list";
    } else {
      refuse_critical(extension, out);
    }
  }
}

void read_tbs_list(der::Fields tbs, der::Failure& failure, ParsedList& out) {
  constexpr std::int64_t version_2 = 1; // as it is encoded
  if (tbs.next_is(der::integer)) tbs.require(tbs.integer() == version_2, "list is not version 2");
  out.inner_algorithm = tbs.element(der::sequence).whole;
  out.issuer_der = tbs.element(der::sequence).whole;
  out.this_update = tbs.time();
  if (tbs.next_is(der::utc_time) || tbs.next_is(der::generalized_time)) out.next_update = tbs.time();
  if (tbs.next_is(der::sequence)) read_entries(tbs.enter(der::sequence), failure, out);
  if (tbs.next_is(der::context(0)))
    read_list_extensions(tbs.enter(der::context(0)).enter(der::sequence), failure, out);
  tbs.end();
}

} // namespace

Result<Crl> Crl::parse(ByteView der) {
  if (der.size() > max_crl_size)
    return fail(ErrorKind::too_large, "CRL_TOO_LARGE", std::to_string(der.size()) + " bytes");
  auto parsed = std::make_shared<ParsedList>();
  parsed->der = to_bytes(der);
  der::Failure failure(parsed->der);
  der::Fields list(parsed->der, der::sequence, failure);
  parsed->structure = read_signed_structure(list);
  read_tbs_list(list.into(parsed->structure.to_be_signed), failure, *parsed);
  if (failure.happened()) return failure.as(ErrorKind::malformed, "CRL_MALFORMED");
  if (!parsed->unsupported.empty())
    return fail(ErrorKind::unsupported, "CRL_UNSUPPORTED", parsed->unsupported);
  return Crl(std::move(parsed));
}

Result<std::vector<Crl>> Crl::parse_pem(std::string_view pem) {
  const Result<std::vector<Bytes>> blocks = read_pem("X509 CRL", pem);
  if (!blocks) return fail(ErrorKind::malformed, "CRL_MALFORMED", blocks.error().detail);
  std::vector<Crl> lists;
  for (const Bytes& block : *blocks) {
    Result<Crl> list = parse(block);
    if (!list) return list.error();
    lists.push_back(std::move(*list));
  }
  return lists;
}

} // namespace elicense::crypto
