// SPDX-License-Identifier: Apache-2.0
#include "instance/revoked_seal.hpp"

#include "crypto/issuing.hpp"
#include "instance/files.hpp"
#include "seal/making.hpp"

namespace elicense::instance {
namespace {

using std::chrono::days;

constexpr auto validity = days(365);
constexpr std::int64_t second_list = 2; // init made the first, which is empty (development.cpp)
constexpr int key_compromise = 1;       // RFC 5280 5.3.1

struct Ca {
  crypto::Certificate certificate;
  std::unique_ptr<crypto::Signer> signer;
};

Result<Ca> signer_of(const crypto::KeyStore& keys, const char* key,
                     const std::filesystem::path& certificate) {
  auto entry = keys.get(key);
  if (!entry) return entry.error();
  auto read = read_certificate(certificate);
  if (!read) return read.error();
  return Ca{*std::move(read), std::move(entry->signer)};
}

Result<void> revoke(const Config& config, const Ca& ca, const crypto::Certificate& certificate, Time since) {
  const auto list =
      crypto::issue_crl(ca.certificate, *ca.signer, since, since + validity,
                        {{to_bytes(as_text(certificate.serial())), since, key_compromise}}, second_list);
  if (!list) return list.error();
  return write_file(config.trust() / "crls" / "development-seal-ca.crl", *list);
}

// What an attempt that was interrupted left is replaced.
Result<void> put_key(const crypto::KeyStore& keys, const crypto::Sm2PrivateKey& key,
                     const crypto::RandomSource& random) {
  const std::string name = seal::key_name(revoked_seal_id);
  if (auto removed = keys.remove(name); !removed && removed.error().code != "KEY_NOT_FOUND") return removed;
  return keys.put(name, key, true, random);
}

} // namespace

// In the cabinet last: a seal without its key would stop every start.
Result<void> make_revoked_seal(const Config& config, const crypto::KeyStore& keys, Time now,
                               const crypto::RandomSource& random) {
  if (std::error_code error; std::filesystem::exists(config.seals() / revoked_seal_id, error)) return {};
  const auto ca = signer_of(keys, "seal-ca", config.trust() / "intermediates" / "development-seal-ca.pem");
  if (!ca) return ca.error();
  const auto maker = signer_of(keys, "seal-maker", config.certificates() / "seal-maker.pem");
  if (!maker) return maker.error();
  const auto fonts = face::Fonts::load();
  if (!fonts) return fonts.error();
  const Time from = now - days(1);
  const auto key = crypto::Sm2PrivateKey::generate();
  const auto certificate = crypto::issue_certificate(
      {.profile = crypto::CertificateProfile::signer,
       .subject = {.country = "CN", .organization = "elicense development", .common_name = revoked_seal_id},
       .not_before = from,
       .not_after = from + validity,
       .development = true,
       .dns_names = {},
       .crl_locations = {}},
      key.public_key().spki(), ca->certificate, *ca->signer, random);
  if (!certificate) return certificate.error();
  const auto made = seal::make_official_seal({.id = revoked_seal_id,
                                              .vendor = "elicense",
                                              .name = config.authority_name,
                                              .line = "已吊销",
                                              .created = from,
                                              .valid_from = from,
                                              .valid_until = from + validity},
                                             {*certificate}, maker->certificate, *maker->signer, **fonts);
  if (!made) return made.error();
  if (auto put = put_key(keys, key, random); !put) return put;
  if (auto revoked = revoke(config, *ca, *certificate, from); !revoked) return revoked;
  return seal::store_in_cabinet(config.seals(), *made, *certificate);
}

license::Issuer unchecked_issuer(Instance& instance, const std::string& seal_id,
                                 const crypto::RandomSource& random) {
  const Config& config = instance.config();
  return license::Issuer(
      {.types = instance.types(),
       .licenses = instance.licenses(),
       .blinder = instance.blinder(),
       .fonts = instance.fonts(),
       .seals = instance.seals(),
       .sealer = instance.sealer(),
       .self_check = [](const ofd::SignedFile&) { return Result<void>(); },
       .authority = {config.authority_code, config.authority_name, seal_id},
       .verification_url = config.verification_url(),
       .clock = system_time,
       .random = random,
       .status_place = [&instance] { return instance.status_lists().publisher().reserve(); }});
}

} // namespace elicense::instance
