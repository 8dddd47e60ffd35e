// SPDX-License-Identifier: Apache-2.0
#include "stock/csv_reader.hpp"
#include "stock/ndjson_reader.hpp"

namespace elicense::stock {

std::unique_ptr<RowReader> make_row_reader(const Dialect& dialect, const ReadingPoint& from) {
  if (dialect.format == Format::ndjson) return std::make_unique<NdjsonReader>(from);
  return std::make_unique<CsvReader>(dialect, from);
}

} // namespace elicense::stock
