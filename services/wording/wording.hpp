// SPDX-License-Identifier: Apache-2.0
// What a person is told for a stable code, and what to do next: schemas/messages/*.json, in Chinese and
// English.
#pragma once
#include <string>
#include <string_view>

namespace elicense::wording {

enum class Language { chinese, english };

// By Accept-Language (RFC 9110 12.5.4); Chinese when nothing fits.
Language choose_language(std::string_view accept_language);

struct Sentence {
  std::string text, next_step;
};
// An unknown code answers itself and a general next step; a test holds the catalogue complete.
const Sentence& sentence(std::string_view code, Language language);

} // namespace elicense::wording
