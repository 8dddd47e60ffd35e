// SPDX-License-Identifier: Apache-2.0
// Whether good signatures protect everything a reader could be shown (standards 2.5; S-OFD). Private to this
// room.
#pragma once
#include "verify/examination.hpp"
#include "verify/report.hpp"

namespace elicense::verify {

inline constexpr std::string_view package_root = "OFD.xml";

// Fills coverage, uncovered and deviations. `good`: indexes of the signatures that protect.
void check_coverage(const Examination& examination, const std::vector<std::size_t>& good, Report& report);

} // namespace elicense::verify
