// SPDX-License-Identifier: Apache-2.0
// The license register in one SQLite file, for one process.
#pragma once
#include "access/register.hpp"
#include "access/vault.hpp"
#include "jobs/register.hpp"
#include "ledger/blinder.hpp"
#include "ledger/book.hpp"
#include "ledger/trust_record.hpp"
#include "license/proposal.hpp"
#include "license/register.hpp"
#include "notify/outbox.hpp"
#include "privacy/access_log.hpp"
#include "privacy/complaint_register.hpp"
#include "privacy/holder_register.hpp"
#include "privacy/key_rotation.hpp"
#include "privacy/retention.hpp"
#include "recall/register.hpp"
#include "show/offline_register.hpp"
#include "show/register.hpp"
#include "status/source.hpp"
#include "store/sqlite/keyring.hpp"
#include "submission/submission_register.hpp"
#include <filesystem>

namespace elicense::store {

struct SqliteOptions {
  std::size_t queue = 1024; // writes that may wait; more are refused with STORE_BUSY
  std::size_t readers = 4;
};

class SqliteRegister final : public license::Register {
 public:
  // A new file, mode 0600, with keys of its own under the master secret. STORE_EXISTS; its folder must exist.
  static Result<std::unique_ptr<SqliteRegister>> create(const std::filesystem::path& file, Sealing sealing,
                                                        const SqliteOptions& options = {});
  // STORE_MISSING (a wrong path must not start a second register), STORE_PERMISSIONS (others could read it),
  // STORE_FOREIGN (not a register), STORE_LOCKED (another process has it open), STORE_SCHEMA_NEWER,
  // STORE_SCHEMA_CHANGED, STORE_KEYS (the master secret is of another store), STORE_UNAVAILABLE
  static Result<std::unique_ptr<SqliteRegister>> open(const std::filesystem::path& file, Sealing sealing,
                                                      const SqliteOptions& options = {});
  ~SqliteRegister() override;

  std::unique_ptr<access::Register>
  open_access(access::Vault vault, ledger::Blinder blinder); // in the same file; must not outlive this

  Result<license::PlanOutcome> record_plan(const license::Plan& plan) override;
  using license::Register::record_issued;
  Result<void> record_issued(const license::License& license, ByteView document, const ledger::Entry& leaf,
                             const std::optional<license::Mark>& mark) override;
  std::vector<Result<license::PlanOutcome>> record_plans(std::span<const license::Plan> plans) override;
  std::vector<Result<void>> record_all_issued(std::span<const license::Issued> issued) override;
  Result<void> void_plan(const std::string& identifier, const std::string& reason_code,
                         const ledger::Entry& leaf) override;
  Result<std::vector<license::License>> open_plans() override;
  Result<license::License> find(std::string_view identifier) override;
  Result<license::License> find_erased(std::string_view identifier) override;
  Result<license::License> find_by_reference(std::string_view reference) override;
  Result<license::License> find_by_number(std::string_view type_code, std::string_view number) override;
  Result<Bytes> document(std::string_view identifier) override;
  Result<license::Transition> record_transition(const license::TransitionKey& key,
                                                const license::Ask& ask) override;
  std::vector<Result<license::Transition>> record_transitions(std::span<const license::TransitionKey> keys,
                                                              const license::Ask& ask) override;
  Result<license::Transition> mark_transition(std::string_view license, std::int64_t number,
                                              const license::Judge& judge) override;
  Result<std::vector<license::Transition>> transitions(std::string_view license) override;
  Result<int> last_version(std::string_view identifier) override;
  Result<bool> is_disputed(const license::License& license) override;
  Result<std::vector<license::Copy>> record_copies(const license::CopyKey& key,
                                                   const license::MakeCopies& make) override;
  Result<std::vector<license::Copy>> copies(std::string_view license) override;
  Result<license::Copy> find_copy(std::string_view reference) override;
  Result<license::ListPage> list(const license::ListFilter& filter) override;
  Result<license::FeedPage> feed(std::string_view issuer_code, std::uint64_t from,
                                 std::size_t limit) override;
  Result<std::vector<license::IssuedCount>> issued(std::string_view issuer_code, std::string_view from,
                                                   std::string_view to) override;
  Result<std::vector<std::uint64_t>> leaves(std::string_view identifier) override;
  Result<void> adopt(const LeafOf& leaf_of) override;
  // Writes as much as an issue does: a disk without that room answers STORE_FULL, a failed one STORE_FAILED.
  Result<void> ping() override;

  ledger::Book& book(); // in the same file; lives as long as the register
  // In the same file; they go before the register does.
  std::unique_ptr<privacy::KeyRotation> key_rotation();
  std::unique_ptr<privacy::AccessLog> access_log();
  std::unique_ptr<privacy::HolderRegister> holders();
  std::unique_ptr<privacy::ComplaintRegister> complaints();
  std::unique_ptr<privacy::Retention> retention();
  std::unique_ptr<notify::Outbox> outbox();
  std::unique_ptr<show::OfflineRegister> offline();
  std::unique_ptr<status::Source> status_source();
  std::unique_ptr<ledger::TrustRecord> trust_record();
  std::unique_ptr<jobs::Register> jobs();
  // `authority` runs the instance: who subscribed there is told of every change.
  std::unique_ptr<license::ProposalRegister> types(const std::string& authority);
  std::unique_ptr<license::ProposalRegister> matters();
  std::unique_ptr<submission::SubmissionRegister> submissions();
  // `find`: where its licenses are, in place of this register.
  std::unique_ptr<show::Register> show(show::FindLicense find = {});

  std::unique_ptr<recall::Register> recalls();

  struct Parts; // for the other registers of this file (opening.hpp)

 private:
  explicit SqliteRegister(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

} // namespace elicense::store
