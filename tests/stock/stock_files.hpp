// SPDX-License-Identifier: Apache-2.0
// Files of stock in tests: read as a job reads them, and judged.
#pragma once
#include "license/field_rules.hpp"
#include "stock/assessor.hpp"
#include "stock/row_reader.hpp"
#include "stock/text.hpp"
#include "tests/support/licensed_documents.hpp"
#include "tests/support/result_matchers.hpp"
#include <algorithm>
#include <iconv.h>

namespace elicense::stock {

inline const std::string today = "2026-11-27";

inline constexpr auto& type_of = test::type_named;

inline const license::LicenseType& card() {
  return type_of("居民身份证");
}

inline std::string to_gb18030(std::string text) {
  iconv_t const converter = ::iconv_open("GB18030", "UTF-8");
  std::string out(text.size() * 2 + 4, '\0');
  char *in = text.data(), *to = out.data();
  std::size_t left = text.size(), room = out.size();
  ::iconv(converter, &in, &left, &to, &room);
  ::iconv_close(converter);
  out.resize(out.size() - room);
  return out;
}

struct ReadRows {
  std::vector<Row> rows;
  std::vector<ReadingPoint> points; // behind each row
  std::string error;                // code and detail, where it stopped
};

// `chunk` bytes at a time, from `from` (default: the first row).
inline ReadRows read_rows(std::string_view file, Format format, std::size_t chunk = 4096,
                          std::optional<ReadingPoint> from = {}) {
  const Dialect dialect = read_dialect(format, file.substr(0, dialect_sample)).value();
  const ReadingPoint start = from.value_or(dialect.first_row);
  const auto reader = make_row_reader(dialect, start);
  ReadRows read;
  for (std::size_t at = start.offset; true; at += chunk) {
    if (at >= file.size()) {
      reader->finish();
    } else {
      reader->feed(file.substr(at, chunk));
    }
    while (true) {
      auto row = reader->next();
      if (!row) {
        read.error = row.error().code + ": " + row.error().detail;
        return read;
      }
      if (!*row) break;
      read.rows.push_back(**std::move(row));
      read.points.push_back(reader->point());
    }
    if (at >= file.size()) return read;
  }
}

inline void same_bytes(std::span<std::uint8_t> out) {
  std::ranges::fill(out, std::uint8_t{7});
}

inline Assessor assessor_of(const license::LicenseType& type, Questions questions = {},
                            Mapping mapping = {}) {
  return Assessor(type, {today, std::move(mapping), std::move(questions)}, same_bytes);
}

inline Row row_of(const nlohmann::json& data, std::uint64_t number = 1) {
  Row row;
  row.number = row.line = number;
  std::vector<std::string> columns;
  for (const auto& [name, value] : data.items()) {
    columns.push_back(name);
    row.cells.push_back(license::one_text(value));
  }
  row.columns = std::make_shared<const std::vector<std::string>>(std::move(columns));
  return row;
}

inline std::vector<std::string> rules_of(const Assessment& assessment) {
  std::vector<std::string> rules;
  for (const Finding& finding : assessment.findings)
    rules.emplace_back(finding.rule);
  return rules;
}

// The rules that speak about one row by itself.
inline std::vector<std::string> rules_of(const license::LicenseType& type, const nlohmann::json& data) {
  return rules_of(assessor_of(type).assess(row_of(data)).value());
}

// A clean row of the type, with some values changed (an empty one is taken out).
inline nlohmann::json clean_data(const license::LicenseType& type, const nlohmann::json& changes = {}) {
  nlohmann::json data = type.example;
  if (type.name == "居民身份证") data.update({{"有效期至", "长期"}});
  for (const auto& [name, value] : changes.items())
    data[name] = value;
  return data;
}

} // namespace elicense::stock
