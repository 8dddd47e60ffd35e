// SPDX-License-Identifier: Apache-2.0
// CSV: a record is found in the bytes as they are, then decoded and cut into cells.
#include "stock/csv_reader.hpp"
#include <algorithm>

namespace elicense::stock {

CsvReader::CsvReader(const Dialect& dialect, const ReadingPoint& from)
    : dialect_(dialect), decoder_(Decoder::make(dialect.encoding).value()), scanner_(dialect.delimiter),
      buffer_(from), taken_(from) {}

Result<std::optional<Row>> CsvReader::next() {
  while (true) {
    auto record = next_record();
    if (!record) return record.error();
    if (!*record) return std::optional<Row>();
    if (is_blank((*record)->bytes)) continue;
    buffer_.count_row();
    taken_ = buffer_.point();
    return std::optional<Row>(read(**record));
  }
}

bool CsvReader::is_blank(std::string_view record) {
  return record.empty() || record == "\r";
}

Error CsvReader::uncertain() const {
  return fail(ErrorKind::malformed, "STOCK_QUOTES", "row in line " + std::to_string(start_.line));
}

// The next record with what is needed to judge it; of one that is too large only the beginning is kept.
Result<std::optional<CsvReader::Record>> CsvReader::next_record() {
  while (scanned_ < buffer_.rest().size()) {
    if (scanner_.ends_with(buffer_.rest()[scanned_])) {
      if (scanner_.is_uncertain()) return uncertain();
      return std::optional<Record>(take_record(scanned_, 1));
    }
    ++scanned_;
    if (!too_large_ && scanned_ > max_record_size) too_large_ = true;
    if (too_large_ && scanner_.is_open()) return uncertain(); // a mark that is never closed looks like this
  }
  if (too_large_) forget_scanned();
  if (!finished_ || (scanned_ == 0 && !too_large_)) return std::optional<Record>();
  if (scanner_.is_open() || scanner_.is_uncertain()) return uncertain();
  return std::optional<Record>(take_record(scanned_, 0));
}

void CsvReader::forget_scanned() {
  buffer_.drop(scanned_);
  scanned_ = 0;
}

CsvReader::Record CsvReader::take_record(std::size_t size, std::size_t line_break) {
  Record record{std::string(too_large_ ? std::string_view("x") : buffer_.rest().substr(0, size)), start_,
                scanner_.is_faulty(), too_large_};
  buffer_.drop(size + line_break);
  scanner_.start_record();
  scanned_ = 0;
  too_large_ = false;
  start_ = buffer_.point();
  return record;
}

Row CsvReader::read(const Record& record) const {
  Row row;
  row.number = taken_.rows;
  row.line = record.start.line;
  row.offset = record.start.offset;
  if (record.too_large) {
    refuse(row, "row_too_large", std::to_string(max_record_size) + " bytes");
  } else if (record.faulty) {
    refuse(row, "row_quotes", {});
  } else {
    read_cells(record.bytes, row);
  }
  return row;
}

void CsvReader::read_cells(std::string_view bytes, Row& row) const {
  if (bytes.ends_with('\r')) bytes.remove_suffix(1);
  const auto text = decoder_.decode(bytes);
  if (!text) return refuse(row, "row_encoding", {});
  row.columns = dialect_.columns;
  row.cells = csv_cells(*text, dialect_.delimiter);
  if (row.cells.size() != dialect_.columns->size())
    return refuse(row, "row_cells",
                  std::to_string(row.cells.size()) + " of " + std::to_string(dialect_.columns->size()));
  const auto cell =
      std::ranges::find_if(row.cells, [](const auto& each) { return each.size() > max_cell_size; });
  if (cell != row.cells.end())
    refuse(row, "row_too_large", std::to_string(max_cell_size) + " bytes in a cell");
}

} // namespace elicense::stock
