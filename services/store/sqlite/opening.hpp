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
  Connection connection; // for the writer, schema up to date
};

Result<void> create_file(const std::filesystem::path& file);
Result<OpenedFile> open_file(const std::filesystem::path& file);

struct SqliteRegister::Parts { // in this order: readers go first, then the writer with its last checkpoint,
                               // then the lock
  Parts(OpenedFile&& opened, const std::filesystem::path& file, const SqliteOptions& options)
      : lock(std::move(opened.lock)), writer(std::move(opened.connection), options.queue),
        readers(file, options.readers), book(writer, readers) {}
  FileLock lock;
  Writer writer;
  ReaderPool readers;
  SqliteBook book;
};

} // namespace elicense::store
