// SPDX-License-Identifier: Apache-2.0
// Submissions in the register's file: each call is one transaction with its leaves.
#include "store/sqlite/exemption_rows.hpp"
#include "store/sqlite/opening.hpp"
#include "store/sqlite/submission_rows.hpp"

namespace elicense::store {
namespace {

using submission::Submission;

class SqliteSubmissions final : public submission::SubmissionRegister {
 public:
  explicit SqliteSubmissions(SqliteRegister::Parts& parts) : parts_(parts) {}

  Result<std::optional<Submission>> submitted_before(const submission::SubmissionKey& key) override {
    using Before = std::optional<Submission>;
    return parts_.read<Before>([&](Connection& connection, const Keyring& keyring) {
      return submission_of_request(connection, keyring, key);
    });
  }

  Result<Submission> record(const submission::SubmissionKey& key,
                            const submission::SubmissionChange& first) override {
    return parts_.write<Submission>([&](Connection& connection, const Keyring& keyring) {
      return insert_submission(connection, keyring, key, first);
    });
  }

  Result<Submission> change(std::string_view id, const submission::DecideSubmission& decide) override {
    return parts_.write<Submission>(
        [&](Connection& connection, const Keyring& keyring) -> Result<Submission> {
          const auto before = find_submission(connection, keyring, id);
          if (!before) return before.error();
          const auto changed = decide(before->submission);
          if (!changed) return changed.error();
          if (!*changed) return before->submission;
          return update_submission(connection, keyring, *before, **changed);
        });
  }

  Result<Submission> find(std::string_view id) override {
    return parts_.read<Submission>([&](Connection& connection, const Keyring& keyring) -> Result<Submission> {
      auto stored = find_submission(connection, keyring, id);
      if (!stored) return stored.error();
      return std::move(stored->submission);
    });
  }

  Result<Bytes> copy(std::string_view id, std::size_t material) override {
    return parts_.read<Bytes>([&](Connection& connection, const Keyring& keyring) {
      return read_submission_copy(connection, keyring, id, material);
    });
  }

  Result<std::vector<Submission>> of_holder(const license::Holder& holder, std::int64_t before,
                                            std::size_t limit) override {
    return parts_.read<std::vector<Submission>>([&](Connection& connection, const Keyring& keyring) {
      return submissions_of_holder(connection, keyring, holder, before, limit);
    });
  }

  Result<submission::ExemptionReport> exemption_report(const submission::ExemptionQuery& query) override {
    return parts_.readers.read<submission::ExemptionReport>(
        [&](Connection& connection) { return read_exemption_report(connection, query); });
  }

  Result<std::vector<Submission>> paper_demanded(const submission::ExemptionQuery& query, std::int64_t before,
                                                 std::size_t limit) override {
    return parts_.read<std::vector<Submission>>([&](Connection& connection, const Keyring& keyring) {
      return paper_demanded_submissions(connection, keyring, query, before, limit);
    });
  }

 private:
  SqliteRegister::Parts& parts_;
};

} // namespace

std::unique_ptr<submission::SubmissionRegister> SqliteRegister::submissions() {
  return std::make_unique<SqliteSubmissions>(*parts_);
}

} // namespace elicense::store
