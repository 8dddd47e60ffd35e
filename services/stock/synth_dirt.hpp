// SPDX-License-Identifier: Apache-2.0
// Ways a row can be dirty, and the rules that have to find it.
#pragma once
#include "stock/row_reader.hpp"
#include "stock/synth_values.hpp"
#include <algorithm>
#include <span>

namespace elicense::stock {

// A row before it is written.
struct SynthDraft {
  std::uint64_t number = 0;
  std::vector<std::string> values; // by field
  std::string attachments, former_number, former_date;
  std::vector<std::string_view> expected;
  enum class Damage { none, quotes, cells, bytes, json, column, empty } damage = Damage::none;
};

struct DirtContext {
  const TypeView& view;
  const SynthValues& values;
  Format format;
  bool scans;
  std::uint64_t earlier;    // a clean row before this one; 0: none
  std::uint64_t occurrence; // of this kind of dirt before
};

struct Dirt {
  std::string_view name;
  // False: this row cannot have it (and was left alone). Sets `expected`.
  bool (*spoil)(SynthDraft& row, const DirtContext& context);
};

bool expect(SynthDraft& row, std::string_view rule); // true

// The first field for which `suits` holds, or no_field.
template <class Suits> std::size_t field_where(const TypeView& view, Suits suits) {
  const auto found = std::ranges::find_if(view.fields, suits);
  return found == view.fields.end() ? no_field : static_cast<std::size_t>(found - view.fields.begin());
}

std::span<const Dirt> dirt_of_texts(); // how a value is written
std::span<const Dirt> dirt_of_facts(); // what it says
std::span<const Dirt> dirt_of_rows();  // the row as a whole

} // namespace elicense::stock
