// SPDX-License-Identifier: Apache-2.0
// What makes a row a row of its own is made; the rest is the type's example.
#include "stock/synth_values.hpp"
#include "stock/calendar.hpp"
#include "stock/citizen_number.hpp"
#include "stock/synth_codes.hpp"
#include <algorithm>

namespace elicense::stock {
namespace {

using std::chrono::days;

constexpr std::string_view digits = "0123456789", base_36_digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::size_t citizen_size = 18;
constexpr int oldest_issue = 1000, youngest_issue = 40; // days ago
constexpr int first_birth_year = 1950, birth_years = 50;

// "第001号", 1234 → "第1234号"
std::string with_last_digits(std::string text, std::uint64_t number) {
  const std::size_t end = text.find_last_of(digits) + 1;
  if (end == 0) return text + std::to_string(number);
  const std::size_t before = text.find_last_not_of(digits, end - 1);
  const std::size_t start = before == std::string::npos ? 0 : before + 1;
  std::string written = std::to_string(number);
  if (written.size() < end - start) written.insert(0, end - start - written.size(), '0');
  return text.replace(start, end - start, written);
}

// "宁A00001" → "宁A0LFLS"
std::string with_base_36_end(std::string text, std::uint64_t number) {
  for (std::size_t i = text.size(); i-- > 0 && base_36_digits.find(text[i]) != std::string_view::npos;
       number /= base_36_digits.size())
    text[i] = base_36_digits[number % base_36_digits.size()];
  return text;
}

// Never the first of a month: such days are defaults of other programs.
std::string birth_day(Dice& dice) {
  return to_iso(first_birth_year + static_cast<int>(dice.below(birth_years)),
                1 + static_cast<unsigned>(dice.below(12)), 2 + static_cast<unsigned>(dice.below(27)));
}

} // namespace

struct SynthValues::Holder {
  bool is_person = false, is_male = false;
  std::string name, code, born, issued, ends;
};

Result<SynthValues> SynthValues::make(const TypeView& view, std::uint64_t seed, std::string today,
                                      std::uint64_t rows) {
  SynthValues values(view, seed, std::move(today));
  for (const Variation variation : {Variation::widen_digits, Variation::base_36}) {
    values.variation_ = variation;
    const auto first = values.row(1), last = values.row(rows);
    const license::FieldRule& rule = view.fields[view.number].rule;
    if (!rule.fault(first[view.number]) && !rule.fault(last[view.number]) &&
        (rows == 1 || first[view.number] != last[view.number]))
      return values;
  }
  return fail(ErrorKind::unsupported, "STOCK_SYNTH", std::to_string(rows) + " rows of " + view.type.name);
}

Dice SynthValues::dice(std::uint64_t number, std::uint64_t variant) const {
  Dice mixed(seed_ ^ Dice(number).next());
  return Dice(mixed.next() + variant);
}

std::vector<std::string> SynthValues::row(std::uint64_t number, std::uint64_t variant) const {
  Dice dice = this->dice(number, variant);
  const Holder holder = this->holder(dice, number);
  std::vector<std::string> values;
  for (std::size_t field = 0; field < view_->fields.size(); ++field)
    values.push_back(value(field, holder, dice, number));
  return values;
}

SynthValues::Holder SynthValues::holder(Dice& dice, std::uint64_t number) const {
  const license::LicenseType& type = view_->type;
  Holder holder;
  holder.is_person = type.holder_category == "natural_person" ||
                     (type.holder_category == "both" && license::stands_in("111", type.holder_code_types) &&
                      number % 2 == 0);
  holder.is_male = dice.below(2) == 1;
  holder.born = birth_day(dice);
  holder.name = holder.is_person ? synthetic_person_name(dice) : synthetic_organization_name(dice, number);
  const bool has_code = license::stands_in(holder.is_person ? "111" : "001", type.holder_code_types);
  holder.code = !has_code ? with_last_digits(example(type.holder_code_field), number)
                : holder.is_person
                    ? synthetic_citizen_number(Family::holders, number, holder.born, holder.is_male)
                    : synthetic_credit_code(Family::holders, number);
  const auto now = to_days(today_);
  holder.issued = to_iso(now - days(youngest_issue + static_cast<int>(dice.below(oldest_issue))));
  holder.ends = to_iso(now + days(30 + static_cast<int>(dice.below(2000))));
  return holder;
}

std::string SynthValues::value(std::size_t field, const Holder& holder, Dice& dice,
                               std::uint64_t number) const {
  const FieldView& view = view_->fields[field];
  if (field == view_->holder_name) return holder.name;
  if (field == view_->holder_code) return holder.code;
  if (field == view_->sex) return holder.is_male ? "男" : "女";
  if (field == view_->number) return license_number(holder, number);
  if (view.is_phone) return with_last_digits("0000-00000000", number);
  switch (view.kind) {
  case FieldKind::day:
  case FieldKind::day_or_word:
    return day(field, holder, dice);
  case FieldKind::listed:
    return view.rule.list[dice.below(view.rule.list.size())];
  case FieldKind::code:
    return code(view, holder, number);
  case FieldKind::text:
  case FieldKind::picture:
    break;
  }
  return example(view.rule.name);
}

std::string SynthValues::day(std::size_t field, const Holder& holder, Dice& dice) const {
  const FieldView& view = view_->fields[field];
  if (field == view_->birth_date) return holder.born;
  if (view.kind == FieldKind::day_or_word && dice.below(4) == 0) return view_->type.long_term;
  if (view.may_lie_ahead) return holder.ends;
  return is_day_of_birth(view.rule.name) ? birth_day(dice) : holder.issued;
}

std::string SynthValues::code(const FieldView& field, const Holder& holder, std::uint64_t number) const {
  switch (field.code) {
  case CodeKind::citizen:
    return synthetic_citizen_number(Family::others, number, holder.born, holder.is_male);
  case CodeKind::credit:
  case CodeKind::either:
    return synthetic_credit_code(Family::others, number);
  case CodeKind::none:
    break;
  }
  return example(field.rule.name);
}

std::string SynthValues::license_number(const Holder& holder, std::uint64_t number) const {
  const std::string shown = example(view_->type.number_field);
  if (view_->fields[view_->number].code == CodeKind::citizen && holder.is_person) return holder.code;
  if (view_->fields[view_->number].code != CodeKind::none)
    return synthetic_credit_code(Family::holders, number);
  const std::string code = example(view_->type.holder_code_field);
  if (code.size() == citizen_size && shown.starts_with(code)) // 残疾人证: the citizen number and two digits
    return holder.code + shown.substr(code.size());
  return variation_ == Variation::base_36 ? with_base_36_end(shown, number) : with_last_digits(shown, number);
}

} // namespace elicense::stock
