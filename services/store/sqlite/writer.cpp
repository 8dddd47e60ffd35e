// SPDX-License-Identifier: Apache-2.0
// Group commit, and the rule that a failed sync ends writing.
#include "store/sqlite/writer.hpp"

namespace elicense::store {
namespace {

Error failed_store() {
  return fail(ErrorKind::unavailable, "STORE_FAILED",
              "an earlier write or sync failed; start the program again");
}

// After a failed write or sync nobody knows what the disk holds: asking again would not tell.
bool lasts(Trouble trouble) {
  return trouble != Trouble::full && trouble != Trouble::busy;
}

Error error_of(const SqliteFailure& failure) {
  if (failure.trouble == Trouble::full) return fail(ErrorKind::unavailable, "STORE_FULL", failure.what());
  if (failure.trouble == Trouble::busy) return fail(ErrorKind::busy, "STORE_BUSY", failure.what());
  return fail(ErrorKind::unavailable, "STORE_FAILED", failure.what());
}

} // namespace

Writer::Writer(Connection connection, std::size_t queue_limit)
    : connection_(std::move(connection)), queue_limit_(queue_limit), thread_([this] { loop(); }) {}

Writer::~Writer() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  arrival_.notify_one();
  thread_.join();
}

Result<void> Writer::run(Work work) {
  Job job{.work = std::move(work), .answer = {}, .exception = nullptr, .finished = {}};
  auto finished = job.finished.get_future();
  {
    const std::lock_guard lock(mutex_);
    if (queue_.size() >= queue_limit_)
      return fail(ErrorKind::busy, "STORE_BUSY", "the queue of writes is full");
    queue_.push_back(&job);
  }
  arrival_.notify_one();
  finished.wait();
  if (job.exception) std::rethrow_exception(job.exception);
  return job.answer;
}

void Writer::loop() {
  for (auto batch = next_batch(); !batch.empty(); batch = next_batch()) {
    commit(batch);
    for (Job* const job : batch)
      job->finished.set_value(); // the job is its caller's again
    checkpoint_when_due();
  }
  close();
}

std::vector<Writer::Job*> Writer::next_batch() {
  std::unique_lock lock(mutex_);
  arrival_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
  const auto end = queue_.begin() + static_cast<std::ptrdiff_t>(std::min(queue_.size(), max_batch));
  std::vector<Job*> batch(queue_.begin(), end);
  queue_.erase(queue_.begin(), end);
  return batch;
}

void Writer::commit(const std::vector<Job*>& batch) {
  if (failed_) {
    for (Job* const job : batch)
      job->answer = failed_store();
    return;
  }
  try {
    connection_.execute("BEGIN IMMEDIATE");
    for (Job* const job : batch)
      attempt(*job);
    connection_.execute("COMMIT");
  } catch (const SqliteFailure& failure) {
    undo(failure, batch);
  }
}

void Writer::attempt(Job& job) {
  connection_.execute("SAVEPOINT job");
  try {
    job.answer = job.work(connection_);
  } catch (const SqliteFailure& failure) {
    if (failure.trouble != Trouble::constraint) throw; // the disk's fault: the whole transaction's
    job.exception = std::current_exception();
  } catch (...) {
    job.exception = std::current_exception();
  }
  if (job.exception || !job.answer) connection_.execute("ROLLBACK TO job");
  connection_.execute("RELEASE job");
}

void Writer::undo(const SqliteFailure& failure, const std::vector<Job*>& batch) {
  failed_ = lasts(failure.trouble);
  for (Job* const job : batch) {
    job->exception = nullptr;
    job->answer = error_of(failure);
  }
  try {
    if (connection_.in_transaction()) connection_.execute("ROLLBACK");
  } catch (const SqliteFailure&) {
    failed_ = true;
  }
}

// Whether it was due and done.
bool Writer::empty_log_when_due() {
  if (!log_is_to_be_emptied_) return false;
  log_is_to_be_emptied_ = !connection_.checkpoint_and_truncate();
  return !log_is_to_be_emptied_;
}

void Writer::checkpoint_when_due() {
  if (failed_) return;
  try {
    if (empty_log_when_due() || connection_.wal_pages() < checkpoint_pages) return;
    connection_.checkpoint(connection_.wal_pages() >= restart_pages);
  } catch (const SqliteFailure& failure) {
    failed_ = lasts(failure.trouble); // with a full disk the log stays as it is, whole
  }
}

void Writer::close() {
  if (failed_) return; // the next start recovers from the log
  try {
    connection_.checkpoint_and_truncate();
  } catch (const SqliteFailure&) {
    failed_ = true; // nothing is lost: what was committed is in the log
  }
}

} // namespace elicense::store
