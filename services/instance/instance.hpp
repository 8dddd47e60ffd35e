// SPDX-License-Identifier: Apache-2.0
// One instance, opened: every object of the house, wired. Objects die in reverse order.
#pragma once
#include "access/administration.hpp"
#include "access/authenticator.hpp"
#include "access/authorization.hpp"
#include "access/harvest.hpp"
#include "instance/config.hpp"
#include "instance/jobs.hpp"
#include "instance/key_house.hpp"
#include "instance/ledger_keys.hpp"
#include "instance/notifications.hpp"
#include "instance/status_lists.hpp"
#include "instance/submission_desk.hpp"
#include "ledger/keeper.hpp"
#include "ledger/trust_record.hpp"
#include "license/copies.hpp"
#include "license/life.hpp"
#include "license/type_publisher.hpp"
#include "privacy/complaint_register.hpp"
#include "privacy/disclosure.hpp"
#include "privacy/holder_register.hpp"
#include "privacy/key_rotation.hpp"
#include "privacy/retention.hpp"
#include "recall/recaller.hpp"
#include "show/desk.hpp"
#include "show/offline_desk.hpp"
#include "submission/matter_publisher.hpp"
#include "verify/engine.hpp"

namespace elicense::store {
class SqliteRegister;
} // namespace elicense::store

namespace elicense::instance {

using AskPassphrase = std::function<Result<crypto::SecretBytes>()>;

// Without the rest of the instance: it may be open in a running service. KEY_…; KEY_DEVELOPMENT, outside the
// dev profile, as long as there is one
Result<crypto::KeyStore> open_keys(const Config& config, const AskPassphrase& ask);

// What a sandbox puts between the parts (docs/sandbox.md); nothing: they are as they are.
struct Surroundings {
  Clock request_clock = system_time, status_list_clock = system_time; // by which both are judged and dated
  std::function<std::unique_ptr<privacy::HolderRegister>(std::unique_ptr<privacy::HolderRegister>)> holders;
  std::function<std::unique_ptr<show::Register>(std::unique_ptr<show::Register>)> shows;
};

// The last checkpoint that witnesses signed, in Config::witnessed() and `witnessed`, if there are such files:
// behind it nothing starts without a reason, which is recorded.
struct StartOptions {
  std::filesystem::path witnessed;
  std::string override_rollback;   // the reason
  std::string override_ledger_key; // the reason why another key signs from now on, and the former never again
  Surroundings surroundings = {};
};

class Instance {
 public:
  // CONFIG_…, KEY_…, TRUST_STORE_UNREADABLE, TRUST_DEVELOPMENT_ANCHOR (profile is not dev), SEAL_…,
  // TYPE_INVALID, STORE_…, LEDGER_…
  static Result<std::unique_ptr<Instance>> open(const std::filesystem::path& folder, const AskPassphrase& ask,
                                                const StartOptions& options = {});

  const Config& config() const { return config_; }
  KeyHouse key_house() { return {config_, keys_, *book_}; } // while nobody else uses the instance
  // Replacing this key was begun before, and ended by opening.
  bool ended_change_of(const char* key) const { return ended_changes_.contains(key); }
  const license::TypeCatalogue& types() const { return types_; }
  license::TypePublisher& type_publisher() { return *type_publisher_; }
  const submission::MatterDirectory& matters() const { return matters_; }
  submission::MatterPublisher& matter_publisher() { return *matter_publisher_; }
  license::Register& licenses() { return *licenses_; }
  privacy::AccessLog& accesses() { return *accesses_; }
  privacy::KeyRotation& key_rotation() { return *key_rotation_; }
  privacy::HolderRegister& holders() { return *holders_; }
  privacy::ComplaintRegister& complaints() { return *complaints_; }
  privacy::Retention& retention() { return *retention_; }
  const privacy::Disclosure& disclosure() const { return *disclosure_; }
  const seal::Cabinet& seals() const { return seals_; }
  const seal::Sealer& sealer() const { return *sealer_; }
  ledger::Book& book() { return *book_; }
  ledger::Keeper& keeper() { return *keeper_; }
  const ledger::Blinder& blinder() const { return *blinder_; }
  license::Issuer& issuer() { return *issuer_; }
  const license::TransitionTable& transitions() const { return transitions_; }
  license::Life& life() { return *life_; }
  const license::Copies& copies() const { return *copies_; }
  Jobs& jobs() { return *jobs_; }
  show::Desk& show() { return *show_; }
  const submission::Submissions& submissions() const { return submission_desk_->submissions(); }
  const recall::Recaller& recalls() const { return *recalls_; }
  const verify::Engine& engine() const { return *engine_; }
  const face::Fonts& fonts() const { return *fonts_; }
  const crypto::TrustStore& trust() const { return *trust_; }
  const crypto::KeyStore& keys() const { return keys_; }
  Notifications& notifications() { return *notifications_; }
  StatusLists& status_lists() { return *status_lists_; }
  const show::OfflineDesk& offline() const { return *offline_; }
  access::Register& people() { return *people_; }
  access::Administration& administration() { return *administration_; }
  access::Authenticator& authenticator() { return *authenticator_; }
  const access::AuthorizationTable& authorization() const { return authorization_; }
  const access::HarvestRules& harvest_rules() const { return harvest_rules_; }

