// SPDX-License-Identifier: Apache-2.0
// Synthetic rows as lines of CSV and NDJSON.
#pragma once
#include "stock/synth_dirt.hpp"

namespace elicense::stock {

class SynthText {
 public:
  SynthText(const TypeView& view, Format format, bool scans);
  std::string header() const;
  std::string line(const SynthDraft& row) const;

 private:
  std::string csv_line(const SynthDraft& row) const;
  std::string json_line(const SynthDraft& row) const;
  std::vector<std::string> cells(const SynthDraft& row) const;

  std::vector<std::string> columns_;
  std::size_t name_; // where the holder's name stands
  Format format_;
  bool scans_;
};

} // namespace elicense::stock
