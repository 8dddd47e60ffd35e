// SPDX-License-Identifier: Apache-2.0
// Files of stock: the first byte chooses CSV or NDJSON and the size of pieces. Promises: rows and places are
// the same in whatever pieces the bytes come; reading goes on behind any row as if it had never stopped; what
// is read is UTF-8 and as wide as its header.
#include "crypto/utf8.hpp"
#include "stock/row_reader.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace elicense::fuzz {

namespace {

using namespace elicense::stock;

struct Reading {
  std::vector<Row> rows;
  std::vector<ReadingPoint> points;
  bool stopped = false;
};

void take_rows(RowReader& reader, Reading& reading) {
  while (!reading.stopped) {
    auto row = reader.next();
    reading.stopped = !row;
    if (!row || !*row) return;
    reading.rows.push_back(**std::move(row));
    reading.points.push_back(reader.point());
  }
}

Reading read(std::string_view file, const Dialect& dialect, const ReadingPoint& from, std::size_t piece) {
  const auto reader = make_row_reader(dialect, from);
  Reading reading;
  for (std::size_t at = from.offset; at < file.size() && !reading.stopped; at += piece) {
    reader->feed(file.substr(at, piece));
    take_rows(*reader, reading);
  }
  reader->finish();
  take_rows(*reader, reading);
  return reading;
}

bool is_same(const Row& a, const Row& b) {
  const bool same_columns =
      (a.columns == nullptr) == (b.columns == nullptr) && (!a.columns || *a.columns == *b.columns);
  return a.number == b.number && a.line == b.line && a.offset == b.offset && a.cells == b.cells &&
         a.refusal == b.refusal && same_columns;
}

// `part` is what `whole` has from row `first` on.
bool is_end_of(const Reading& part, const Reading& whole, std::size_t first) {
  return part.stopped == whole.stopped &&
         std::ranges::equal(part.rows, std::span(whole.rows).subspan(first), is_same) &&
         std::ranges::equal(part.points, std::span(whole.points).subspan(first));
}

void check_row(const Row& row) {
  require(row.readable() || row.cells.empty(), "a refused row has no cells");
  if (!row.readable()) return;
  require(row.columns && row.columns->size() == row.cells.size(), "a row is as wide as its names");
  for (const std::string& cell : row.cells)
    require(crypto::is_utf8(as_bytes(cell)), "cells are UTF-8");
}

} // namespace

void examine(ByteView input) {
  if (input.empty()) return;
  const Format format = input[0] % 2 == 0 ? Format::csv : Format::ndjson;
  const std::size_t piece = 1 + input[0] / 2;
  const std::string_view file = as_text(input.subspan(1));
  const auto dialect = read_dialect(format, file.substr(0, dialect_sample));
  if (!dialect) return;
  require(dialect->first_row.offset <= file.size(), "rows begin inside the file");
  const Reading whole = read(file, *dialect, dialect->first_row, file.size() + 1);
  std::ranges::for_each(whole.rows, check_row);
  require(is_end_of(read(file, *dialect, dialect->first_row, piece), whole, 0), "pieces make no difference");
  if (whole.rows.empty()) return;
  const std::size_t behind = input[0] % whole.rows.size();
  require(is_end_of(read(file, *dialect, whole.points[behind], piece), whole, behind + 1), "reading goes on");
}

} // namespace elicense::fuzz
