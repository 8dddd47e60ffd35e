// SPDX-License-Identifier: Apache-2.0
// Jobs in the register's file.
#pragma once
#include "jobs/register.hpp"
#include "store/sqlite/job_rows.hpp"
#include "store/sqlite/opening.hpp"

namespace elicense::store {

class SqliteJobs final : public jobs::Register {
 public:
  explicit SqliteJobs(SqliteRegister::Parts& parts) : parts_(parts) {}

  Result<jobs::Job> open(const jobs::Job& wanted) override;
  Result<jobs::Job> find(std::string_view id) override;
  Result<std::vector<jobs::Job>> list(std::string_view tenant, std::string_view before,
                                      std::size_t limit) override;
  Result<std::optional<jobs::Job>> next_to_do() override;
  Result<jobs::Job> change(std::string_view id, const jobs::Change& change) override;
  Result<jobs::Job> add_piece(std::string_view id, ByteView content, const jobs::Change& change) override;
  Result<Bytes> piece(std::string_view id, std::int64_t number) override;
  Result<void> drop_pieces() override;
  Result<jobs::Job> add_scan(std::string_view id, const std::string& name, ByteView content,
                             const jobs::Change& change) override;
  Result<bool> has_scan(std::string_view id, const std::string& name) override;
  Result<Bytes> scan(std::string_view id, const std::string& name) override;
  Result<std::vector<jobs::KnownRow>> known(std::span<const std::string> idempotency_keys) override;
  Result<bool> is_registered(std::string_view type_code, std::string_view number,
                             std::string_view job) override;
  Result<void> keep(std::string_view id, std::span<const jobs::KeptRow> rows) override;
  Result<std::vector<jobs::KeptRow>> rows(std::string_view id, std::int64_t after,
                                          std::size_t limit) override;
  Result<std::vector<jobs::IssuedRow>> issued(std::string_view id, std::int64_t after,
                                              std::size_t limit) override;
  Result<jobs::Job> draw_sample(std::string_view id, std::span<const std::string> identifiers,
                                const ledger::Entry& leaf, const jobs::Change& change) override;
  Result<jobs::Standing> standing(std::string_view id) override;
  Result<jobs::Job> judge_sample(std::string_view id, const jobs::Sample& judged,
                                 const jobs::Sign& then) override;
  Result<jobs::Job> sign(std::string_view id, const jobs::Sign& sign) override;
  Result<jobs::Job> propose(const jobs::Job& wanted, std::span<const std::string> identifiers) override;
  Result<std::vector<jobs::Item>> open_items(std::string_view id, std::size_t limit) override;
  Result<void> close_items(std::string_view id, std::span<const jobs::Item> items) override;
  Result<std::vector<jobs::Item>> items(std::string_view id, std::int64_t after, std::size_t limit) override;

 private:
  // In the writer's turn; answers what `work` answers.
  template <class T> Result<T> write(const std::function<Result<T>(const TransitionWriter&)>& work) {
    return parts_.write<T>([&](Connection& connection, const Keyring& keyring) {
      return work({connection, keyring, parts_.sealing->random});
    });
  }

  SqliteRegister::Parts& parts_;
};

} // namespace elicense::store
