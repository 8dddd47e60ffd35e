// SPDX-License-Identifier: Apache-2.0
// The one thread that writes. Everything waiting is committed together, so that one fsync serves many
// callers.
#pragma once
#include "store/sqlite/connection.hpp"
#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <mutex>
#include <thread>

namespace elicense::store {

inline constexpr std::size_t max_batch = 128; // operations in one transaction
// Log pages of 4 KiB after which the writer checkpoints, which costs three syncs (docs/durability.md),
inline constexpr std::size_t checkpoint_pages = 4096;
inline constexpr std::size_t restart_pages = 16'384; // and waits for readers to let the log restart

class Writer {
 public:
  using Work = std::function<Result<void>(Connection&)>;

  Writer(Connection connection, std::size_t queue_limit);
  ~Writer(); // finishes what is queued
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  // Blocks until the work is on the disk, or undone: an Error of `work` undoes that work alone. An exception
  // of `work` is thrown here. STORE_BUSY (the queue is full), STORE_FULL (try again when there is space),
  // STORE_FAILED: a write or sync failed, what the disk holds is no longer certain, and nothing is written
  // until the program has been started again.
  Result<void> run(Work work);
  // For work: after its commit the log is emptied, as soon as readers let it. What was overwritten goes from
  // there too.
  void empty_log_soon() { log_is_to_be_emptied_ = true; }

 private:
  struct Job {
    Work work;
    Result<void> answer;
    std::exception_ptr exception;
    std::promise<void> finished;
  };
  void loop();
  std::vector<Job*> next_batch();
  void commit(const std::vector<Job*>& batch);
  void attempt(Job& job);
  void undo(const SqliteFailure& failure, const std::vector<Job*>& batch);
  void checkpoint_when_due();
  bool empty_log_when_due();
  void close();

  Connection connection_;
  const std::size_t queue_limit_;
  bool failed_ = false; // the writer thread's own
  std::mutex mutex_;
  std::condition_variable arrival_;
  std::deque<Job*> queue_;
  bool stopping_ = false;
  std::atomic<bool> log_is_to_be_emptied_ = false;
  std::thread thread_;
};

} // namespace elicense::store
