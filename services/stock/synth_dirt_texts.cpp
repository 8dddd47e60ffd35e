// SPDX-License-Identifier: Apache-2.0
// Values that are written otherwise than the type wants them.
#include "stock/normalise.hpp"
#include "stock/synth_dirt.hpp"
#include "stock/text.hpp"
#include <algorithm>
#include <array>

namespace elicense::stock {
namespace {

constexpr std::uint64_t variants = 400; // enough to meet a number that ends in X, or a year before 2000

std::string& name(SynthDraft& row, const DirtContext& context) {
  return row.values[context.view.holder_name];
}

bool is_code_of_holder(const DirtContext& context) {
  return context.view.fields[context.view.holder_code].code != CodeKind::none;
}

bool trim(SynthDraft& row, const DirtContext& context) {
  name(row, context) = "\u3000" + name(row, context) + " ";
  return expect(row, "trimmed");
}

bool hide(SynthDraft& row, const DirtContext& context) {
  name(row, context) += "\u200b";
  return expect(row, "invisible_removed");
}

char32_t full_width(char32_t c) {
  return c >= '0' && c <= '9' ? c + 0xFEE0 : c;
}

bool widen(SynthDraft& row, const DirtContext& context) {
  std::string& number = row.values[context.view.number];
  std::string wide = changed(number, full_width);
  if (wide == number) return false;
  number = std::move(wide);
  return expect(row, "width_changed");
}

bool space_out(SynthDraft& row, const DirtContext& context) {
  if (!is_code_of_holder(context)) return false;
  row.values[context.view.holder_code].insert(6, " ");
  return expect(row, "blanks_removed");
}

// Another variant of the row with a holder code that suits.
template <class Suits> bool find_variant(SynthDraft& row, const DirtContext& context, Suits suits) {
  for (std::uint64_t variant = 1; variant <= variants; ++variant) {
    auto values = context.values.row(row.number, variant);
    if (!suits(values[context.view.holder_code])) continue;
    row.values = std::move(values);
    return true;
  }
  return false;
}

bool make_small(SynthDraft& row, const DirtContext& context) {
  const auto has_letter = [](const std::string& code) { return !has_digits_only(code); };
  if (!is_code_of_holder(context) || !find_variant(row, context, has_letter)) return false;
  for (char& c : row.values[context.view.holder_code])
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return expect(row, "case_changed");
}

bool break_line(SynthDraft& row, const DirtContext& context) {
  const std::size_t field = field_where(context.view, [](const FieldView& each) {
    return each.kind == FieldKind::text && each.rule.longest >= 80;
  });
  if (field == no_field || row.values[field].empty() || field == context.view.holder_name) return false;
  row.values[field] += "\r\n附";
  return expect(row, "line_break_changed");
}

std::string spelled(const std::string& iso, std::uint64_t how) {
  const std::string year = iso.substr(0, 4), month = iso.substr(5, 2), day = iso.substr(8, 2);
  switch (how % 5) {
  case 0:
    return year + "." + std::to_string(std::stoi(month)) + "." + std::to_string(std::stoi(day));
  case 1:
    return year + "年" + month + "月" + day + "日";
  case 2:
    return year + month + day;
  case 3:
    return year + "/" + month + "/" + day + " 00:00:00";
  default:
    return changed(iso, full_width);
  }
}

bool respell_day(SynthDraft& row, const DirtContext& context) {
  const std::size_t field =
      field_where(context.view, [](const FieldView& each) { return each.kind == FieldKind::day; });
  if (field == no_field) return false;
  row.values[field] = spelled(row.values[field], context.occurrence);
  return expect(row, "date_rewritten");
}

bool respell_end(SynthDraft& row, const DirtContext& context) {
  const TypeView& view = context.view;
  if (view.valid_until == no_field || view.fields[view.valid_until].kind != FieldKind::day_or_word)
    return false;
  row.values[view.valid_until] = view.type.long_term == "永久" ? "长期" : "永久";
  return expect(row, "long_term_rewritten");
}

bool shorten_citizen_number(SynthDraft& row, const DirtContext& context) {
  const TypeView& view = context.view;
  const auto is_of_1900s = [](const std::string& code) { return code.substr(6, 2) == "19"; };
  if (view.fields[view.holder_code].code != CodeKind::citizen || !find_variant(row, context, is_of_1900s))
    return false;
  std::string& code = row.values[view.holder_code];
  code = code.substr(0, 6) + code.substr(8, 9);
  return expect(row, "citizen_number_extended");
}

bool damage(SynthDraft& row, const DirtContext& context) {
  constexpr std::array<std::string_view, 4> traces{"锟斤拷", "\uFFFD", "??", "Ã¥"};
  name(row, context) += traces[context.occurrence % traces.size()];
  return expect(row, "encoding_damage");
}

bool use_private_character(SynthDraft& row, const DirtContext& context) {
  name(row, context) += "\uE123";
  return expect(row, "private_character");
}

bool put_control(SynthDraft& row, const DirtContext& context) {
  name(row, context).insert(0, "\x02");
  return expect(row, "not_printable");
}

constexpr Dirt text_dirt[] = {{"trimmed", trim},
                              {"invisible_removed", hide},
                              {"width_changed", widen},
                              {"blanks_removed", space_out},
                              {"case_changed", make_small},
                              {"line_break_changed", break_line},
                              {"date_rewritten", respell_day},
                              {"long_term_rewritten", respell_end},
                              {"citizen_number_extended", shorten_citizen_number},
                              {"encoding_damage", damage},
                              {"private_character", use_private_character},
                              {"not_printable", put_control}};

} // namespace

std::span<const Dirt> dirt_of_texts() {
  return text_dirt;
}

} // namespace elicense::stock
