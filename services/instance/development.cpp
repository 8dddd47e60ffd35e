// SPDX-License-Identifier: Apache-2.0
// The development PKI (certs/README.md draws it) and the folder around it.
#include "instance/development.hpp"

#include "access/administration.hpp"
#include "crypto/issuing.hpp"
#include "crypto/key_store.hpp"
#include "face/seal_picture.hpp"
#include "instance/files.hpp"
#include "instance/ledger_keys.hpp"
#include "instance/people.hpp"
#include "instance/tls_files.hpp"
#include "instance/trust_list.hpp"
#include "ledger/policy_file.hpp"
#include "seal/leaves.hpp"
#include "seal/making.hpp"
#include "seal/sealing.hpp"
#include "store/sqlite/sqlite_register.hpp"

namespace elicense::instance {
namespace {

using std::chrono::days;
namespace fs = std::filesystem;

constexpr auto root_life = days(3650), ca_life = days(3600), leaf_life = days(1825), crl_life = days(366);
constexpr const char* organization = "elicense development";
constexpr const char* authority_code = "11640000MB999999XM"; // synthetic, with a right check character
constexpr const char* authority_name = "示例市行政审批服务局";
constexpr const char* seal_id = "64000000000001";

struct Party {
  crypto::Sm2PrivateKey key;
  crypto::Certificate certificate;
};

class DevelopmentPki {
 public:
  DevelopmentPki(Time now, crypto::RandomSource random) : from_(now - days(1)), random_(std::move(random)) {}

  Result<Party> root() {
    auto key = crypto::Sm2PrivateKey::generate();
    auto certificate =
        crypto::issue_self_signed(request(crypto::CertificateProfile::root, "Development Root", root_life),
                                  crypto::SoftwareSigner(key), random_);
    if (!certificate) return certificate.error();
    return Party{std::move(key), *std::move(certificate)};
  }

  Result<Party> under(const Party& issuer, crypto::CertificateProfile profile, const char* name, days life) {
    auto key = crypto::Sm2PrivateKey::generate();
    auto certificate =
        crypto::issue_certificate(request(profile, name, life), key.public_key().spki(), issuer.certificate,
                                  crypto::SoftwareSigner(issuer.key), random_);
    if (!certificate) return certificate.error();
    return Party{std::move(key), *std::move(certificate)};
  }

  Result<Bytes> empty_crl(const Party& issuer) const {
    return crypto::issue_crl(issuer.certificate, crypto::SoftwareSigner(issuer.key), from_, from_ + crl_life,
                             {}, 1);
  }

  Result<crypto::Certificate> tls(const crypto::TlsKey& key) const {
    auto wanted = request(crypto::CertificateProfile::tls_server, "localhost", leaf_life);
    wanted.dns_names = {"localhost", "127.0.0.1", "::1"};
    return crypto::issue_self_signed_tls(wanted, key, random_);
  }

  Time from() const { return from_; }

 private:
  crypto::CertificateRequest request(crypto::CertificateProfile profile, const char* name, days life) const {
    return {.profile = profile,
            .subject = {.country = "CN", .organization = organization, .common_name = name},
            .not_before = from_,
            .not_after = from_ + life,
            .development = true,
            .dns_names = {},
            .crl_locations = {}};
  }

