// SPDX-License-Identifier: Apache-2.0
// CSV and NDJSON through the one interface, in pieces, resumed, and malformed.
#include "tests/stock/stock_files.hpp"

namespace elicense::stock {
namespace {

using Cells = std::vector<std::string>;

std::vector<Cells> cells_of(const ReadRows& read) {
  std::vector<Cells> all;
  for (const Row& row : read.rows)
    all.push_back(row.readable() ? row.cells : Cells{row.refusal});
  return all;
}

TEST(CsvReader, ReadsQuotesDelimitersAndLineBreaksInCells) {
  const ReadRows read =
      read_rows("a,b\r\n1,\"x, y\"\r\n\"say \"\"no\"\"\",\"two\r\nlines\"\n,\n\"\",last", Format::csv);
  EXPECT_EQ(read.error, "");
  EXPECT_EQ(cells_of(read),
            (std::vector<Cells>{{"1", "x, y"}, {"say \"no\"", "two\r\nlines"}, {"", ""}, {"", "last"}}));
  EXPECT_EQ(read.rows[2].line, 5U) << "the quoted line break counts";
  EXPECT_EQ(*read.rows[0].columns, (Cells{"a", "b"}));
}

TEST(CsvReader, GivesTheSameInPiecesOfAnySize) {
  const std::string file = "名称,备注\r\n\"甲\r\n乙\",\"\"\"引\"\"\"\r\n\r\n丙,x\r\nq\"q,x\r\n丁,y\r\n";
  for (const std::string& text : {file, "\xEF\xBB\xBF" + file, to_gb18030(file)}) {
    const ReadRows whole = read_rows(text, Format::csv);
    EXPECT_EQ(cells_of(whole),
              (std::vector<Cells>{{"甲\r\n乙", "\"引\""}, {"丙", "x"}, {"row_quotes"}, {"丁", "y"}}));
    for (std::size_t chunk = 1; chunk <= text.size(); ++chunk) {
      const ReadRows pieces = read_rows(text, Format::csv, chunk);
      EXPECT_EQ(cells_of(pieces), cells_of(whole)) << chunk;
      EXPECT_EQ(pieces.points, whole.points) << chunk;
    }
  }
}

TEST(CsvReader, GoesOnBehindAnyRow) {
  const std::string file = "a,b\n1,2\n\n\"x\ny\",4\nbad\n5,6\n7,8";
  for (const std::string& text : {file, file + "\n", file + "\n\n"}) {
    const ReadRows whole = read_rows(text, Format::csv);
    ASSERT_EQ(whole.rows.size(), 5U);
    for (std::size_t i = 0; i < whole.points.size(); ++i) {
      const ReadRows rest = read_rows(text, Format::csv, 3, whole.points[i]);
      ASSERT_EQ(rest.rows.size(), whole.rows.size() - i - 1);
      for (std::size_t j = 0; j < rest.rows.size(); ++j) {
        EXPECT_EQ(rest.rows[j].number, whole.rows[i + 1 + j].number);
        EXPECT_EQ(rest.rows[j].line, whole.rows[i + 1 + j].line);
        EXPECT_EQ(rest.rows[j].offset, whole.rows[i + 1 + j].offset);
        EXPECT_EQ(rest.rows[j].cells, whole.rows[i + 1 + j].cells);
      }
    }
  }
}

TEST(CsvReader, RefusesARowAndGoesOnWhereThatIsCertain) {
  const std::pair<const char*, const char*> cases[] = {
      {"x\"y,1", "row_quotes"},   // a mark inside a plain cell
      {"\"a\"b,1", "row_quotes"}, // marks that pair
      {"1,2,3", "row_cells"},     {"1", "row_cells"}, {"\"\"", "row_cells"}, {"\xFF,1", "row_encoding"},
  };
  for (const auto& [line, rule] : cases) {
    const ReadRows read = read_rows("a,b\n" + std::string(line) + "\nnext,2\n", Format::csv);
    EXPECT_EQ(read.error, "") << line;
    EXPECT_EQ(cells_of(read), (std::vector<Cells>{{rule}, {"next", "2"}})) << line;
  }
}

TEST(CsvReader, StopsWhereTheNextRowIsUncertain) {
  for (const char* line : {"\"a\"b\",1", "\"a\" ,\"b", "\"never closed"}) {
    const ReadRows read = read_rows("a,b\n1,2\n" + std::string(line) + "\nnext,2\n", Format::csv);
    EXPECT_EQ(read.error, "STOCK_QUOTES: row in line 3") << line;
    EXPECT_EQ(read.rows.size(), 1U);
  }
}

TEST(CsvReader, BoundsCellsAndRows) {
  const auto read_with = [](std::size_t size) {
    return cells_of(read_rows("a,b\n" + std::string(size, 'x') + ",1\nnext,2\n", Format::csv, 10'000));
  };
  EXPECT_EQ(read_with(max_cell_size)[0][0].size(), max_cell_size);
  EXPECT_EQ(read_with(max_cell_size + 1), (std::vector<Cells>{{"row_too_large"}, {"next", "2"}}));
  EXPECT_EQ(read_with(max_record_size * 3), (std::vector<Cells>{{"row_too_large"}, {"next", "2"}}));
  const ReadRows open =
      read_rows("a,b\n\"" + std::string(max_record_size, 'x') + "\",1\n", Format::csv, 10'000);
  EXPECT_EQ(open.error, "STOCK_QUOTES: row in line 2") << "no different from a mark that is never closed";
}

TEST(CsvReader, TakesLargeRowsAtTheEndOfTheFile) {
  const ReadRows read = read_rows("a\n" + std::string(max_record_size * 2, 'x'), Format::csv, 10'000);
  EXPECT_EQ(cells_of(read), (std::vector<Cells>{{"row_too_large"}}));
}

TEST(NdjsonReader, ReadsTextsWholeNumbersAndNull) {
  const ReadRows read =
      read_rows("{\"b\":\"二\",\"a\":7}\r\n\n{\"a\":null,\"b\":\"\"}\n{\"c\":\"x\"}", Format::ndjson);
  EXPECT_EQ(cells_of(read), (std::vector<Cells>{{"7", "二"}, {"", ""}, {"x"}}));
  EXPECT_EQ(*read.rows[0].columns, (Cells{"a", "b"}));
  EXPECT_EQ(read.rows[0].columns, read.rows[1].columns) << "shared while the names are the same";
  EXPECT_EQ(read.rows[2].line, 4U);
}

TEST(NdjsonReader, GivesTheSameInPiecesAndGoesOnBehindAnyRow) {
  const std::string file = "\xEF\xBB\xBF{\"a\":\"一\"}\nbad\n{\"a\":\"二\"}\n{\"b\":3}\n";
  const ReadRows whole = read_rows(file, Format::ndjson);
  ASSERT_EQ(whole.rows.size(), 4U);
  for (std::size_t chunk = 1; chunk <= file.size(); ++chunk)
    EXPECT_EQ(cells_of(read_rows(file, Format::ndjson, chunk)), cells_of(whole));
  const ReadRows rest = read_rows(file, Format::ndjson, 5, whole.points[1]);
  ASSERT_EQ(rest.rows.size(), 2U);
  EXPECT_EQ(rest.rows[0].number, 3U);
  EXPECT_EQ(rest.rows[0].offset, whole.rows[2].offset);
}

TEST(NdjsonReader, RefusesLinesThatAreNoFlatObjectOfTexts) {
  for (const char* line : {"[]", "7", "{", "{\"a\":\"1\",\"a\":\"2\"}", "{\"a\":{}}", "{\"a\":[\"x\"]}",
                           "{\"a\":1.5}", "{\"a\":true}", "{\"a\":\"\xFF\"}", "{\"a\":\"1\"} x"}) {
    const ReadRows read = read_rows(std::string(line) + "\n{\"a\":\"next\"}\n", Format::ndjson);
    EXPECT_EQ(cells_of(read), (std::vector<Cells>{{"row_json"}, {"next"}})) << line;
    EXPECT_NE(read.rows[0].refusal_detail, "");
  }
}

TEST(NdjsonReader, BoundsLinesCellsNamesAndColumns) {
  const auto read_with = [](const std::string& name, std::size_t size) {
    const ReadRows read = read_rows("{\"" + name + "\":\"" + std::string(size, 'x') + "\"}\n{\"a\":\"next\"}",
                                    Format::ndjson, 10'000);
    EXPECT_EQ(cells_of(read).back(), Cells{"next"});
    return cells_of(read).front().front();
  };
  EXPECT_EQ(read_with("a", max_cell_size).size(), max_cell_size);
  EXPECT_EQ(read_with("a", max_cell_size + 1), "row_too_large");
  EXPECT_EQ(read_with("a", max_record_size * 2), "row_too_large");
  EXPECT_EQ(read_with(std::string(max_column_name, 'n'), 1), "x");
  EXPECT_EQ(read_with(std::string(max_column_name + 1, 'n'), 1), "row_json");
  nlohmann::json wide;
  for (std::size_t i = 0; i < max_columns; ++i)
    wide["c" + std::to_string(i)] = "x";
  EXPECT_TRUE(read_rows(wide.dump(), Format::ndjson).rows[0].readable());
  wide["one more"] = "x";
  EXPECT_EQ(read_rows(wide.dump(), Format::ndjson).rows[0].refusal, "row_json");
}

} // namespace
} // namespace elicense::stock
