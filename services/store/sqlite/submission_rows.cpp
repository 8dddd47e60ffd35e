// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/submission_rows.hpp"

#include "store/sqlite/exemption_rows.hpp"
#include "store/sqlite/holder_rows.hpp"
#include "store/sqlite/ledger_rows.hpp"
#include "store/sqlite/license_rows.hpp"
#include "store/sqlite/paging.hpp"
#include "store/sqlite/show_json.hpp"
#include "store/sqlite/show_rows.hpp"
#include "store/sqlite/submission_json.hpp"
#include "store/sqlite/transition_rows.hpp"

namespace elicense::store {
namespace {

using submission::Submission;
using submission::SubmissionChange;
using Submissions = std::vector<Submission>;

// With one parameter: the last second that is long enough ago.
constexpr std::string_view old_submissions = "FROM submissions WHERE changed_at < ?1";

std::string copy_id(const Submission& submission, std::size_t material) {
  return submission.id + '/' + std::to_string(material);
}

Bytes sealed_submission(const Keyring& keyring, const Submission& submission, std::string_view key,
                        std::string_view request) {
  const std::string content = submission_json(submission, key, request).dump();
  return keyring.seal({"submissions", submission.id, "sealed"}, as_bytes(content));
}

// The leaf of the receipt, or the one there was.
std::uint64_t append_leaves(Connection& connection, const SubmissionChange& change) {
  for (const ledger::Entry& leaf : change.leaves)
    append_entry(connection, leaf);
  return change.receipt ? append_entry(connection, *change.receipt) : change.submission.receipt;
}

void insert_copy(Connection& connection, const Keyring& keyring, std::int64_t sequence,
                 const Submission& submission, const submission::MadeCopy& copy) {
  const std::string id = copy_id(submission, copy.material);
  const license::Holder& holder = submission.materials[copy.material].holder;
  const std::string who = nlohmann::json{{"holder", holder_json(holder)}}.dump();
  Statement(
      connection,
      "INSERT INTO submission_copies (id, submission, holder_index, key_id, sealed, content) VALUES (?, "
      "?, ?, ?, ?, ?)",
      id, sequence, holder_index(keyring, holder.code_type, holder.code), keyring.active(),
      keyring.seal({"submission_copies", id, "sealed"}, as_bytes(who)),
      keyring.seal({"submission_copies", id, "content"}, copy.document))
      .run();
}

void insert_copies(Connection& connection, const Keyring& keyring, std::int64_t sequence,
                   const SubmissionChange& change) {
  for (const submission::MadeCopy& copy : change.copies)
    insert_copy(connection, keyring, sequence, change.submission, copy);
}

// The rows stay: by them holders find what they took back.
void drop_copies(Connection& connection, const Keyring& keyring, std::int64_t sequence) {
  std::vector<std::string> ids;
  {
    Statement row(connection, "SELECT id FROM submission_copies WHERE submission = ? AND key_id = ?",
                  sequence, keyring.active());
    while (row.next())
      ids.push_back(row.text(0));
  }
  for (const std::string& id : ids)
    Statement(connection, "UPDATE submission_copies SET content = ? WHERE id = ?",
              keyring.seal({"submission_copies", id, "content"}, {}), id)
        .run();
}

bool is_number_taken(Connection& connection, std::string_view number) {
  return Statement(connection, "SELECT 1 FROM submissions WHERE number = ?", number).next();
}

} // namespace

const std::string_view select_submission =
    "SELECT sequence, id, state, receipt, key_id, sealed, counted FROM submissions ";

Result<StoredSubmission> read_submission(const Keyring& keyring, const Statement& row) {
  const std::string id = row.text(1);
  const auto opened = keyring.open({"submissions", id, "sealed"}, row.integer(4), row.blob(5));
  if (!opened) return opened.error();
  const auto json = nlohmann::json::parse(as_text(opened->view()));
  StoredSubmission stored{row.integer(0), submission_from_json(json), json.at("key"), json.at("request"),
                          row.integer(6) == 1};
  Submission& submission = stored.submission;
  if (submission::to_text(submission.registered_state) != row.text(2)) return edited("submissions");
  submission.id = id;
  submission.sequence = stored.sequence;
  submission.receipt = static_cast<std::uint64_t>(row.integer(receipt_of_submission));
  return stored;
}

Result<Submission> insert_submission(Connection& connection, const Keyring& keyring,
                                     const submission::SubmissionKey& key, const SubmissionChange& first) {
  Submission recorded = first.submission;
  if (is_number_taken(connection, recorded.number)) return fail(ErrorKind::busy, "SUBMISSION_NUMBER_TAKEN");
  recorded.receipt = append_leaves(connection, first);
  Statement row(connection,
                "INSERT INTO submissions (id, number, idempotency_key, request_digest, state, received_at, "
                "changed_at, key_id, sealed, receipt, counted) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1) "
                "RETURNING sequence",
                recorded.id, recorded.number, key_digest(keyring, key.idempotency_key),
                show_request_digest(keyring, key.digest), submission::to_text(recorded.registered_state),
                seconds(recorded.received_at), seconds(recorded.changed_at), keyring.active(),
                sealed_submission(keyring, recorded, key.idempotency_key, to_hex(key.digest)),
                static_cast<std::int64_t>(recorded.receipt));
  row.next();
  recorded.sequence = row.integer(0);
  row.run();
  insert_copies(connection, keyring, recorded.sequence, first);
  count_submission(connection, std::nullopt, recorded);
  return recorded;
}

Submission update_submission(Connection& connection, const Keyring& keyring, const StoredSubmission& before,
                             const SubmissionChange& changed) {
  Submission recorded = changed.submission;
  recorded.receipt = append_leaves(connection, changed);
  Statement(
      connection,
      "UPDATE submissions SET state = ?, changed_at = ?, key_id = ?, sealed = ?, receipt = ?, counted = "
      "1 WHERE sequence = ?",
      submission::to_text(recorded.registered_state), seconds(recorded.changed_at), keyring.active(),
      sealed_submission(keyring, recorded, before.key, before.request),
      static_cast<std::int64_t>(recorded.receipt), before.sequence)
      .run();
  insert_copies(connection, keyring, before.sequence, changed);
  count_submission(connection, before.is_counted ? std::optional(before.submission) : std::nullopt, recorded);
  if (changed.drops_copies) drop_copies(connection, keyring, before.sequence);
  return recorded;
}

Result<StoredSubmission> find_submission(Connection& connection, const Keyring& keyring,
                                         std::string_view id) {
  Statement row(connection, std::string(select_submission) + "WHERE id = ?", id);
  if (!row.next()) return fail(ErrorKind::not_found, "SUBMISSION_NOT_FOUND");
  return read_submission(keyring, row);
}

Result<std::optional<Submission>> submission_of_request(Connection& connection, const Keyring& keyring,
                                                        const submission::SubmissionKey& key) {
  Statement row(connection, std::string(select_submission) + "WHERE idempotency_key = ?",
                key_digest(keyring, key.idempotency_key));
  if (!row.next()) return std::optional<Submission>();
  auto stored = read_submission(keyring, row);
  if (!stored) return stored.error();
  if (stored->request != to_hex(key.digest))
    return fail(ErrorKind::conflict, "IDEMPOTENCY_MISMATCH", "the key was used for another request");
  return std::optional(std::move(stored->submission));
}

Result<Bytes> read_submission_copy(Connection& connection, const Keyring& keyring, std::string_view id,
                                   std::size_t material) {
  const std::string row_id = std::string(id) + '/' + std::to_string(material);
  Statement row(connection, "SELECT key_id, content FROM submission_copies WHERE id = ?", row_id);
  if (!row.next()) return fail(ErrorKind::not_found, "SUBMISSION_NO_COPY");
  const auto opened = keyring.open({"submission_copies", row_id, "content"}, row.integer(0), row.blob(1));
  if (!opened) return opened.error();
  return to_bytes(opened->view());
}

Result<Submissions> submissions_of_holder(Connection& connection, const Keyring& keyring,
                                          const license::Holder& holder, std::int64_t before,
                                          std::size_t limit) {
  Statement row(
      connection,
      std::string(select_submission) +
          "WHERE sequence IN (SELECT submission FROM submission_copies WHERE holder_index = ?1) AND "
          "sequence < ?2 ORDER BY sequence DESC LIMIT ?3",
      holder_index(keyring, holder.code_type, holder.code), page_end(before),
      static_cast<std::int64_t>(std::min(limit, submission::max_submissions_at_once)));
  Submissions found;
  while (row.next()) {
    auto stored = read_submission(keyring, row);
    if (!stored) return stored.error();
    found.push_back(std::move(stored->submission));
  }
  return found;
}

// Who handed in is sealed: rows of others are opened and passed by.
Result<Submissions> paper_demanded_submissions(Connection& connection, const Keyring& keyring,
                                               const submission::ExemptionQuery& query, std::int64_t before,
                                               std::size_t limit) {
  Statement row(
      connection,
      std::string(select_submission) +
          "WHERE state = 'paper-demanded' AND received_at >= ?1 AND received_at < ?2 AND sequence < "
          "?3 ORDER BY sequence DESC",
      seconds(from_date(query.from).value()), seconds(from_date(query.to).value() + std::chrono::days(1)),
      page_end(before));
  Submissions found;
  while (found.size() < limit && row.next()) {
    auto stored = read_submission(keyring, row);
    if (!stored) return stored.error();
    if (stored->submission.asker.tenant == query.tenant) found.push_back(std::move(stored->submission));
  }
  return found;
}

void each_counted_submission(Connection& connection, const Keyring& keyring,
                             const std::function<void(const Submission&)>& each) {
  Statement row(connection, std::string(select_submission) + "WHERE counted = 1");
  while (row.next())
    if (const auto stored = read_submission(keyring, row)) each(stored->submission);
}

std::int64_t count_old_submissions(Connection& connection, Time before) {
  Statement row(connection, "SELECT count(*) " + std::string(old_submissions), seconds(before));
  row.next();
  return row.integer(0);
}

std::int64_t remove_old_submissions(Connection& connection, Time before, std::size_t rows) {
  const std::string old = "(SELECT sequence " + std::string(old_submissions) + " ORDER BY sequence LIMIT ?2)";
  for (const std::string& statement : {"DELETE FROM submission_copies WHERE submission IN " + old,
                                       "DELETE FROM submissions WHERE sequence IN " + old})
    Statement(connection, statement, seconds(before), static_cast<std::int64_t>(rows)).run();
  return connection.changes();
}

} // namespace elicense::store
