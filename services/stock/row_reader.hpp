// SPDX-License-Identifier: Apache-2.0
// Rows out of CSV (RFC 4180; comma, semicolon or tab; UTF-8 or GB18030) and NDJSON, in a memory that does not
// grow with the file.
//
//   const auto dialect = read_dialect(Format::csv, first_bytes);
//   const auto reader = make_row_reader(*dialect, dialect->first_row); // or the point a job has stored
//   seek to the point's offset; then, until the end: feed(), and next() until it answers nothing
#pragma once
#include "crypto/result.hpp"
#include "stock/row.hpp"
#include <optional>
#include <string_view>

namespace elicense::stock {

inline constexpr std::size_t dialect_sample = 1U
                                              << 16; // bytes that read_dialect() wants to see, if there are
inline constexpr std::size_t max_record_size = 1U << 20; // bytes of one row, with its quoted line breaks
inline constexpr std::size_t max_cell_size = 400U << 10; // bytes; a portrait as base64 fits
inline constexpr std::size_t max_columns = 200;
inline constexpr std::size_t max_column_name = 180; // bytes

enum class Format { csv, ndjson };
enum class Encoding { utf8, gb18030 };

// What the first bytes of a file say of the rest. The same bytes give the same dialect: nothing to store.
struct Dialect {
  Format format = Format::csv;
  Encoding encoding = Encoding::utf8;
  char delimiter = ',';                                    // CSV only
  std::shared_ptr<const std::vector<std::string>> columns; // CSV only: the header, trimmed
  ReadingPoint first_row;
};

// `head`: the first dialect_sample bytes of the file, or all when it is smaller. Without `encoding` it is
// found: what most lines with more than ASCII are; NDJSON is UTF-8 always. STOCK_ENCODING (the header is
// neither, or UTF-16), STOCK_ENCODING_MISSING, STOCK_HEADER (none, not closed, names empty or twice, too
// many).
Result<Dialect> read_dialect(Format format, std::string_view head, std::optional<Encoding> encoding = {});

class RowReader {
 public:
  virtual ~RowReader() = default;
  // Bytes of the file in order, the first one at the offset the reader was made with. Take all rows before
  // more is fed: then at most one record and one feed are held.
  virtual void feed(std::string_view bytes) = 0;
  virtual void finish() = 0; // there are no more bytes
  // The next row, a refused one too. Nothing: feed more or, after finish(), this was the last.
  // STOCK_QUOTES, final: a quotation mark makes it uncertain where the next row begins; detail says the line.
  virtual Result<std::optional<Row>> next() = 0;
  virtual ReadingPoint point() const = 0; // behind the last row that was taken
};

std::unique_ptr<RowReader> make_row_reader(const Dialect& dialect, const ReadingPoint& from);

} // namespace elicense::stock
