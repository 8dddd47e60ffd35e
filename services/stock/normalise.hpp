// SPDX-License-Identifier: Apache-2.0
// Values written one way, by the rules of docs/import.md and no others; each change is a finding.
#pragma once
#include "stock/draft.hpp"

namespace elicense::stock {

void normalise(Draft& draft, std::size_t field);

// 2019.3.5, 2019/3/5, 2019年3月5日, 20190305, also with 00:00:00 behind it, as 2019-03-05. Nothing: no day.
std::optional<std::string> read_day(std::string_view text);

// Full-width letters, digits, and the full-width blank, '-', '.', '/' as ASCII.
std::string to_half_width(std::string_view text);

} // namespace elicense::stock
