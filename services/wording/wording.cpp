// SPDX-License-Identifier: Apache-2.0
// Choosing a language and looking up sentences.
#include "wording/wording.hpp"
#include "schemas/resources.hpp"
#include <algorithm>
#include <cctype>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>

namespace elicense::wording {
namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
    text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
    text.remove_suffix(1);
  return text;
}

// The part before `separator`, taken off `text`.
std::string_view take_until(std::string_view& text, char separator) {
  const std::size_t end = std::min(text.find(separator), text.size());
  const std::string_view part = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return trimmed(part);
}

// RFC 9110 12.4.2, in thousandths; a weight that is none counts as 0.
int weight(std::string_view parameters) {
  constexpr int full = 1000;
  parameters = trimmed(parameters);
  if (parameters.empty()) return full;
  if (!parameters.starts_with("q=") && !parameters.starts_with("Q=")) return 0;
  const std::string_view value = parameters.substr(2);
  if (value.empty() || value.size() > 5 || (value[0] != '0' && value[0] != '1')) return 0;
  if (value.size() > 1 && value[1] != '.') return 0;
  int thousandths = (value[0] - '0') * full, unit = full / 10;
  for (const char digit : value.substr(std::min<std::size_t>(2, value.size()))) {
    if (digit < '0' || digit > '9') return 0;
    thousandths += (digit - '0') * unit;
    unit /= 10;
  }
  return thousandths <= full ? thousandths : 0;
}

std::optional<Language> language_of(std::string_view range) {
  std::string primary(range.substr(0, range.find('-')));
  std::ranges::transform(primary, primary.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  if (primary == "zh" || primary == "*") return Language::chinese;
  if (primary == "en") return Language::english;
  return std::nullopt;
}

struct Entry {
  Sentence chinese, english;
};
using Catalogue = std::map<std::string, Entry, std::less<>>;

Catalogue load() {
  Catalogue catalogue;
  for (const Resource& resource : resources()) {
    if (!resource.path.starts_with("schemas/messages/")) continue;
    const auto file =
        nlohmann::json::parse(resource.content); // our own file: a fault in it is a fault in the program
    for (const auto& [code, texts] : file.items())
      catalogue[code] = {{texts.at("zh"), texts.at("zh_next")}, {texts.at("en"), texts.at("en_next")}};
  }
  return catalogue;
}

const Catalogue& catalogue() {
  static const Catalogue loaded = load();
  return loaded;
}

const Sentence& unknown(std::string_view code, Language language) {
  thread_local Sentence answer;
  answer.text = code;
  answer.next_step = language == Language::chinese
                         ? "请联系服务提供方，并告知此代码。"
                         : "Contact the operator of the service and quote this code.";
  return answer;
}

} // namespace

Language choose_language(std::string_view accept_language) {
  Language best = Language::chinese;
  for (int best_weight = 0; !accept_language.empty();) {
    std::string_view item = take_until(accept_language, ',');
    const auto language = language_of(take_until(item, ';'));
    const int item_weight = weight(item);
    if (!language || item_weight <= best_weight) continue;
    best = *language;
    best_weight = item_weight;
  }
  return best;
}

const Sentence& sentence(std::string_view code, Language language) {
  const auto found = catalogue().find(code);
  if (found == catalogue().end()) return unknown(code, language);
  return language == Language::chinese ? found->second.chinese : found->second.english;
}

} // namespace elicense::wording