  Time from_;
  crypto::RandomSource random_;
};

Result<void> make_folders(const Config& config) {
  std::error_code error;
  for (const auto& folder : {config.folder, config.keys(), config.trust(), config.trust() / "anchors",
                             config.trust() / "intermediates", config.trust() / "crls", config.seals(),
                             config.certificates(), config.database().parent_path()}) {
    fs::create_directories(folder, error);
    if (!error) fs::permissions(folder, fs::perms::owner_all, error);
    if (error)
      return fail(ErrorKind::unavailable, "INSTANCE_FOLDER", folder.string() + ": " + error.message());
  }
  return {};
}

struct People {
  Party root, ca, maker, signer, tsa;
};

Result<People> make_people(DevelopmentPki& pki) {
  using Profile = crypto::CertificateProfile;
  auto root = pki.root();
  if (!root) return root.error();
  auto ca = pki.under(*root, Profile::intermediate, "Development Seal CA", ca_life);
  if (!ca) return ca.error();
  auto maker = pki.under(*ca, Profile::seal_maker, "Development Seal Maker", leaf_life);
  if (!maker) return maker.error();
  auto signer = pki.under(*ca, Profile::signer, seal_id, leaf_life);
  if (!signer) return signer.error();
  auto tsa = pki.under(*ca, Profile::tsa, "Development TSA", leaf_life);
  if (!tsa) return tsa.error();
  return People{*std::move(root), *std::move(ca), *std::move(maker), *std::move(signer), *std::move(tsa)};
}

Result<void> write_trust(const Config& config, const DevelopmentPki& pki, const People& people) {
  auto root_crl = pki.empty_crl(people.root), ca_crl = pki.empty_crl(people.ca);
  if (!root_crl) return root_crl.error();
  if (!ca_crl) return ca_crl.error();
  const auto trust = config.trust();
  const Result<void> written[] = {
      write_file(trust / "anchors" / "development-root.pem", as_bytes(people.root.certificate.pem())),
      write_file(trust / "intermediates" / "development-seal-ca.pem", as_bytes(people.ca.certificate.pem())),
      write_file(trust / "crls" / "development-root.crl", *root_crl),
      write_file(trust / "crls" / "development-seal-ca.crl", *ca_crl),
      write_file(config.certificates() / "tsa.pem", as_bytes(people.tsa.certificate.pem())),
      write_file(config.certificates() / "seal-maker.pem", as_bytes(people.maker.certificate.pem())),
  };
  for (const auto& result : written)
    if (!result) return result.error();
  return {};
}

Result<void> write_keys(const Config& config, const crypto::KeyStore& keys, const DevelopmentPki& pki,
                        const People& people, const crypto::RandomSource& random) {
  const std::pair<const char*, const Party*> named[] = {
      {"root", &people.root}, {"seal-ca", &people.ca}, {"seal-maker", &people.maker}, {"tsa", &people.tsa}};
  for (const auto& [name, party] : named)
    if (auto put = keys.put(name, party->key, true, random); !put) return put.error();
  if (auto written = make_ledger_keys(config, keys, random); !written) return written.error();
  auto tls_key = crypto::generate_tls_key();
  const auto certificate = pki.tls(tls_key);
  if (!certificate) return certificate.error();
  return write_tls(config, keys, {certificate->pem(), std::move(tls_key.pkcs8)}, true, random);
}

Result<void> write_seal(const Config& config, const crypto::KeyStore& keys, const DevelopmentPki& pki,
                        const People& people, const crypto::RandomSource& random) {
  const auto fonts = face::Fonts::load();
  if (!fonts) return fonts.error();
  const seal::NewSeal wanted{.id = seal_id,
                             .vendor = "elicense",
                             .name = authority_name,
                             .line = "电子证照专用章",
                             .created = pki.from(),
                             .valid_from = pki.from(),
                             .valid_until = pki.from() + leaf_life};
  const auto made = seal::make_official_seal(wanted, {people.signer.certificate}, people.maker.certificate,
                                             crypto::SoftwareSigner(people.maker.key), **fonts);
  if (!made) return made.error();
  if (auto put = keys.put(seal::key_name(seal_id), people.signer.key, true, random); !put) return put.error();
  return seal::store_in_cabinet(config.seals(), *made, people.signer.certificate);
}

Result<std::unique_ptr<store::SqliteRegister>> make_store(const Config& config, const crypto::KeyStore& keys,
                                                          const crypto::RandomSource& random) {
  crypto::SecretBytes secret(crypto::stored_secret_size);
  random(secret.span());
  if (auto put = keys.put_secret(Config::store_secret, secret, true, random); !put) return put.error();
  return store::SqliteRegister::create(config.database(), {std::move(secret), random});
}

// What was made for the authority before its ledger could say so.
Result<void> record_beginning(store::SqliteRegister& store, const Config& config,
                              const crypto::KeyStore& keys, Time now) {
  const auto trust = crypto::TrustStore::load(config.trust(), now);
  if (!trust) return trust.error();
  if (auto told = store.trust_record()->in_force(digest_of(*trust), now); !told) return told;
  const auto opened = open_ledger_keys(keys);
  if (!opened) return opened.error();
  const auto seals = seal::Cabinet::load(config.seals(), keys, true);
  if (!seals) return seals.error();
  const auto held = seals->find(seal_id);
  if (!held) return held.error();
  const auto leaf = store.book().append(seal::made_leaf((*held)->seal, opened->blinder, now));
  return leaf ? Result<void>() : Result<void>(leaf.error());
}

// The authority itself, and the code by which its first administrator comes in.
Result<std::string> make_first_people(const Config& config, const crypto::KeyStore& keys, const Clock& clock,
                                      const crypto::RandomSource& random) {
  const auto store = make_store(config, keys, random);
  if (!store) return store.error();
  if (auto recorded = record_beginning(**store, config, keys, clock()); !recorded) return recorded.error();
  auto people = open_people(**store, keys, true);
  if (!people) return people.error();
  if (auto added = (*people)->add_tenant({config.authority_code, config.authority_name}); !added)
    return added.error();
  return access::Administration(**people, clock, random).offer_enrolment();
}

} // namespace

Result<NewInstance> create_development_instance(const fs::path& folder, const Clock& clock,
                                                const crypto::RandomSource& random) {
  if (std::error_code error; fs::exists(folder / "elicense.toml", error))
    return fail(ErrorKind::conflict, "INSTANCE_EXISTS", folder.string());
  Config config;
  config.folder = folder;
  config.profile = Profile::dev;
  config.public_url = "https://127.0.0.1:8443";
  config.authority_code = authority_code;
  config.authority_name = authority_name;
  config.authority_seal = seal_id;
  if (auto made = make_folders(config); !made) return made.error();
  if (auto made = crypto::KeyStore::create_key_file(config.key_file(), random); !made) return made.error();
  const auto keys = crypto::KeyStore::open_with_key_file(config.keys(), config.key_file());
  if (!keys) return keys.error();

  DevelopmentPki pki(clock(), random);
  const auto people = make_people(pki);
  if (!people) return people.error();
  if (auto written = write_trust(config, pki, *people); !written) return written.error();
  if (auto written = write_keys(config, *keys, pki, *people, random); !written) return written.error();
  if (auto written = write_seal(config, *keys, pki, *people, random); !written) return written.error();
  auto code = make_first_people(config, *keys, clock, random);
  if (!code) return code.error();
  // the settings last: a folder without them is not an instance
  if (auto written = write_file(folder / "elicense.toml", as_bytes(config_text(config))); !written)
    return written.error();
  return NewInstance{config, *std::move(code)};
}

} // namespace elicense::instance
