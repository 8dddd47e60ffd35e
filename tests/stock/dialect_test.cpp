// SPDX-License-Identifier: Apache-2.0
// What the first bytes of a file say.
#include "tests/stock/stock_files.hpp"

namespace elicense::stock {
namespace {

using Names = std::vector<std::string>;

Names names_of(std::string_view head) {
  return *read_dialect(Format::csv, head).value().columns;
}

TEST(Dialect, FindsTheDelimiterInTheHeader) {
  EXPECT_EQ(names_of("a,b;c\n"), (Names{"a", "b;c"}));
  EXPECT_EQ(names_of("a;b;\"c,d,e,f\"\n"), (Names{"a", "b", "c,d,e,f"}));
  EXPECT_EQ(names_of("a\tb\n"), (Names{"a", "b"}));
  EXPECT_EQ(names_of("a\n"), (Names{"a"}));
  EXPECT_EQ(names_of("a,b"), (Names{"a", "b"})) << "the header is the whole file";
}

TEST(Dialect, TrimsNamesAndTakesQuotedOnes) {
  EXPECT_EQ(names_of(" a ,\"b\r\nc\",\u3000名称\r\n1,2,3\r\n"), (Names{"a", "b\r\nc", "名称"}));
  const Dialect dialect = read_dialect(Format::csv, "a,\"b\nc\"\r\n1,2").value();
  EXPECT_EQ(dialect.first_row, (ReadingPoint{9, 3, 0}));
}

TEST(Dialect, FindsTheEncoding) {
  const std::string file = "名称,地址\n甲,乙\n";
  EXPECT_EQ(read_dialect(Format::csv, file).value().encoding, Encoding::utf8);
  EXPECT_EQ(read_dialect(Format::csv, to_gb18030(file)).value().encoding, Encoding::gb18030);
  EXPECT_EQ(names_of(to_gb18030(file)), (Names{"名称", "地址"}));
  EXPECT_EQ(names_of("\xEF\xBB\xBF" + file), (Names{"名称", "地址"}));
  EXPECT_EQ(read_dialect(Format::csv, "\xEF\xBB\xBF" + file).value().first_row.offset, 3 + 14U);
  EXPECT_EQ(read_dialect(Format::csv, "a,b\n", Encoding::gb18030).value().encoding, Encoding::gb18030);
  EXPECT_THAT(read_dialect(Format::csv, "\xFF\xFEn\0"), test::fails_with("STOCK_ENCODING"));
  EXPECT_THAT(read_dialect(Format::csv, "a,\xFF\n"), test::fails_with("STOCK_ENCODING"));
  EXPECT_THAT(read_dialect(Format::csv, "a,\xFF\n", Encoding::utf8), test::fails_with("STOCK_ENCODING"));
}

TEST(Dialect, IsNotMisledByASampleThatEndsInsideACharacter) {
  for (const std::size_t shift : {0U, 1U, 2U, 3U}) {
    std::string file = "名称\n" + std::string(shift, 'x');
    while (file.size() < dialect_sample + 10)
      file += "证";
    EXPECT_EQ(read_dialect(Format::csv, file.substr(0, dialect_sample)).value().encoding, Encoding::utf8);
    const std::string in_gb = to_gb18030(file + file);
    EXPECT_EQ(read_dialect(Format::csv, in_gb.substr(0, dialect_sample)).value().encoding, Encoding::gb18030);
  }
}

TEST(Dialect, RefusesHeadersThatCannotName) {
  for (const char* head : {"", "\n", " \na", "a,,b\n", "a,a\n", "a, a\n", "a\"b,c\n", "\"a\n"})
    EXPECT_THAT(read_dialect(Format::csv, head), test::fails_with("STOCK_HEADER")) << head;
}

TEST(Dialect, BoundsNamesAndColumns) {
  const std::string longest(max_column_name, 'n');
  EXPECT_EQ(names_of(longest + ",b\n").front(), longest);
  EXPECT_THAT(read_dialect(Format::csv, longest + "n,b\n"), test::fails_with("STOCK_HEADER"));
  std::string header = "c0";
  for (std::size_t i = 1; i < max_columns; ++i)
    header += ",c" + std::to_string(i);
  EXPECT_EQ(names_of(header + "\n").size(), max_columns);
  EXPECT_THAT(read_dialect(Format::csv, header + ",more\n"), test::fails_with("STOCK_HEADER"));
  const std::string endless(dialect_sample, 'x');
  EXPECT_THAT(read_dialect(Format::csv, endless), test::fails_with("STOCK_HEADER"));
}

TEST(Dialect, OfNdjsonIsUtf8) {
  EXPECT_EQ(read_dialect(Format::ndjson, "{}").value().first_row.offset, 0U);
  EXPECT_EQ(read_dialect(Format::ndjson, "\xEF\xBB\xBF{}").value().first_row.offset, 3U);
  EXPECT_EQ(read_dialect(Format::ndjson, "{}").value().columns, nullptr);
}

} // namespace
} // namespace elicense::stock
