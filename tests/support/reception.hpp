// SPDX-License-Identifier: Apache-2.0
// The whole house without a socket: every room real but the register, which is in memory. Time stands still.
#pragma once
#include "api/routes.hpp"
#include "tests/support/jobs_file.hpp"
#include "tests/support/known_parties.hpp"
#include "tests/support/licensed_documents.hpp"
#include "tests/support/memory_accesses.hpp"
#include "tests/support/memory_holders.hpp"
#include "tests/support/memory_offline.hpp"
#include "tests/support/memory_proposals.hpp"
#include "tests/support/memory_recalls.hpp"
#include "tests/support/memory_register.hpp"
#include "tests/support/memory_status.hpp"
#include "tests/support/outbox_file.hpp"
#include "tests/support/pki.hpp"

namespace elicense::test {

inline constexpr std::string_view test_seal = "64000000009999";

class Reception {
 public:
  explicit Reception(const access::LimitSettings& limits = {});

  // As the door would hand it over: route matched, parameters filled.
  http::Response call(const std::string& method, const std::string& path, ByteView body = {},
                      const std::map<std::string, std::string, std::less<>>& headers = {},
                      const std::multimap<std::string, std::string, std::less<>>& query = {}) const;
  http::Response issue(const nlohmann::json& data, const std::string& key,
                       std::string_view type = business_license) const;

  const ledger::Policy& ledger_policy() const { return keeper_->policy(); }
  void set_login(const api::Login* login) { context_->login = login; }
  void set_sandbox(const api::Sandbox* sandbox) { context_->sandbox = sandbox; }
  void set_facades(const api::Facades& facades); // as made all are on
  const std::vector<http::Route>& routes() const { return router_->routes(); }

  // The same without a signature, and with another's. call() signs as a client that may issue, read and seal.
  http::Response call_unsigned(http::Request request) const;
  http::Response call_as(const access::SigningKey& key, http::Request request) const;

  const api::Context& context() const { return *context_; }
  store::SqliteRegister& file() { return jobs_file_.licenses(); } // of jobs, shows and complaints
  void lose_seals() { *seals_ = seal::Cabinet({}); } // whatever asks for a seal is refused from now on

  mutable KnownParties people;
  std::vector<access::HarvestReport> harvests; // reported
  MemoryRegister licenses;
  MemoryAccesses accesses;
  MemoryHolders holders;
  MemoryOffline offline;
  std::vector<status::FormerKey> former_status_keys;
  MemoryRecalls recalls;
  std::optional<license::Holder> holder; // who asks for /v1/holders/me
  OutboxFile outbox;
  MemoryStatus numbered{licenses};
  notify::Broadcast broadcast{*outbox};
  // What a receiver answers; as made, it answers every challenge.
  std::function<Result<notify::Answer>(const notify::Message&)> receiver;
  license::TypeCatalogue types;
  MemoryProposals type_changes, matter_changes{submission::of_matters};
  submission::MatterDirectory matters = submission::MatterDirectory::load().value();
  Time now;

 private:
  void wire_jobs(const Clock& clock);
  void wire_show(const Clock& clock);
  void wire_submissions(const Clock& clock, const license::SelfCheck& self_check);

  std::shared_ptr<const face::Fonts> fonts_;
  std::shared_ptr<const crypto::TrustStore> trust_;
  std::unique_ptr<license::TypePublisher> type_publisher_;
  std::unique_ptr<submission::MatterPublisher> matter_publisher_;
  std::unique_ptr<seal::Cabinet> seals_;
  std::unique_ptr<seal::Sealer> sealer_;
  std::unique_ptr<verify::Engine> engine_, stranger_;
  std::unique_ptr<license::Issuer> issuer_;
  license::TransitionTable transitions_ = license::TransitionTable::load().value();
  std::unique_ptr<license::Life> life_;
  std::unique_ptr<license::Copies> copies_;
  std::unique_ptr<ledger::Keeper> keeper_;
  notify::MessageKeys message_keys_ = test::message_keys();
  std::unique_ptr<notify::Subscriber> subscriber_;
  std::optional<status::PublicKey> status_key_;
  std::unique_ptr<status::Publisher> status_lists_;
  std::unique_ptr<show::OfflineDesk> offline_desk_;
  std::unique_ptr<observe::Log> log_;
  observe::Metrics metrics_;
  std::unique_ptr<privacy::Disclosure> disclosure_;
  access::AuthorizationTable table_;
  std::unique_ptr<access::Authenticator> authenticator_;
  std::unique_ptr<access::Limits> limits_;
  std::unique_ptr<access::HarvestBrake> harvest_;
  std::optional<access::SigningKey> client_;
  JobsFile jobs_file_;
  std::unique_ptr<privacy::ComplaintRegister> complaints_;
  std::unique_ptr<show::Desk> show_;
  std::unique_ptr<submission::SubmissionRegister> kept_submissions_;
  std::unique_ptr<submission::AnnotatedCopies> annotated_copies_;
  std::unique_ptr<submission::Submissions> submissions_;
  std::unique_ptr<recall::Recaller> recalls_;
  access::Backoff spoken_;
  std::unique_ptr<jobs::Imports> imports_;
  std::unique_ptr<jobs::SignOff> sign_off_;
  std::unique_ptr<jobs::Decisions> decisions_;
  std::unique_ptr<jobs::Worker> worker_;
  std::unique_ptr<jobs::Watchers> watchers_;
  std::unique_ptr<api::Jobs> jobs_;
  std::unique_ptr<api::Access> access_;
  std::unique_ptr<api::Context> context_;
  std::unique_ptr<http::Router> router_;
};

http::Request request_of(std::string method, std::string path, std::string_view body = {},
                         access::Headers headers = {});

nlohmann::json body_of(const http::Response& response); // parsed
std::string header_of(const http::Response& response, std::string_view name);

} // namespace elicense::test
