// SPDX-License-Identifier: Apache-2.0
// A few read-only connections, lent to one thread each.
#pragma once
#include "store/sqlite/connection.hpp"
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>

namespace elicense::store {

class ReaderPool {
 public:
  ReaderPool(const std::filesystem::path& file, std::size_t size);

  // Calls `read` with a connection of the pool. STORE_BUSY when none came free in time, STORE_UNAVAILABLE
  // when reading failed.
  template <class T> Result<T> read(const std::function<Result<T>(Connection&)>& read) {
    const Loan loan(*this);
    if (!loan.connection) return fail(ErrorKind::busy, "STORE_BUSY", "every reader is in use");
    try {
      return read(*loan.connection);
    } catch (const SqliteFailure& failure) {
      return fail(ErrorKind::unavailable, "STORE_UNAVAILABLE", failure.what());
    }
  }

 private:
  struct Loan {
    explicit Loan(ReaderPool& lender) : pool(lender), connection(lender.take()) {}
    ~Loan() { pool.give_back(std::move(connection)); }
    Loan(const Loan&) = delete;
    Loan& operator=(const Loan&) = delete;
    ReaderPool& pool;
    std::unique_ptr<Connection> connection;
  };
  std::unique_ptr<Connection> take();
  void give_back(std::unique_ptr<Connection> connection);

  std::mutex mutex_;
  std::condition_variable returned_;
  std::vector<std::unique_ptr<Connection>> free_;
};

} // namespace elicense::store
