// SPDX-License-Identifier: Apache-2.0
// Values are UTF-8: they are cut between characters only.
#include "license/mask.hpp"
#include <algorithm>
#include <array>

namespace elicense::license {
namespace {

struct MaskText {
  Mask mask;
  std::string_view text;
};

constexpr std::array<MaskText, 7> mask_texts{{{Mask::none, "none"},
                                              {Mask::name, "name"},
                                              {Mask::code, "code"},
                                              {Mask::address, "address"},
                                              {Mask::phone, "phone"},
                                              {Mask::date, "date"},
                                              {Mask::hidden, "hidden"}}};

constexpr std::size_t shown_of_code = 4, min_code = 8;
constexpr std::size_t shown_of_phone = 3, shown_end_of_phone = 4, min_phone = 11;

std::size_t first_character(std::string_view text) { // in bytes
  std::size_t size = text.empty() ? 0 : 1;
  while (size < text.size() && (static_cast<unsigned char>(text[size]) & 0xc0U) == 0x80)
    ++size;
  return size;
}

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string hidden() {
  return std::string(hidden_value);
}

std::string masked_name(std::string_view name) {
  const std::size_t first = first_character(name);
  return first == name.size() ? hidden() : std::string(name.substr(0, first)) + "**";
}

std::string with_ends(std::string_view text, std::size_t begin, std::size_t end, std::size_t least) {
  if (text.size() < least || !is_ascii(text)) return hidden();
  return std::string(text.substr(0, begin)) + std::string(text.size() - begin - end, '*') +
         std::string(text.substr(text.size() - end));
}

// The end of the first 区, 县 or 旗 that is a district's: 自治区 is a province.
std::size_t end_of_district(std::string_view address) {
  constexpr std::string_view province = "自治区", ends[] = {"区", "县", "旗"};
  const std::size_t after = address.find(province);
  const std::size_t from = after == std::string_view::npos ? 0 : after + province.size();
  std::size_t end = std::string_view::npos;
  for (const std::string_view mark : ends)
    if (const std::size_t at = address.find(mark, from); at != std::string_view::npos)
      end = std::min(end, at + mark.size());
  return end;
}

std::string masked_address(std::string_view address) {
  const std::size_t end = end_of_district(address);
  return end == std::string_view::npos ? hidden() : std::string(address.substr(0, end)) + hidden();
}

std::string masked_date(std::string_view date) {
  constexpr std::size_t year = 4, size = 10;
  if (date.size() != size || !is_ascii(date)) return hidden();
  return std::string(date.substr(0, year)) + "-**-**";
}

} // namespace

std::string_view to_text(Mask mask) {
  return mask_texts[static_cast<std::size_t>(mask)].text;
}

std::optional<Mask> mask_from_text(std::string_view text) {
  const auto* const found = std::ranges::find(mask_texts, text, &MaskText::text);
  if (found == mask_texts.end()) return std::nullopt;
  return found->mask;
}

std::string masked(std::string_view value, Mask mask) {
  switch (mask) {
  case Mask::none:
    return std::string(value);
  case Mask::name:
    return masked_name(value);
  case Mask::code:
    return with_ends(value, shown_of_code, 1, min_code);
  case Mask::address:
    return masked_address(value);
  case Mask::phone:
    return with_ends(value, shown_of_phone, shown_end_of_phone, min_phone);
  case Mask::date:
    return masked_date(value);
  case Mask::hidden:
    break;
  }
  return hidden();
}

} // namespace elicense::license
