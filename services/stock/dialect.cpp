// SPDX-License-Identifier: Apache-2.0
// Encoding, delimiter and header out of the first bytes.
#include "crypto/split.hpp"
#include "crypto/utf8.hpp"
#include "stock/csv_record.hpp"
#include "stock/decoder.hpp"
#include "stock/text.hpp"
#include <algorithm>
#include <set>

namespace elicense::stock {
namespace {

constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";
constexpr std::string_view utf16_marks[] = {"\xFF\xFE", "\xFE\xFF"};

Error bad_header(const std::string& detail) {
  return fail(ErrorKind::malformed, "STOCK_HEADER", detail);
}

// What most lines are that are more than ASCII: one damaged line does not decide for the file.
Result<Encoding> find_encoding(std::string_view head) {
  for (const std::string_view mark : utf16_marks)
    if (head.starts_with(mark)) return fail(ErrorKind::unsupported, "STOCK_ENCODING", "UTF-16");
  const bool is_cut = head.size() >= dialect_sample;
  if (has_only_ascii(head)) return Encoding::utf8;
  const auto decoder = Decoder::make(Encoding::gb18030);
  if (!decoder) return decoder.error();
  auto lines = split(head, "\n");
  if (is_cut && lines.size() > 1) lines.pop_back();
  std::size_t in_utf8 = 0, in_gb18030 = 0;
  for (const std::string_view line : lines) {
    if (has_only_ascii(line)) continue;
    if (crypto::is_utf8(as_bytes(line)))
      ++in_utf8;
    else if (decoder->decode(line))
      ++in_gb18030;
  }
  return in_gb18030 > in_utf8 ? Encoding::gb18030 : Encoding::utf8;
}

// The one that stands most often in the header, outside quotation marks.
char find_delimiter(std::string_view header) {
  constexpr std::string_view known = ",\t;";
  std::size_t count[known.size()] = {};
  bool quoted = false;
  for (const char c : header) {
    quoted = quoted != (c == '"');
    if (const std::size_t which = known.find(c); which != std::string_view::npos && !quoted) ++count[which];
  }
  return known[static_cast<std::size_t>(std::ranges::max_element(count) - std::begin(count))];
}

std::string_view first_line(std::string_view text) {
  return text.substr(0, text.find('\n'));
}

// The bytes of the header without its line break; nothing: it does not end, or holds a fault.
std::optional<std::string_view> header_record(std::string_view text, char delimiter, bool whole_file) {
  CsvScanner scanner(delimiter);
  std::size_t size = 0;
  while (size < text.size() && !scanner.ends_with(text[size]))
    ++size;
  const bool ended = size < text.size() || (whole_file && !scanner.is_open());
  if (!ended || scanner.is_faulty()) return std::nullopt;
  return text.substr(0, size);
}

std::string_view without_return(std::string_view line) {
  return line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
}

Result<std::vector<std::string>> read_names(std::string_view header, char delimiter) {
  std::vector<std::string> names;
  std::set<std::string> seen;
  for (const std::string& cell : csv_cells(header, delimiter)) {
    names.emplace_back(trimmed(cell));
    const std::string place = "column " + std::to_string(names.size());
    if (names.back().empty()) return bad_header(place + ": no name");
    if (names.back().size() > max_column_name) return bad_header(place + ": the name is too long");
    if (!seen.insert(names.back()).second) return bad_header(place + ": " + names.back() + " is there twice");
  }
  if (names.size() > max_columns) return bad_header("more than " + std::to_string(max_columns) + " columns");
  return names;
}

Result<Dialect> read_header(std::string_view head, Dialect dialect) {
  const std::string_view text = head.substr(dialect.first_row.offset);
  dialect.delimiter = find_delimiter(first_line(text));
  const auto record = header_record(text, dialect.delimiter, head.size() < dialect_sample);
  if (!record) return bad_header("the first line has no end, or a quotation mark where none may stand");
  const auto decoder = Decoder::make(dialect.encoding);
  if (!decoder) return decoder.error();
  const auto header = decoder->decode(without_return(*record));
  if (!header) return fail(ErrorKind::malformed, "STOCK_ENCODING", "the header is neither UTF-8 nor GB18030");
  if (trimmed(*header).empty()) return bad_header("the first line is empty");
  auto names = read_names(*header, dialect.delimiter);
  if (!names) return names.error();
  dialect.columns = std::make_shared<const std::vector<std::string>>(*std::move(names));
  dialect.first_row.offset +=
      std::min(record->size() + 1, text.size()); // with its line feed, if there is one
  dialect.first_row.line += static_cast<std::uint64_t>(std::ranges::count(*record, '\n')) + 1;
  return dialect;
}

} // namespace

Result<Dialect> read_dialect(Format format, std::string_view head, std::optional<Encoding> encoding) {
  Dialect dialect;
  dialect.format = format;
  if (head.starts_with(utf8_mark)) {
    dialect.first_row.offset = utf8_mark.size();
    encoding = Encoding::utf8;
  }
  if (format == Format::ndjson) return dialect;
  const auto found = encoding ? Result<Encoding>(*encoding) : find_encoding(head);
  if (!found) return found.error();
  dialect.encoding = *found;
  return read_header(head, std::move(dialect));
}

} // namespace elicense::stock
