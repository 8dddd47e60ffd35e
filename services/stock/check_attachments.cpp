// SPDX-License-Identifier: Apache-2.0
// Names of scanned files: plain ones, of kinds that become pages.
#include "crypto/split.hpp"
#include "stock/assessor.hpp"
#include "stock/checks.hpp"
#include "stock/text.hpp"
#include <algorithm>
#include <array>
#include <cctype>

namespace elicense::stock {
namespace {

constexpr std::array<std::string_view, 4> endings{".png", ".jpg", ".jpeg", ".pdf"};

bool is_plain_name(std::string_view name) {
  const bool has_control =
      std::ranges::any_of(name, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
  return name.size() <= max_attachment_name && !has_control && !name.starts_with('.') &&
         name.find_first_of("/\\:") == std::string_view::npos;
}

bool has_known_ending(std::string name) {
  std::ranges::transform(name, name.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return std::ranges::any_of(endings, [&](std::string_view ending) {
    return name.ends_with(ending) && name.size() > ending.size();
  });
}

char32_t plain_semicolon(char32_t c) {
  return c == U'；' ? ';' : c;
}

} // namespace

void check_attachments(Draft& draft, std::string_view cell, const std::string& column,
                       const std::function<bool(const std::string&)>& exists) {
  const std::string names = changed(cell, plain_semicolon);
  for (const std::string_view part : split(names, ";"))
    if (const std::string_view name = trimmed(part); !name.empty()) draft.attachments.emplace_back(name);
  if (draft.attachments.size() > max_attachments)
    draft.find_elsewhere("attachment_count", column, std::to_string(draft.attachments.size()));
  for (std::size_t i = 0; i < draft.attachments.size(); ++i) {
    const std::string& name = draft.attachments[i];
    const std::string place = "file " + std::to_string(i + 1);
    if (!is_plain_name(name) || !has_known_ending(name))
      draft.find_elsewhere("attachment_name", column, place);
    else if (exists && !exists(name))
      draft.find_elsewhere("attachment_missing", column, place);
  }
}

} // namespace elicense::stock
