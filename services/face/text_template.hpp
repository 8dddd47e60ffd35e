// SPDX-License-Identifier: Apache-2.0
// "自 {有效期自} 至 {有效期至:dots}": fixed text with fields of the business data.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace elicense::face {

enum class DateForm { full, plain, dots }; // 2026年01月05日, 2026年1月5日, 2026.01.05

struct TextRun { // a stretch of shown text and the field it comes from; fixed text has none
  std::string text, field;
};

struct TextTemplate {
  struct Piece {
    std::string literal, field; // the literal, then the field
    DateForm date = DateForm::full;
  };
  std::vector<Piece> pieces;

  std::vector<std::string> fields() const;
  // Empty if it names fields and none has a value.
  std::vector<TextRun> filled(const std::map<std::string, std::string>& values) const;
};

std::string joined(const std::vector<TextRun>& runs);

std::optional<TextTemplate> parse_template(std::string_view text); // nothing: braces or date form are wrong

// A whole value "2026-01-05" or "2026年01月05日" in the form asked for; any other text as it is.
std::string shown_date(std::string_view value, DateForm form);

} // namespace elicense::face
