// SPDX-License-Identifier: Apache-2.0
// A list of words with one blank between them, as roles and scopes are written.
#pragma once
#include "crypto/split.hpp"

namespace elicense::access {

// Two blanks give an empty word, which is none that anybody knows.
inline std::vector<std::string_view> words_of(std::string_view text) {
  return text.empty() ? std::vector<std::string_view>{} : split(text, " ");
}

} // namespace elicense::access
