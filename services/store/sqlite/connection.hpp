// SPDX-License-Identifier: Apache-2.0
// One SQLite connection and its statements. Inside this room a failing SQLite call is an exception; it
// becomes a value at the door.
#pragma once
#include "crypto/bytes.hpp"
#include "crypto/sm3.hpp"
#include <filesystem>
#include <map>
#include <memory>

struct sqlite3;
struct sqlite3_stmt;

namespace elicense::store {

enum class Trouble {
  full,       // no space left, now
  busy,       // another process has the file
  foreign,    // not an SQLite file
  constraint, // a rule of the schema: a fault of ours
  other,
};

struct SqliteFailure : std::runtime_error {
  SqliteFailure(int extended_code, Trouble kind);
  Trouble trouble;
};

enum class Access { read, write };

struct Finalize {
  void operator()(sqlite3_stmt* statement) const;
};
using PreparedStatement = std::unique_ptr<sqlite3_stmt, Finalize>;

class Connection {
 public:
  Connection(const std::filesystem::path& file, Access access);

  void prepare_for_writing();           // write-ahead log, a sync with every commit
  void execute(const std::string& sql); // one statement or several, without rows
  std::int64_t changes() const;
  bool in_transaction() const;
  std::size_t wal_pages() const { return *wal_pages_; } // after the last commit

  // Moves pages from the log into the file, as far as readers allow; with `restart` it waits for them a
  // while.
  void checkpoint(bool restart);
  bool checkpoint_and_truncate();  // false: readers still hold pages of the log
  [[noreturn]] void raise() const; // the last failure
  sqlite3* handle() const { return handle_.get(); }

  // Preparing costs more than most statements: each text is prepared once and used again when it is given
  // back.
  PreparedStatement take(std::string_view sql);
  void give_back(PreparedStatement statement);

 private:
  bool checkpoint(int mode);
  struct Close {
    void operator()(sqlite3* handle) const;
  };
  std::unique_ptr<std::size_t> wal_pages_ = std::make_unique<std::size_t>(0); // written by SQLite's hook
  std::unique_ptr<sqlite3, Close> handle_;
  std::map<std::string, PreparedStatement, std::less<>> idle_; // by their text; gone before the handle
};

class Statement {
 public:
  template <class... Values>
  Statement(Connection& connection, std::string_view sql, const Values&... values)
      : connection_(connection), statement_(connection.take(sql)) {
    (bind(values), ...);
  }
  ~Statement() { connection_.give_back(std::move(statement_)); }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  bool next(); // to the next row; false at the end
  void run() { next(); }

  std::string text(int column) const;
  std::int64_t integer(int column) const;
  bool is_null(int column) const;
  Bytes blob(int column) const;
  crypto::Sm3Digest digest(int column) const;

 private:
  void bind(std::string_view text);
  void bind(std::int64_t number);
  void bind(ByteView blob);
  void demand(int code) const;

  Connection& connection_;
  PreparedStatement statement_;
  int bound_ = 0;
};

} // namespace elicense::store
