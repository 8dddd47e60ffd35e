// SPDX-License-Identifier: Apache-2.0
// Comparing a face's text objects with the license's data (S-OFD 36).
#include "verify/license_text.hpp"

#include <algorithm>

namespace elicense::verify {
namespace {

// Of the blank that `text` begins with; 0 when it begins with none.
std::size_t blank_size(std::string_view text) {
  constexpr std::string_view short_blanks = " \t\r\n";
  if (static_cast<signed char>(text.front()) >= 0)
    return short_blanks.find(text.front()) == std::string_view::npos ? 0 : 1;
  for (const std::string_view blank : {"\u00a0", "\u3000"})
    if (text.starts_with(blank)) return blank.size();
  return 0;
}

bool all_digits(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::string without_zero(std::string_view number) {
  return std::string(number.starts_with('0') ? number.substr(1) : number);
}

std::string joined_as_shown(std::string_view list) { // "a^b" of the metadata, "a、b" on the page
  std::string shown;
  for (const char c : list)
    shown += c == '^' ? std::string("、") : std::string(1, c);
  return shown;
}

using Place = std::pair<std::uint32_t, std::uint32_t>;                // page and object id
using ShownTexts = std::vector<std::pair<Place, const std::string*>>; // by place, those of one place in order

// OFD_STRUCTURE
Result<ShownTexts> shown_texts(const ofd::Document& document) {
  ShownTexts texts;
  for (const ofd::Page& page : document.pages) {
    if (!page.text) return page.text.error();
    for (const ofd::TextObject& object : *page.text)
      texts.push_back({{page.id, object.id}, &object.text});
  }
  std::ranges::stable_sort(texts, {}, &ShownTexts::value_type::first);
  return texts;
}

// The texts a tag of this name points at, joined: a long value is set in several lines.
std::optional<std::string> tagged_text(const ofd::Document& document, const ShownTexts& texts,
                                       std::string_view name) {
  std::optional<std::string> joined;
  for (const ofd::Tag& tag : document.tags) {
    if (tag.name != name) continue;
    for (const Place& place : tag.objects)
      for (auto shown = std::ranges::lower_bound(texts, place, {}, &ShownTexts::value_type::first);
           shown != texts.end() && shown->first == place; ++shown)
        joined = joined.value_or("") + *shown->second;
  }
  return joined;
}

// A face may set fixed words around a value ("编号：…"), so that it has to hold the value, not to be it.
bool shows(const std::string& text, const std::vector<std::string>& forms) {
  const std::string plain = without_blanks(text);
  return std::ranges::any_of(forms,
                             [&](const std::string& form) { return plain.find(form) != std::string::npos; });
}

// Holders that stand in places of their own: each of a^b has to be shown.
bool shows_each(const std::string& text, std::string_view list) {
  const std::string plain = without_blanks(text);
  for (std::size_t start = 0; start <= list.size();) {
    const std::size_t end = std::min(list.find('^', start), list.size());
    if (plain.find(without_blanks(list.substr(start, end - start))) == std::string::npos) return false;
    start = end + 1;
  }
  return true;
}

std::vector<std::string> expected_forms(const license::LicenseType& type, const std::string& metadata_value) {
  std::vector<std::string> forms = shown_forms(metadata_value);
  if (metadata_value == license::no_end && !type.long_term.empty())
    forms.push_back(without_blanks(type.long_term));
  return forms;
}

// Every element the register would write must stand in the metadata (of a copy: may), once and unchanged.
std::optional<std::string> differing_element(const ofd::Document& document,
                                             const std::vector<ofd::CustomData>& expected, Told told) {
  for (const ofd::CustomData& element : expected) {
    const auto& data = document.custom_data;
    const auto found = std::ranges::find(data, element.name, &ofd::CustomData::name);
    if (found == data.end() && told == Told::what_was_agreed_to) continue;
    if (found == data.end() || found->value != element.value ||
        std::ranges::count(data, element.name, &ofd::CustomData::name) != 1)
      return element.name;
  }
  return std::nullopt;
}

Step different(const license::License* registered, std::string detail) {
  return {"LICENSE_METADATA", registered ? Outcome::failed : Outcome::undetermined, std::move(detail)};
}

} // namespace

std::string without_blanks(std::string_view text) {
  std::string plain;
  plain.reserve(text.size());
  while (!text.empty()) {
    const std::size_t blank = blank_size(text);
    if (blank == 0) plain += text.front();
    text.remove_prefix(std::max<std::size_t>(blank, 1));
  }
  return plain;
}

std::vector<std::string> shown_forms(std::string_view value) {
  const std::string plain = without_blanks(value);
  if (plain == "true") return {plain, "是"};
  if (plain == "false") return {plain, "否"};
  if (plain.find('^') != std::string::npos) return {plain, joined_as_shown(plain)};
  if (plain.size() != 8 || !all_digits(plain)) return {plain};
  const std::string year = plain.substr(0, 4), month = plain.substr(4, 2), day = plain.substr(6, 2);
  return {plain, year + "年" + month + "月" + day + "日",
          year + "年" + without_zero(month) + "月" + without_zero(day) + "日",
          year + "." + month + "." + day};
}

Step check_shown_text(const Examination& examination, const license::LicenseType& type,
                      const license::License* registered, Told told) {
  const ofd::Document& document = examination.document;
  if (registered)
    if (const auto name = differing_element(document, license::metadata(*registered, type), told))
      return different(registered, *name + " in the metadata");
  const auto texts = shown_texts(document);
  if (!texts) return {texts.error().code, Outcome::failed, texts.error().detail};
  for (const ofd::CustomData& element : document.custom_data) {
    const auto fields = license::face_fields(type, element.name);
    if (fields.empty()) continue;
    const auto text = tagged_text(document, *texts, element.name);
    if (text && text->find(element.value) == std::string::npos && // nearly always shown as it is
        !shows(*text, expected_forms(type, element.value)) &&
        !(fields.size() > 1 && shows_each(*text, element.value)))
      return different(registered, element.name + " on the page");
  }
  return {"LICENSE_METADATA", Outcome::passed, ""};
}

} // namespace elicense::verify
