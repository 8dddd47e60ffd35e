// SPDX-License-Identifier: Apache-2.0
// The reader of NDJSON behind RowReader: a flat JSON object of texts and whole numbers a line.
#pragma once
#include "stock/record_buffer.hpp"
#include "stock/row_reader.hpp"

namespace elicense::stock {

class NdjsonReader final : public RowReader {
 public:
  explicit NdjsonReader(const ReadingPoint& from) : buffer_(from), start_(from), taken_(from) {}

  void feed(std::string_view bytes) override { buffer_.feed(bytes); }
  void finish() override { finished_ = true; }
  Result<std::optional<Row>> next() override;
  ReadingPoint point() const override { return taken_; }

 private:
  struct Line {
    std::string text; // without the line break
    ReadingPoint start;
    bool too_large = false;
  };
  std::optional<Line> next_line();
  Line take_line(std::size_t size, std::size_t line_break);
  Row read(const Line& line);
  void read_object(std::string_view text, Row& row);
  void share_columns(Row& row, std::vector<std::string> names);

  RecordBuffer buffer_;
  ReadingPoint start_, taken_;
  std::shared_ptr<const std::vector<std::string>> columns_; // of the row before
  bool too_large_ = false, finished_ = false;
};

} // namespace elicense::stock
