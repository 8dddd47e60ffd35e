// SPDX-License-Identifier: Apache-2.0
// Signers of specimens, and the documents of our own.
#include "tests/support/specimens.hpp"

#include "crypto/der.hpp"
#include "crypto/oid.hpp"
#include "crypto/signed_data.hpp"
#include "tests/support/licensed_documents.hpp"
#include "tests/support/seal_parts.hpp"
#include "tests/support/signed_data_parts.hpp"

namespace elicense::test {
namespace {

namespace der = crypto::der;

// Without attributes only a time stamp tells when it was signed.
Bytes stamped_plain_value(ByteView signature_xml, bool raw) {
  SignedDataParts parts;
  parts.content = der::write_octets(crypto::sm3(signature_xml));
  const Bytes value = test_pki().signer.key->sign(parts.signed_bytes()).value();
  parts.signature = raw ? raw_form(value) : value;
  const Bytes token = stamps_at(test_pki().now)(parts.signature).value();
  parts.unsigned_attributes = der::wrap(der::context(1), attribute(crypto::oid::timestamp_token, token));
  return parts.sign();
}

SpecimenSigner usual_signer(bool stamped = true) {
  return {
      [stamped](ByteView signature_xml, const std::string& property_info) {
        const Time now = test_pki().now;
        const seal::HeldSeal& held = usual_seal();
        const crypto::SealSignatureDraft draft{held.seal.der, now, crypto::sm3(signature_xml), property_info};
        const auto source = stamped ? stamps_at(now) : crypto::TimestampSource();
        return crypto::make_seal_signature(draft, held.certificate, *held.signer, source).value();
      },
      crypto::SealVersion::v4};
}

Specimen signed_again(const Specimen& specimen) {
  OfdEntries entries(specimen.file);
  specimen.sign(entries);
  return {specimen.name, entries.pack(), specimen.signers};
}

std::vector<Specimen> make_own() {
  const Bytes plain = plain_document();
  const SpecimenSigner seal = usual_signer();
  return {
      {"sealed", sealed_file(), {seal}},
      {"sealed without time stamp", sealed(plain, usual_seal(), {.stamped = false}), {usual_signer(false)}},
      {"closed", sealed(plain, usual_seal(), {.last = true}), {seal}},
      {"two seals", sealed(sealed_file()), {seal, seal}},
      {"a seal and a plain signature", signed_plainly(sealed_file()), {seal, plain_signer(true)}},
      signed_again({"signed without attributes", signed_plainly(plain), {plain_signer(false)}}),
      {"a license", license_document(permit()), {seal}}};
}

} // namespace

Specimen::Specimen(std::string a_name, Bytes a_file, std::vector<SpecimenSigner> all_signers)
    : name(std::move(a_name)), file(std::move(a_file)),
      document(ofd::read_document(ofd::Package::open(file).value()).value()),
      signers(std::move(all_signers)) {
  if (signers.size() != document.signatures.size()) throw std::logic_error("signers of " + name);
}

bool Specimen::is_own_file(const std::string& entry) const {
  return entry == document.signatures_path || std::ranges::any_of(document.signatures, [&](const auto& each) {
           return entry == each.path || entry == each.value_path;
         });
}

bool Specimen::is_license() const {
  return std::ranges::count(document.custom_data, "ZZBS", &ofd::CustomData::name) != 0;
}

void Specimen::sign(OfdEntries& entries) const {
  for (std::size_t i = 0; i < signers.size(); ++i) {
    const std::string& path = signature(i).path;
    if (!entries.has(path)) continue;
    entries.refresh_references_of(path);
    entries.set(signature(i).value_path, as_text(signers[i].value(entries.content(path), "/" + path)));
  }
}

SpecimenSigner seal_signer(crypto::SealVersion version, bool raw_value) {
  return {[=](ByteView signature_xml, const std::string& property_info) {
            static std::map<crypto::SealVersion, Bytes> seals; // made once
            Bytes& seal = seals[version];
            if (seal.empty()) seal = SealParts(version).sign();
            SignatureParts parts(version, seal);
            parts.data_hash = der::write_bits(crypto::sm3(signature_xml));
            parts.property_info = der::write_text(der::ia5_string, property_info);
            if (raw_value) parts.signature = der::write_bits(raw_form(parts.key->sign(parts.tbs()).value()));
            return parts.sign();
          },
          version};
}

SpecimenSigner plain_signer(bool attributes, bool raw_value) {
  return {[=](ByteView signature_xml, const std::string&) {
            if (!attributes) return stamped_plain_value(signature_xml, raw_value);
            const Identity& signer = test_pki().signer;
            const crypto::SignedDataOptions options{true, true, test_pki().now};
            return crypto::make_signed_data(crypto::sm3(signature_xml), options, signer.certificate,
                                            *signer.key)
                .value();
          },
          std::nullopt};
}

const std::vector<Specimen>& own_specimens() {
  static const std::vector<Specimen> all = make_own();
  return all;
}

} // namespace elicense::test
