// SPDX-License-Identifier: Apache-2.0
// Making and opening the file of a register.
#pragma once
#include "store/sqlite/file_lock.hpp"
#include "store/sqlite/reader_pool.hpp"
#include "store/sqlite/sqlite_book.hpp"
#include "store/sqlite/sqlite_register.hpp"
#include "store/sqlite/writer.hpp"

namespace elicense::store {

struct OpenedFile {
  FileLock lock;
  std::unique_ptr<Sealing> sealing;
  std::unique_ptr<Keys> keys; // older than the connection, whose functions use them
  Connection connection;      // for the writer, schema up to date
};

Result<void> create_file(const std::filesystem::path& file);
Result<OpenedFile> open_file(const std::filesystem::path& file, Sealing sealing);

struct SqliteRegister::Parts { // in this order: readers go first, then the writer with its last checkpoint,
                               // then the lock
  Parts(OpenedFile&& opened, const std::filesystem::path& file, const SqliteOptions& options)
      : lock(std::move(opened.lock)), sealing(std::move(opened.sealing)), keys(std::move(opened.keys)),
        writer(std::move(opened.connection), options.queue), readers(file, options.readers),
        book(writer, readers) {}

  // With the keys of this moment. One of them may be destroyed between reading a row and opening it: the row
  // stands under the next key then.
  template <class T> Result<T> read(const std::function<Result<T>(Connection&, const Keyring&)>& read) {
    const auto once = [&] {
      return readers.read<T>([&](Connection& connection) { return read(connection, *keys->now()); });
    };
    auto answer = once();
    return !answer && answer.error().code == "STORE_KEY_UNKNOWN" ? once() : answer;
  }

  // In the writer's turn, one transaction, with the keys of that moment; answers what `write` answers.
  template <class T> Result<T> write(const std::function<Result<T>(Connection&, const Keyring&)>& write) {
    std::optional<T> answer;
    const auto written = writer.run([&](Connection& connection) -> Result<void> {
      auto done = write(connection, *keys->now());
      if (!done) return done.error();
      answer = *std::move(done);
      return {};
    });
    if (!written) return written.error();
    return *std::move(answer);
  }

  FileLock lock;
  std::mutex keys_change; // one changes them at a time
  std::unique_ptr<Sealing> sealing;
  std::unique_ptr<Keys> keys;
  Writer writer;
  ReaderPool readers;
  SqliteBook book;
};

} // namespace elicense::store
