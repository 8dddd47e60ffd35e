// SPDX-License-Identifier: Apache-2.0
// The reader of CSV behind RowReader.
#pragma once
#include "stock/csv_record.hpp"
#include "stock/decoder.hpp"
#include "stock/record_buffer.hpp"

namespace elicense::stock {

class CsvReader final : public RowReader {
 public:
  CsvReader(const Dialect& dialect, const ReadingPoint& from);

  void feed(std::string_view bytes) override { buffer_.feed(bytes); }
  void finish() override { finished_ = true; }
  Result<std::optional<Row>> next() override;
  ReadingPoint point() const override { return taken_; }

 private:
  struct Record {
    std::string bytes; // without the line feed
    ReadingPoint start;
    bool faulty = false, too_large = false;
  };
  Result<std::optional<Record>> next_record();
  Record take_record(std::size_t size, std::size_t line_break);
  void forget_scanned();
  Row read(const Record& record) const;
  void read_cells(std::string_view bytes, Row& row) const;
  static bool is_blank(std::string_view record);
  Error uncertain() const;

  Dialect dialect_;
  Decoder decoder_;
  CsvScanner scanner_;
  RecordBuffer buffer_;
  ReadingPoint start_ = buffer_.point(); // of the record that is being scanned
  ReadingPoint taken_;
  std::size_t scanned_ = 0; // bytes of the buffer's rest
  bool too_large_ = false, finished_ = false;
};

} // namespace elicense::stock
