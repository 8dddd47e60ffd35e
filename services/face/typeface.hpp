// SPDX-License-Identifier: Apache-2.0
// The typefaces a face may use.
#pragma once
#include <array>

namespace elicense::face {

enum class Typeface { serif, serif_bold, sans };
inline constexpr std::array all_typefaces = {Typeface::serif, Typeface::serif_bold, Typeface::sans};

} // namespace elicense::face
