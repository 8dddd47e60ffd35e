// SPDX-License-Identifier: Apache-2.0
// Synthetic stock of any license type: persons and organizations that cannot exist, right check characters,
// and some dirty rows whose rules are known. Every row follows from settings and number alone
// (docs/import.md).
#pragma once
#include "stock/row_reader.hpp"
#include "stock/type_view.hpp"

namespace elicense::stock {

inline constexpr std::uint32_t max_dirt = 10'000;          // of this many rows: all
inline constexpr std::uint64_t max_synth_rows = 4'900'000; // so many citizen numbers differ (synth_codes.hpp)

struct SynthSettings {
  std::uint64_t rows = 1000;
  std::uint32_t dirty_in_10000 = 0;
  std::uint64_t seed = 1;
  Format format = Format::csv;
  std::string today;  // YYYY-MM-DD: no clean day lies behind it that may not
  bool scans = false; // a column with the name of a scan
};

struct SynthRow {
  std::string text;                       // as it stands in the file, with its line break
  std::vector<std::string_view> expected; // ids of rules that have to speak; empty: grade A
  std::string scan;                       // file name; empty: none
};

class Synthesizer {
 public:
  // STOCK_SYNTH: the numbers of the type cannot tell so many rows apart. `type` has to outlive it.
  static Result<Synthesizer> make(const license::LicenseType& type, const SynthSettings& settings);
  ~Synthesizer();
  Synthesizer(Synthesizer&&) noexcept;

  std::string header() const;                   // of CSV; empty for NDJSON
  SynthRow row(std::uint64_t number) const;     // from 1
  Bytes scan(std::uint64_t number) const;       // PNG
  std::vector<std::string> dirty_kinds() const; // that this type can have

 private:
  struct State;
  explicit Synthesizer(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

} // namespace elicense::stock