 private:
  Instance(Config config, crypto::KeyStore keys, license::TypeCatalogue types, seal::Cabinet seals);
  Result<void> load_trust();
  Result<crypto::TimestampSource> open_timestamp_authority() const;
  Result<void> open_store(const StartOptions& options);
  Result<void> end_key_changes(const StartOptions& options);
  Result<LedgerKeys> ledger_keys();
  Result<void> open_ledger();
  Result<void> check_witnessed(const StartOptions& options);
  Result<void> override_rollback(const std::string& reason);
  Result<void> wire(const StartOptions& options);
  Result<void> wire_types();
  Result<void> wire_matters();
  Result<void> wire_life();
  Result<void> wire_offline();
  Result<void> wire_show();
  Result<void> wire_submissions();
  Result<void> wire_access(store::SqliteRegister& store, const Clock& request_clock);

  Config config_;
  crypto::KeyStore keys_;
  license::TypeCatalogue types_;
  seal::Cabinet seals_;
  std::shared_ptr<const face::Fonts> fonts_;
  std::shared_ptr<const crypto::TrustStore> trust_;
  access::AuthorizationTable authorization_;
  access::HarvestRules harvest_rules_;
  std::set<std::string, std::less<>> ended_changes_; // of keys, by their names
  std::unique_ptr<license::Register> licenses_;
  ledger::Book* book_ = nullptr; // the register's
  std::unique_ptr<ledger::Blinder> blinder_;
  std::unique_ptr<ledger::Keeper> keeper_;
  std::unique_ptr<privacy::AccessLog> accesses_;
  std::unique_ptr<privacy::KeyRotation> key_rotation_;
  std::unique_ptr<privacy::HolderRegister> holders_;
  std::unique_ptr<privacy::ComplaintRegister> complaints_;
  std::unique_ptr<privacy::Retention> retention_;
  std::unique_ptr<ledger::TrustRecord> trust_record_;
  std::unique_ptr<privacy::Disclosure> disclosure_;
  std::unique_ptr<Notifications> notifications_;
  std::unique_ptr<StatusLists> status_lists_;
  std::unique_ptr<show::OfflineRegister> kept_offline_;
  std::unique_ptr<show::OfflineDesk> offline_;
  std::unique_ptr<access::Register> people_;
  std::unique_ptr<access::Administration> administration_;
  std::unique_ptr<access::Authenticator> authenticator_;
  std::unique_ptr<license::ProposalRegister> type_register_;
  std::unique_ptr<license::TypePublisher> type_publisher_;
  std::unique_ptr<license::ProposalRegister> matter_register_;
  submission::MatterDirectory matters_;
  std::unique_ptr<submission::MatterPublisher> matter_publisher_;
  std::unique_ptr<seal::Sealer> sealer_;
  std::unique_ptr<verify::Engine> engine_;
  std::unique_ptr<license::Issuer> issuer_;
  license::TransitionTable transitions_;
  std::unique_ptr<license::Life> life_;
  std::unique_ptr<license::Copies> copies_;
  std::unique_ptr<jobs::Register> kept_jobs_; // until they are wired
  std::unique_ptr<Jobs> jobs_;
  std::unique_ptr<recall::Register> kept_recalls_;
  std::unique_ptr<recall::Recaller> recalls_;
  std::unique_ptr<show::Register> kept_shows_; // until they are wired
  std::unique_ptr<show::Desk> show_;
  license::SelfCheck self_check_;                                    // as a stranger would
  std::unique_ptr<submission::SubmissionRegister> kept_submissions_; // until they are wired
  std::unique_ptr<SubmissionDesk> submission_desk_;
};

} // namespace elicense::instance
