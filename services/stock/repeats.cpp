// SPDX-License-Identifier: Apache-2.0
#include "stock/repeats.hpp"
#include "stock/assessor.hpp"

namespace elicense::stock {
namespace {

constexpr std::size_t first_capacity = 1024; // a power of two
constexpr std::string_view separator("\x1f");

std::uint32_t low_half(std::uint64_t digest) {
  return static_cast<std::uint32_t>(digest);
}

std::string as_row(const char* what, std::uint32_t row) {
  return std::string(what) + " row " + std::to_string(row);
}

} // namespace

DigestTable::Put DigestTable::put(std::uint64_t digest, Entry fresh) {
  if (size_ * 4 >= places_.size() * 3) grow();
  Place& place = find(digest);
  const bool is_new = place.entry.row == 0;
  if (is_new) {
    place = {digest, fresh};
    ++size_;
  }
  return {place.entry, is_new};
}

DigestTable::Place& DigestTable::find(std::uint64_t digest) {
  std::size_t at = digest & (places_.size() - 1);
  while (places_[at].entry.row != 0 && places_[at].digest != digest)
    at = (at + 1) & (places_.size() - 1);
  return places_[at];
}

void DigestTable::grow() {
  std::vector<Place> before(places_.empty() ? first_capacity : places_.size() * 2);
  places_.swap(before);
  for (const Place& place : before)
    if (place.entry.row != 0) find(place.digest) = place;
}

Repeats::Repeats(const crypto::RandomSource& random) {
  random(key_);
}

void Repeats::check(Draft& draft, std::uint64_t row) {
  const auto number = static_cast<std::uint32_t>(row); // max_rows is far below
  check_number(draft, number);
  check_holder(draft, number);
  for (std::size_t field = 0; field < draft.values.size(); ++field)
    if (draft.view.fields[field].is_phone && draft.is_usable(field)) check_phone(draft, field, number);
}

std::uint64_t Repeats::digest(std::string_view text) const {
  return crypto::siphash(key_, as_bytes(text));
}

std::uint64_t Repeats::digest_of_all(const Draft& draft) const {
  std::string all;
  for (const std::string& value : draft.values)
    all.append(value).append(separator);
  return digest(all);
}

void Repeats::check_number(Draft& draft, std::uint32_t row) {
  const std::size_t field = draft.view.number;
  if (!draft.is_usable(field)) return;
  const std::uint32_t all = low_half(digest_of_all(draft));
  const auto [earlier, is_new] = numbers_.put(digest(draft.values[field]), {row, all});
  if (is_new) return;
  draft.find_between(earlier.note == all ? "repeated_row" : "repeated_number", field,
                     as_row("the same as", earlier.row));
}

void Repeats::check_holder(Draft& draft, std::uint32_t row) {
  const TypeView& view = draft.view;
  if (!draft.is_usable(view.holder_code) || !draft.is_usable(view.holder_name)) return;
  const std::uint32_t name = low_half(digest(draft.values[view.holder_name]));
  const auto [earlier, is_new] = holders_.put(digest(draft.values[view.holder_code]), {row, name});
  if (!is_new && earlier.note != name)
    draft.find_between("holder_name_conflict", view.holder_name, as_row("not as in", earlier.row));
}

void Repeats::check_phone(Draft& draft, std::size_t field, std::uint32_t row) {
  const auto [earlier, is_new] = phones_.put(digest(draft.values[field]), {row, 1});
  if (is_new || ++earlier.note <= max_rows_with_a_phone) return;
  draft.find_between("shared_phone", field, as_row("first in", earlier.row));
}

} // namespace elicense::stock
