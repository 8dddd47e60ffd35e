// SPDX-License-Identifier: Apache-2.0
// Forged seals and signature values: wrong times, makers, pictures and versions, and other encodings.
#include "tests/support/forgeries.hpp"

#include "crypto/der.hpp"
#include "tests/support/seal_parts.hpp"
#include <algorithm>

namespace elicense::test {
namespace {

namespace der = crypto::der;
using crypto::SealVersion;

Bytes time_of(SealVersion version, const char* rfc3339) {
  const Time time = utc(rfc3339);
  return version == SealVersion::v1 ? der::write_utc_time(time) : der::write_generalized_time(time);
}

// Each sealed signature, made anew by the signer with one element changed.
struct Remake {
  std::string what;
  Causes causes;
  std::function<void(SealParts&)> seal = {};
  std::function<void(SignatureParts&)> signature = {};
};

void remake(const Forge& forge, const Remake& how) {
  for (std::size_t i = 0; i < forge.specimen.signers.size(); ++i) {
    const auto& version = forge.specimen.signers[i].seal;
    if (!version) continue;
    const ofd::Signature& signature = forge.specimen.signature(i);
    SealParts seal_parts(*version);
    if (how.seal) how.seal(seal_parts);
    const Bytes seal = seal_parts.sign();
    Specimen other = forge.specimen;
    other.signers[i].value = [&](ByteView signature_xml, const std::string& property_info) {
      SignatureParts parts(*version, seal);
      parts.data_hash = der::write_bits(crypto::sm3(signature_xml));
      parts.property_info = der::write_text(der::ia5_string, property_info);
      if (how.signature) how.signature(parts);
      return parts.sign();
    };
    OfdEntries entries(forge.specimen.file);
    if (!signature.seal_path.empty()) entries.set(signature.seal_path, as_text(seal));
    other.sign(entries);
    forge.judged({how.what + ", " + signature.id, Forger::insider, entries.pack(), how.causes, ""});
  }
}

void other_seals(const Forge& forge) {
  const auto certificate = [](const Identity& identity) {
    return der::write_octets(identity.certificate.der());
  };
  const auto by_stranger = [&](SealParts& s) {
    s.maker_certificate = certificate(stranger());
    s.signature = der::write_bits(stranger().key->sign(s.signed_bytes()).value());
  };
  for (const Remake& each : std::initializer_list<Remake>{
           {"expired",
            {"SEAL_EXPIRED"},
            [](auto& s) { s.valid_until = time_of(s.version, "2026-05-01T00:00:00Z"); }},
           {"not yet valid",
            {"SEAL_EXPIRED", "SEAL_MAKE_TIME"},
            [](auto& s) { s.valid_from = time_of(s.version, "2026-07-01T00:00:00Z"); }},
           {"another picture under the old signature",
            {"SEAL_SIGNATURE"},
            [](auto& s) {
              s.signature = s.signature_value(), s.picture_data = der::write_octets(as_bytes("another"));
            }},
           {"another name under the old signature",
            {"SEAL_SIGNATURE"},
            [](auto& s) {
              s.signature = s.signature_value(), s.name = der::write_text(der::utf8_string, "国务院");
            }},
           {"the maker's signature broken",
            {"SEAL_SIGNATURE"},
            [](auto& s) {
              s.signature = der::write_bits(test_pki().signer.key->sign(s.signed_bytes()).value());
            }},
           {"by a maker nobody trusts", {"CHAIN_BUILD", "SEAL_MAKER_CERT"}, by_stranger},
           {"made by who signs with it",
            {"SEAL_SELF_MADE"},
            [&](auto& s) {
              s.maker_certificate = certificate(test_pki().signer),
              s.signature = der::write_bits(test_pki().signer.key->sign(s.signed_bytes()).value());
            }},
           {"for another signer", {"SIG_CERT_NOT_IN_SEAL"}, [&](auto& s) {
              s.list = der::wrap(der::sequence, certificate(test_pki().tsa));
            }}})
    remake(forge, each);
}

void other_properties(const Forge& forge) {
  for (const char* path :
       {"", "/", "/OFD.xml", "/Doc_0/Signs/Sign_9/Signature.xml", "/Doc_0/Signs/Signatures.xml",
        "../Signature.xml.bak", "https://example.org/Signature.xml"})
    remake(forge, {std::string("propertyInfo ") + path, {"SIG_PROPERTY_INFO"}, {}, [path](SignatureParts& s) {
                     s.property_info = der::write_text(der::ia5_string, path);
                   }});
  remake(forge, {"the digest of something else", {"SIG_DATA_HASH"}, {}, [](SignatureParts& s) {
                   s.data_hash = der::write_bits(crypto::sm3(as_bytes("other")));
                 }});
}

void other_times(const Forge& forge) {
  const auto at = [](const char* time) {
    return [time](SignatureParts& s) {
      s.time = time_of(s.version, time);
      if (s.version == SealVersion::v1) s.time = der::write_bits(s.time);
    };
  };
  remake(forge, {"before the seal", {"SEAL_EXPIRED"}, {}, at("2026-01-15T00:00:00Z")});
  remake(forge, {"before the certificate",
                 {"SIG_TIME", "CHAIN_VALIDITY", "CHAIN_TIME", "SIG_CERT"},
                 {},
                 at("2025-06-01T00:00:00Z")});
  remake(forge, {"in the future", {"SIG_TIME"}, {}, at("2027-06-01T00:00:00Z")});
  const auto stamped = [](const Identity& authority, const char* time, bool over_it) {
    return [&authority, time, over_it](SignatureParts& s) {
      const Bytes value = s.key->sign(s.tbs()).value(), other = to_bytes("other bytes");
      s.signature = der::write_bits(value);
      const auto token = crypto::make_timestamp(over_it ? value : other, utc(time), authority.certificate,
                                                *authority.key, crypto::system_random);
      s.timestamp = der::wrap(der::context(0), der::write_bits(token.value()));
    };
  };
  const TestPki& pki = test_pki();
  const char* soon_after = "2026-06-10T08:00:10Z";
  const Causes wrong_stamp = {"SIG_TIMESTAMP"};
  if (std::ranges::any_of(forge.specimen.signers,
                          [](const SpecimenSigner& s) { return s.seal == SealVersion::v1; }))
    return; // V1 has no place for one
  remake(forge, {"a time stamp over other bytes", wrong_stamp, {}, stamped(pki.tsa, soon_after, false)});
  remake(forge, {"a time stamp by a signer", wrong_stamp, {}, stamped(pki.signer, soon_after, true)});
  remake(forge, {"a time stamp by a stranger", wrong_stamp, {}, stamped(stranger(), soon_after, true)});
  remake(forge, {"a time stamp before the claimed time",
                 wrong_stamp,
                 {},
                 stamped(pki.tsa, "2026-03-01T00:00:00Z", true)});
  remake(forge, {"a time stamp of the future",
                 {"SIG_TIME", "SIG_TIMESTAMP"},
                 {},
                 stamped(pki.tsa, "2027-03-01T00:00:00Z", true)});
  remake(forge, {"a time stamp that is none", wrong_stamp, {}, [](SignatureParts& s) {
                   s.timestamp = der::wrap(der::context(0), der::write_bits(as_bytes("x")));
                 }});
}

void other_versions(const Forge& forge) {
  for (const std::int64_t version : {0, 1, 2, 3, 4, 5, 6, 255}) {
    const auto differs = [version](SealVersion own) {
      return version != (own == SealVersion::v1 ? 1 : own == SealVersion::v4 ? 4 : 5);
    };
    if (!std::ranges::any_of(forge.specimen.signers,
                             [&](const SpecimenSigner& s) { return s.seal && differs(*s.seal); }))
      continue;
    const Bytes number = der::write_integer(version);
    if (!std::ranges::all_of(forge.specimen.signers,
                             [&](const SpecimenSigner& s) { return !s.seal || differs(*s.seal); }))
      continue;
    remake(forge, {"a signature that says version " + std::to_string(version),
                   {"SIG_FORMAT", "SIG_VERSION"},
                   {},
                   [number](SignatureParts& s) { s.tbs_version = number; }});
    remake(forge, {"a seal that says version " + std::to_string(version),
                   {"SIG_FORMAT", "SEAL_VERSION", "SIG_VERSION"},
                   [number](SealParts& s) { s.header_version = number; }});
  }
  for (const SealVersion inner : {SealVersion::v1, SealVersion::v4, SealVersion::v5}) {
    if (std::ranges::any_of(forge.specimen.signers, [&](const SpecimenSigner& s) { return s.seal == inner; }))
      continue;
    remake(forge, {"a seal of another version inside",
                   {"SIG_FORMAT", "SEAL_FILE", "SEAL_VERSION"},
                   {},
                   [inner](SignatureParts& s) { s.seal = SealParts(inner).sign(); }});
  }
}

// 30: the same value in other bytes.
void other_encodings(const Forge& forge) {
  for (std::size_t i = 0; i < forge.specimen.signers.size(); ++i) {
    const std::string& path = forge.specimen.signature(i).value_path;
    const Bytes value = OfdEntries(forge.specimen.file).content(path);
    const Causes malformed = {forge.specimen.signers[i].format_cause()};
    Bytes longer = value, indefinite = value, long_length = value, other_tag = value;
    longer.push_back(0);
    const std::size_t head = 2 + (value[1] & 0x7FU); // lengths above 127 bytes
    indefinite.erase(indefinite.begin() + 2, indefinite.begin() + static_cast<std::ptrdiff_t>(head));
    indefinite[1] = 0x80, indefinite.insert(indefinite.end(), 2, 0);
    long_length[1] = static_cast<std::uint8_t>(long_length[1] + 1),
    long_length.insert(long_length.begin() + 2, 0);
    other_tag[0] = 0x31;
    const Bytes shorter(value.begin(), value.end() - 1), none, text = to_bytes(to_base64(value));
    for (const auto& [what, bytes] :
         {std::pair("a byte more", longer), std::pair("a byte less", shorter), std::pair("nothing", none),
          std::pair("indefinite length", indefinite), std::pair("a long length", long_length),
          std::pair("another tag", other_tag), std::pair("base64", text), std::pair("twice", [&] {
            Bytes two = value;
            two.insert(two.end(), value.begin(), value.end());
            return two;
          }())})
      forge.outsider(
          std::string(what) + " in " + path,
          [&, bytes = bytes](OfdEntries& e) { e.set(path, as_text(bytes)); }, malformed);
    for (const auto& [what, bytes] :
         {std::pair("only {r, s}", test_pki().signer.key->sign(to_bytes("x")).value()),
          std::pair("64 bytes", Bytes(64, 1))})
      forge.outsider(std::string(what) + " in " + path,
                     [&, bytes = bytes](OfdEntries& e) { e.set(path, as_text(bytes)); },
                     {"SIG_NO_CERTIFICATE", "SIG_KIND", "SIG_REFERENCES"});
  }
}

} // namespace

std::vector<ForgeryCase> value_forgeries() {
  return {{25, "seals expired, not yet valid, broken, of strangers", other_seals},
          {26, "values about another path or file", other_properties},
          {27, "signing times outside validity, wrong time stamps", other_times},
          {28, "V1, V4 and V5 confused", other_versions},
          {30, "values with more bytes or in BER", other_encodings}};
}

} // namespace elicense::test
