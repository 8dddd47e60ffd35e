// SPDX-License-Identifier: Apache-2.0
// Opening an instance: each part refuses to start rather than to run half.
#include "instance/instance.hpp"

#include "crypto/trust_store.hpp"
#include "instance/files.hpp"
#include "instance/ledger_key_change.hpp"
#include "instance/ledger_keys.hpp"
#include "instance/people.hpp"
#include "instance/store_secret.hpp"
#include "instance/trust_list.hpp"
#include "license/leaves.hpp"
#include "schemas/resources.hpp"
#include "store/sqlite/sqlite_register.hpp"

namespace elicense::instance {

namespace {

Result<crypto::KeyStore> unlock_keys(const Config& config, const AskPassphrase& ask) {
  if (!config.key_passphrase) return crypto::KeyStore::open_with_key_file(config.keys(), config.key_file());
  auto passphrase = ask();
  if (!passphrase) return passphrase.error();
  return crypto::KeyStore::open_with_passphrase(config.keys(), *std::move(passphrase));
}

} // namespace

Result<crypto::KeyStore> open_keys(const Config& config, const AskPassphrase& ask) {
  auto keys = unlock_keys(config, ask);
  if (!keys || config.profile == Profile::dev) return keys;
  if (auto refused = keys->refuse_development_keys(); !refused) return refused.error();
  return keys;
}

Instance::Instance(Config config, crypto::KeyStore keys, license::TypeCatalogue types, seal::Cabinet seals)
    : config_(std::move(config)), keys_(std::move(keys)), types_(std::move(types)), seals_(std::move(seals)) {
}

Result<std::unique_ptr<Instance>> Instance::open(const std::filesystem::path& folder,
                                                 const AskPassphrase& ask, const StartOptions& options) {
  auto config = read_config(folder);
  if (!config) return config.error();
  auto keys = open_keys(*config, ask);
  if (!keys) return keys.error();
  auto types =
      license::TypeCatalogue::load(config->license_types, {config->authority_code, config->authority_name});
  if (!types) return types.error();
  auto seals = seal::Cabinet::load(config->seals(), *keys, config->profile == Profile::dev);
  if (!seals) return seals.error();
  std::unique_ptr<Instance> instance(
      new Instance(*std::move(config), *std::move(keys), *std::move(types), *std::move(seals)));
  if (auto wired = instance->wire(options); !wired) return wired.error();
  if (auto checked = instance->check_witnessed(options); !checked) return checked.error();
  return instance;
}

Result<void> Instance::wire(const StartOptions& options) {
  if (auto loaded = load_trust(); !loaded) return loaded;
  auto fonts = face::Fonts::load();
  if (!fonts) return fonts.error();
  fonts_ = *std::move(fonts);
  if (auto opened = open_store(options); !opened) return opened;
  if (auto opened = open_ledger(); !opened) return opened;
  if (auto wired = wire_types(); !wired) return wired;
  auto timestamp = open_timestamp_authority();
  if (!timestamp) return timestamp.error();
  sealer_ = std::make_unique<seal::Sealer>(*std::move(timestamp), system_time);
  engine_ = std::make_unique<verify::Engine>(trust_, licenses_.get(), &types_, system_time);

  // The license is not in the register yet when it is checked: an offline verifier, as a stranger would be.
  const auto stranger = std::make_shared<verify::Engine>(trust_, nullptr, &types_, system_time);
  self_check_ = [stranger](const ofd::SignedFile& document) -> Result<void> {
    const verify::Report report = stranger->verify(document);
    if (report.verdict == verify::Verdict::trusted) return {};
    return fail(ErrorKind::internal, "SELF_CHECK_FAILED", report.cause + " " + report.detail);
  };
  issuer_ = std::make_unique<license::Issuer>(license::IssueDependencies{
      .types = types_,
      .licenses = *licenses_,
      .blinder = *blinder_,
      .fonts = *fonts_,
      .seals = seals_,
      .sealer = *sealer_,
      .self_check = self_check_,
      .authority = {config_.authority_code, config_.authority_name, config_.authority_seal},
      .verification_url = config_.verification_url(),
      .clock = system_time,
      .random = crypto::system_random,
      .status_place = [this] { return status_lists_->publisher().reserve(); }});
  return wire_life();
}

// What was published at run time comes before anything is issued or verified.
Result<void> Instance::wire_types() {
  type_publisher_ = std::make_unique<license::TypePublisher>(
      license::TypePublisher::Parts{.types = types_,
                                    .proposals = *type_register_,
                                    .fonts = *fonts_,
                                    .blinder = *blinder_,
                                    .authority = {config_.authority_code, config_.authority_name},
                                    .verification_url = config_.verification_url(),
                                    .clock = system_time,
                                    .random = crypto::system_random});
  if (auto loaded = type_publisher_->load(); !loaded) return loaded;
  return wire_matters();
}

// After the types that their lists name.
Result<void> Instance::wire_matters() {
  const license::DefiningAuthority authority{config_.authority_code, config_.authority_name};
  auto matters = submission::MatterDirectory::load(authority);
  if (!matters) return matters.error();
  matters_ = *std::move(matters);
  matter_publisher_ = std::make_unique<submission::MatterPublisher>(
      submission::MatterPublisher::Parts{.matters = matters_,
                                         .proposals = *matter_register_,
                                         .types = types_,
                                         .blinder = *blinder_,
                                         .authority = authority,
                                         .clock = system_time,
                                         .random = crypto::system_random});
  return matter_publisher_->load();
}

Result<void> Instance::wire_life() {
  auto table = license::TransitionTable::load();
  if (!table) return table.error();
  transitions_ = *std::move(table);
  life_ = std::make_unique<license::Life>(license::LifeDependencies{.table = transitions_,
                                                                    .licenses = *licenses_,
                                                                    .issuer = *issuer_,
                                                                    .blinder = *blinder_,
                                                                    .clock = system_time,
                                                                    .random = crypto::system_random});
  copies_ = std::make_unique<license::Copies>(license::CopyDependencies{.types = types_,
                                                                        .licenses = *licenses_,
                                                                        .blinder = *blinder_,
                                                                        .clock = system_time,
                                                                        .random = crypto::system_random});
  jobs_ = std::make_unique<Jobs>(JobParts{.kept = std::move(kept_jobs_),
                                          .licenses = *licenses_,
                                          .issuer = *issuer_,
                                          .life = *life_,
                                          .types = types_,
                                          .blinder = *blinder_,
                                          .authority_code = config_.authority_code});
  recalls_ = std::make_unique<recall::Recaller>(recall::RecallerParts{
      .kept = *kept_recalls_, .blinder = *blinder_, .clock = system_time, .random = crypto::system_random});
  if (auto wired = wire_offline(); !wired) return wired;
  return wire_show();
}

Result<void> Instance::wire_offline() {
  auto pair = open_status_pair(config_, keys_);
  if (!pair) return pair.error();
  offline_ = std::make_unique<show::OfflineDesk>(show::OfflineDesk::Parts{.kept = *kept_offline_,
                                                                          .types = types_,
                                                                          .lists = status_lists_->publisher(),
                                                                          .signer = std::move(pair->signer),
                                                                          .key = std::move(pair->key.key),
                                                                          .blinder = *blinder_,
                                                                          .clock = system_time,
                                                                          .random = crypto::system_random});
  return {};
}

Result<void> Instance::wire_show() {
  auto addresses = show::Addresses::create(config_.show_url());
  if (!addresses) return addresses.error();
  show_ = std::make_unique<show::Desk>(show::DeskParts{
      .kept = std::move(kept_shows_),
      .find = [this](std::string_view identifier) { return licenses_->find(identifier); },
      .holders = *holders_,
      .types = types_,
      .blinder = *blinder_,
      .disclosure = *disclosure_,
      .says_nothing = [this](std::string_view text) { return access::is_filler(text, harvest_rules_); },
      .addresses = *std::move(addresses),
      .status_number = [this] { return status_lists_->publisher().reserve_number(); },
      .clock = system_time,
      .random = crypto::system_random});
  return wire_submissions();
}

Result<void> Instance::wire_submissions() {
  submission_desk_ =
      std::make_unique<SubmissionDesk>(SubmissionDeskParts{.kept = std::move(kept_submissions_),
                                                           .matters = matters_,
                                                           .types = types_,
                                                           .licenses = *licenses_,
                                                           .show = *show_,
                                                           .engine = *engine_,
                                                           .fonts = *fonts_,
                                                           .seals = seals_,
                                                           .sealer = *sealer_,
                                                           .self_check = self_check_,
                                                           .disclosure = *disclosure_,
                                                           .blinder = *blinder_,
                                                           .authority_name = config_.authority_name,
                                                           .verification_url = config_.verification_url()});
  return {};
}

// Before anything is written: the leaf of a change is the last one until the change is ended.
Result<void> Instance::end_key_changes(const StartOptions& options) {
  const KeyHouse house = key_house();
  for (const SigningKey& key : {status_key, status_key_es256, events_key}) {
    const auto ended = end_signing_key_change(house, key);
    if (!ended) return ended.error();
    if (*ended) ended_changes_.insert(key.name);
  }
  const auto ended = end_ledger_key_change(house);
  if (!ended) return ended.error();
  if (*ended) ended_changes_.insert(ledger_key);
  if (*ended || options.override_ledger_key.empty()) return {};
  return override_ledger_key(house, options.override_ledger_key, system_time());
}

Result<void> Instance::open_store(const StartOptions& options) {
  auto licenses = open_register(config_, keys_);
  if (!licenses) return licenses.error();
  book_ = &(*licenses)->book();
  if (auto ended = end_key_changes(options); !ended) return ended;
  accesses_ = (*licenses)->access_log();
  key_rotation_ = (*licenses)->key_rotation();
  holders_ = (*licenses)->holders();
  complaints_ = (*licenses)->complaints();
  retention_ = (*licenses)->retention();
  trust_record_ = (*licenses)->trust_record();
  kept_jobs_ = (*licenses)->jobs();
  kept_offline_ = (*licenses)->offline();
  kept_shows_ = (*licenses)->show();
  kept_submissions_ = (*licenses)->submissions();
  kept_recalls_ = (*licenses)->recalls();
  type_register_ = (*licenses)->types(config_.authority_code);
  matter_register_ = (*licenses)->matters();
  auto notifications = Notifications::open(key_house(), (*licenses)->outbox());
  if (!notifications) return notifications.error();
  notifications_ = *std::move(notifications);
  const Surroundings& around = options.surroundings;
  if (around.holders) holders_ = around.holders(std::move(holders_));
  if (around.shows) kept_shows_ = around.shows(std::move(kept_shows_));
  auto lists =
      StatusLists::open({config_, keys_, (*licenses)->status_source(), *book_, around.status_list_clock});
  if (!lists) return lists.error();
  status_lists_ = *std::move(lists);
  if (auto wired = wire_access(**licenses, around.request_clock); !wired) return wired;
  licenses_ = *std::move(licenses);
  return {};
}

// An instance from before the ledger gets its keys at its first start with one.
Result<LedgerKeys> Instance::ledger_keys() {
  auto opened = open_ledger_keys(keys_);
  if (opened || opened.error().code != "KEY_NOT_FOUND") return opened;
  const auto size = book_->size();
  if (!size) return size.error();
  if (*size > 0) return opened; // lost, and not to be replaced by others
  if (auto made = make_ledger_keys(config_, keys_, crypto::system_random); !made) return made.error();
  return open_ledger_keys(keys_);
}

Result<void> Instance::open_ledger() {
  auto opened = ledger_keys();
  if (!opened) return opened.error();
  blinder_ = std::make_unique<ledger::Blinder>(std::move(opened->blinder));
  const auto keys = own_log_keys(config_, *opened->signer);
  if (!keys) return keys.error();
  auto keeper = ledger::Keeper::open({.book = *book_,
                                      .signer = std::move(opened->signer),
                                      .origin = config_.ledger_origin(),
                                      .former = keys->former});
  if (!keeper) return keeper.error();
  keeper_ = *std::move(keeper);
  disclosure_ = std::make_unique<privacy::Disclosure>(privacy::DisclosureDependencies{
      .log = *accesses_, .blinder = *blinder_, .clock = system_time, .random = crypto::system_random});
  const auto adopted = licenses_->adopt([this](const license::License& license) {
    return license::issued_leaf(license, *blinder_, system_time());
  });
  return adopted ? trust_record_->in_force(digest_of(*trust_), system_time()) : adopted;
}

Result<void> Instance::check_witnessed(const StartOptions& options) {
  for (const auto& file : {config_.witnessed(), options.witnessed}) {
    if (std::error_code error;
        file.empty() || (file != options.witnessed && !std::filesystem::exists(file, error)))
      continue;
    const auto note = read_file(file);
    if (!note) return note.error();
    auto good = keeper_->remember_witnessed(std::string(as_text(*note)));
    if (good) continue;
    if (good.error().code != "LEDGER_ROLLED_BACK" || options.override_rollback.empty()) return good;
    return override_rollback(options.override_rollback);
  }
  return {};
}

// The witnesses' checkpoint stays as a file for those who ask later, and no longer stops a start.
Result<void> Instance::override_rollback(const std::string& reason) {
  const auto recorded =
      book_->append({.kind = ledger::EntryKind::override_used,
                     .at = system_time(),
                     .digests = {{ledger::DigestRole::request, crypto::sm3(as_bytes(reason))}},
                     .references = {},
                     .word = "rollback",
                     .number = std::nullopt});
  if (!recorded) return recorded.error();
  std::error_code error;
  std::filesystem::rename(config_.witnessed(), config_.witnessed().string() + ".overridden", error);
  if (error && error != std::errc::no_such_file_or_directory)
    return fail(ErrorKind::unavailable, "INSTANCE_FOLDER", config_.witnessed().string());
  return {};
}

Result<void> Instance::wire_access(store::SqliteRegister& store, const Clock& request_clock) {
  auto table = access::AuthorizationTable::parse(find_resource("schemas/authorization.tsv").value_or(""));
  if (!table) return table.error();
  authorization_ = *std::move(table);
  auto rules = access::HarvestRules::parse(find_resource("schemas/harvest.tsv").value_or(""));
  if (!rules) return rules.error();
  harvest_rules_ = *std::move(rules);
  auto people = open_people(store, keys_, config_.profile == Profile::dev);
  if (!people) return people.error();
  people_ = *std::move(people);
  if (auto added = people_->add_tenant({config_.authority_code, config_.authority_name}); !added)
    return added;
  administration_ = std::make_unique<access::Administration>(*people_, system_time, crypto::system_random);
  if (auto readable = people_->times_ahead(); !readable) return readable.error();
  authenticator_ = std::make_unique<access::Authenticator>(*people_, request_clock);
  return {};
}

Result<void> Instance::load_trust() {
  auto trust = crypto::TrustStore::load(config_.trust(), system_time());
  if (!trust) return trust.error();
  if (config_.profile != Profile::dev && trust->has_development_anchor())
    return fail(ErrorKind::forbidden, "TRUST_DEVELOPMENT_ANCHOR", config_.trust().string());
  trust_ = std::make_shared<const crypto::TrustStore>(*std::move(trust));
  return {};
}

Result<crypto::TimestampSource> Instance::open_timestamp_authority() const {
  auto key = keys_.get("tsa");
  if (!key) return key.error();
  auto certificate = read_certificate(config_.certificates() / "tsa.pem");
  if (!certificate) return certificate.error();
  const auto signer = std::shared_ptr<crypto::Signer>(std::move(key->signer));
  return crypto::TimestampSource([signer, authority = *std::move(certificate)](ByteView to_stamp) {
    return crypto::make_timestamp(to_stamp, system_time(), authority, *signer, crypto::system_random);
  });
}

} // namespace elicense::instance
