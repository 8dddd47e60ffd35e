// SPDX-License-Identifier: Apache-2.0
// Row by row: clean values, dirt where it is the row's turn, the line.
#include "stock/synth.hpp"
#include "face/png_writer.hpp"
#include "stock/synth_text.hpp"

namespace elicense::stock {
namespace {

constexpr std::uint32_t scan_width = 64, scan_height = 90;
constexpr std::uint64_t looked_back = 8; // for a clean row, where every row may be dirty
constexpr std::uint64_t sample_row = 4;

std::string scan_name(std::uint64_t number) {
  const std::string digits = std::to_string(number);
  return "scan-" + std::string(8 - std::min<std::size_t>(8, digits.size()), '0') + digits + ".png";
}

} // namespace

struct Synthesizer::State {
  State(const license::LicenseType& type, const SynthSettings& wanted)
      : view(type), settings(wanted), text(view, wanted.format, wanted.scans) {}

  // Dirty rows are spread evenly: how many there are up to this one.
  std::uint64_t dirty_until(std::uint64_t number) const {
    return number * settings.dirty_in_10000 / max_dirt;
  }
  bool is_dirty(std::uint64_t number) const { return dirty_until(number) > dirty_until(number - 1); }
  std::uint64_t clean_before(std::uint64_t number) const;
  SynthDraft clean(std::uint64_t number) const;
  void spoil(SynthDraft& row) const;
  DirtContext context(std::uint64_t number, std::uint64_t occurrence) const;
  void choose_kinds();

  TypeView view;
  SynthSettings settings;
  SynthText text;
  std::optional<SynthValues> values;
  std::vector<Dirt> kinds; // that the type can have
};

std::uint64_t Synthesizer::State::clean_before(std::uint64_t number) const {
  for (std::uint64_t back = 1; back <= looked_back && back < number; ++back)
    if (!is_dirty(number - back)) return number - back;
  return 0;
}

SynthDraft Synthesizer::State::clean(std::uint64_t number) const {
  SynthDraft row;
  row.number = number;
  row.values = values->row(number);
  row.former_number = "旧字第" + std::to_string(number) + "号";
  if (view.issue_date != no_field) row.former_date = row.values[view.issue_date];
  if (settings.scans) row.attachments = scan_name(number);
  return row;
}

DirtContext Synthesizer::State::context(std::uint64_t number, std::uint64_t occurrence) const {
  return {view, *values, settings.format, settings.scans, clean_before(number), occurrence};
}

void Synthesizer::State::choose_kinds() {
  DirtContext sample = context(sample_row, 0);
  sample.earlier = 1;
  for (const auto& group : {dirt_of_texts(), dirt_of_facts(), dirt_of_rows()})
    for (const Dirt& dirt : group)
      if (SynthDraft row = clean(sample_row); dirt.spoil(row, sample)) kinds.push_back(dirt);
}

// Every kind in turn; where one is not possible in this row, the next.
void Synthesizer::State::spoil(SynthDraft& row) const {
  const std::uint64_t turn = dirty_until(row.number) - 1;
  for (std::size_t i = 0; i < kinds.size(); ++i)
    if (kinds[(turn + i) % kinds.size()].spoil(row, context(row.number, turn / kinds.size()))) return;
}

Synthesizer::Synthesizer(std::unique_ptr<State> state) : state_(std::move(state)) {}
Synthesizer::~Synthesizer() = default;
Synthesizer::Synthesizer(Synthesizer&&) noexcept = default;

Result<Synthesizer> Synthesizer::make(const license::LicenseType& type, const SynthSettings& settings) {
  auto state = std::make_unique<State>(type, settings);
  auto values = SynthValues::make(state->view, settings.seed, settings.today, settings.rows);
  if (!values) return values.error();
  state->values = *std::move(values);
  state->choose_kinds();
  return Synthesizer(std::move(state));
}

std::string Synthesizer::header() const {
  return state_->text.header();
}

SynthRow Synthesizer::row(std::uint64_t number) const {
  SynthDraft row = state_->clean(number);
  if (state_->is_dirty(number)) state_->spoil(row);
  return {state_->text.line(row), row.expected, state_->settings.scans ? scan_name(number) : ""};
}

Bytes Synthesizer::scan(std::uint64_t number) const {
  Dice dice = state_->values->dice(number, 0);
  face::PaletteImage image{scan_width, scan_height, {{255, 255, 255}, {40, 40, 40}}, {}};
  for (std::uint32_t i = 0; i < scan_width * scan_height; ++i)
    image.pixels.push_back(dice.below(16) == 0 ? 1 : 0);
  return face::write_png(image);
}

std::vector<std::string> Synthesizer::dirty_kinds() const {
  std::vector<std::string> names;
  for (const Dirt& dirt : state_->kinds)
    names.emplace_back(dirt.name);
  return names;
}

} // namespace elicense::stock
