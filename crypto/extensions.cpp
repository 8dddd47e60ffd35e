// SPDX-License-Identifier: Apache-2.0
// Explicit defaults and trailing zero bits are let pass: real certificates carry them, and they change no
// meaning.
#include "crypto/extensions.hpp"
#include "crypto/x509_oid.hpp"
#include <limits>

namespace elicense::crypto {
namespace {

std::string oid_text(const der::Element& oid) {
  const Result<std::string> dotted = der::Reader(oid.whole).object_identifier();
  return dotted ? *dotted : to_hex(oid.content);
}

Extension read_extension(der::Fields fields) {
  Extension extension;
  const der::Element oid = fields.element(der::oid);
  extension.oid_content = to_bytes(oid.content);
  extension.oid = oid_text(oid);
  if (fields.next_is(der::boolean)) extension.critical = fields.boolean();
  extension.value = fields.element(der::octet_string).content;
  fields.end();
  return extension;
}

void read_basic_constraints(der::Fields constraints, CertificateExtensions& out) {
  if (constraints.next_is(der::boolean)) out.is_ca = constraints.boolean();
  if (constraints.next_is(der::integer)) {
    const std::int64_t length = constraints.integer();
    constraints.require(length >= 0 && length <= std::numeric_limits<int>::max(), "path length out of range");
    out.path_length = static_cast<int>(length);
  }
  constraints.end();
}

KeyUsage read_key_usage(der::Fields bit_string) {
  const ByteView content = bit_string.rest();
  const unsigned bits = content.size() > 1 ? content[1] : 0U; // content[0] counts the unused bits
  const auto has = [bits](unsigned number) { return (bits & (0x80U >> number)) != 0; };
  return {has(0), has(1), has(2), has(3), has(4), has(5), has(6)};
}

std::set<std::string> read_extended_key_usage(der::Fields list) {
  std::set<std::string> usages;
  list.require(list.more(), "extended key usage is empty");
  while (list.more())
    usages.insert(list.object_identifier());
  return usages;
}

std::optional<Bytes> read_authority_key_id(der::Fields fields) {
  if (!fields.next_is(der::context_primitive(0))) return std::nullopt; // only issuer and serial number
  return to_bytes(fields.element().content);
}

std::vector<Bytes> read_crl_distribution_points(der::Fields points) {
  std::vector<Bytes> names;
  while (points.more()) {
    der::Fields point = points.enter(der::sequence);
    if (!point.next_is(der::context(0))) continue;
    for (Bytes& name : read_distribution_names(point.enter(der::context(0))))
      names.push_back(std::move(name));
  }
  return names;
}

// Understood without being needed here: policies are not processed (nothing demands one), alternative names
// are no business of a chain.
bool needs_nothing(const Extension& extension) {
  return extension.oid == oid::certificate_policies || extension.oid == oid::subject_alternative_name;
}

void read_known(const Extension& extension, der::Failure& failure, CertificateExtensions& out) {
  const auto fields = [&](std::uint8_t tag) { return der::Fields(extension.value, tag, failure); };
  if (extension.oid == oid::basic_constraints) {
    read_basic_constraints(fields(der::sequence), out);
  } else if (extension.oid == oid::key_usage) {
    out.key_usage = read_key_usage(fields(der::bit_string));
  } else if (extension.oid == oid::extended_key_usage) {
    out.extended_key_usage = read_extended_key_usage(fields(der::sequence));
    out.extended_key_usage_critical = extension.critical;
  } else if (extension.oid == oid::subject_key_identifier) {
    out.subject_key_id = to_bytes(fields(der::octet_string).rest());
  } else if (extension.oid == oid::authority_key_identifier) {
    out.authority_key_id = read_authority_key_id(fields(der::sequence));
  } else if (extension.oid == oid::crl_distribution_points) {
    out.crl_distribution_names = read_crl_distribution_points(fields(der::sequence));
  } else if (equal(extension.oid_content, oid::development_marker)) {
    out.is_development = true;
  } else if ((extension.critical && !needs_nothing(extension)) || extension.oid == oid::name_constraints) {
    out.unknown_critical.push_back(extension.oid);
  }
}

} // namespace

std::vector<Extension> read_extensions(der::Fields list) {
  std::vector<Extension> extensions;
  std::set<Bytes> seen;
  list.require(list.more(), "the list of extensions is empty");
  while (list.more()) {
    extensions.push_back(read_extension(list.enter(der::sequence)));
    list.require(seen.insert(extensions.back().oid_content).second, "an extension comes twice");
  }
  return extensions;
}

std::vector<Bytes> read_distribution_names(der::Fields name) {
  std::vector<Bytes> names;
  if (!name.next_is(der::context(0))) return names;
  der::Fields full_name = name.enter(der::context(0));
  while (full_name.more())
    names.push_back(to_bytes(full_name.element().whole));
  return names;
}

CertificateExtensions read_certificate_extensions(der::Fields list, der::Failure& failure) {
  CertificateExtensions out;
  for (const Extension& extension : read_extensions(list))
    read_known(extension, failure, out);
  return out;
}

} // namespace elicense::crypto
