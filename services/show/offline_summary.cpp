// SPDX-License-Identifier: Apache-2.0
#include "show/offline_summary.hpp"

#include "license/view.hpp"

#include <algorithm>

namespace elicense::show {
namespace {

using Lines = std::vector<SummaryLine>;
constexpr std::string_view cut_mark = "…";

Error wrong_fields(const std::string& what) {
  return fail(ErrorKind::invalid, "OFFLINE_FIELDS", what);
}

// At most `size` bytes, the mark among them, and whole characters.
std::string cut(std::string_view text, std::size_t size) {
  if (text.size() <= size) return std::string(text);
  std::size_t end = size < cut_mark.size() ? 0 : size - cut_mark.size();
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80)
    --end;
  return std::string(text.substr(0, end)) + std::string(size < cut_mark.size() ? "" : cut_mark);
}

// Nothing: the license has no such line.
std::optional<std::string> value_of(const license::License& shown, const std::string& field) {
  if (field == license::holder_name_field) return shown.holder.name;
  if (field == license::holder_code_field) return shown.holder.code;
  if (field == license::number_field) return shown.number;
  if (field == "issuer_name") return shown.issuer_name;
  if (field == "valid_until") return shown.valid_until.empty() ? "—" : shown.valid_until;
  const auto found = shown.data.find(field);
  if (found == shown.data.end() || !found->is_string()) return std::nullopt;
  return found->get<std::string>();
}

bool is_data_field(const license::License& license, const std::string& field) {
  constexpr std::string_view always[] = {license::holder_name_field, license::holder_code_field,
                                         license::number_field, "issuer_name", "valid_until"};
  return std::ranges::find(always, field) == std::end(always) && license.data.contains(field);
}

Result<void> check(const license::License& license, const license::LicenseType* type,
                   const std::vector<std::string>& fields) {
  if (fields.size() > max_chosen_fields) return wrong_fields("too many");
  std::size_t data_fields = 0;
  for (auto field = fields.begin(); field != fields.end(); ++field) {
    if (std::find(fields.begin(), field, *field) != field) return wrong_fields("one twice");
    if (is_data_field(license, *field)) ++data_fields;
    if (type != nullptr && type->is_picture(*field)) return wrong_fields("a picture");
  }
  return data_fields > max_chosen_data_fields ? wrong_fields("too many of the data") : Result<void>();
}

// Every value keeps its front; the longest give first.
void cut_to_fit(Lines& lines) {
  for (std::size_t longest = max_summary_size; summary_size(lines) > max_summary_size; --longest)
    for (SummaryLine& line : lines)
      line.value = cut(line.value, longest);
}

} // namespace

Result<Lines> summary_of(const license::License& license, const license::LicenseType* type,
                         const std::vector<std::string>& fields) {
  if (fields.empty()) return summary_of(license, type, {"holder_name", "number", "valid_until"});
  if (auto good = check(license, type, fields); !good) return good.error();
  const license::License shown = license::View::masked().of(license, type);
  Lines lines = {{"type_name", shown.type_name}};
  for (const std::string& field : fields) {
    auto value = value_of(shown, field);
    if (!value) return wrong_fields("none of this license");
    const std::string name = is_data_field(license, field) ? cut(field, max_line_name) : field;
    if (std::ranges::find(lines, name, &SummaryLine::name) != lines.end())
      return wrong_fields("two whose names begin alike");
    lines.push_back({name, *std::move(value)});
  }
  cut_to_fit(lines);
  return lines;
}

} // namespace elicense::show
