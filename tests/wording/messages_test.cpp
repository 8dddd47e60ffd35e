// SPDX-License-Identifier: Apache-2.0
// Every stable code in the sources has its sentences, and every sentence has its code.
#include "schemas/resources.hpp"
#include "tests/support/files.hpp"
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <map>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <sstream>

namespace elicense::wording {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

// Quoted like codes, but not told to anybody.
const std::set<std::string> not_codes{"LC_ALL", "LC_MESSAGES"};

std::string content(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

// Code and the file that first holds it.
std::map<std::string, std::string> codes_in_sources() {
  static const std::regex literal("\"([A-Z][A-Z0-9]*(_[A-Z0-9]+)+)\"");
  std::map<std::string, std::string> codes;
  for (const char* folder : {"crypto", "services"})
    for (const auto& entry : fs::recursive_directory_iterator(test::source_folder() / folder)) {
      if (entry.path().extension() != ".cpp" && entry.path().extension() != ".hpp") continue;
      const std::string text = content(entry.path());
      for (auto found = std::sregex_iterator(text.begin(), text.end(), literal);
           found != std::sregex_iterator(); ++found)
        if (!not_codes.contains((*found)[1])) codes.emplace((*found)[1], entry.path().filename());
    }
  return codes;
}

// Code and its texts, of every message file; a code twice is a failure.
std::map<std::string, json> messages() {
  std::map<std::string, json> all;
  for (const Resource& resource : resources()) {
    if (!resource.path.starts_with("schemas/messages/")) continue;
    int depth = 0;
    const auto note_codes = [&](int, json::parse_event_t event, json& parsed) {
      depth += event == json::parse_event_t::object_start ? 1
               : event == json::parse_event_t::object_end ? -1
                                                          : 0;
      const bool is_code = event == json::parse_event_t::key && depth == 1;
      EXPECT_TRUE(!is_code || all.emplace(parsed, json()).second)
          << resource.path << " holds a second " << parsed;
      return true;
    };
    const json file = json::parse(resource.content, note_codes);
    for (const auto& [code, texts] : file.items())
      all[code] = texts;
  }
  return all;
}

TEST(Messages, CoverEveryCodeInTheSources) {
  const auto known = messages();
  const auto used = codes_in_sources();
  ASSERT_GT(used.size(), 50U);
  for (const auto& [code, file] : used)
    EXPECT_TRUE(known.contains(code)) << code << " of " << file << " has no sentences in schemas/messages/";
}

TEST(Messages, AreAllUsed) {
  const auto used = codes_in_sources();
  for (const auto& [code, texts] : messages())
    EXPECT_TRUE(used.contains(code)) << code << " stands in no source";
}

TEST(Messages, SayBothThingsInBothLanguages) {
  for (const auto& [code, texts] : messages()) {
    ASSERT_TRUE(texts.is_object()) << code;
    EXPECT_EQ(texts.size(), 4U) << code;
    for (const char* part : {"en", "en_next", "zh", "zh_next"})
      EXPECT_FALSE(texts.value(part, "").empty()) << code << " lacks " << part;
  }
}

TEST(Messages, AreInTheLanguageTheySayTheyAre) {
  const auto has_chinese = [](const std::string& text) {
    return std::regex_search(text, std::regex("[\xE3-\xE9][\x80-\xBF][\x80-\xBF]"));
  };
  for (const auto& [code, texts] : messages()) {
    EXPECT_FALSE(has_chinese(texts.value("en", "") + texts.value("en_next", ""))) << code;
    EXPECT_TRUE(has_chinese(texts.value("zh", ""))) << code;
    EXPECT_TRUE(has_chinese(texts.value("zh_next", ""))) << code;
  }
}

TEST(Messages, ChinesePunctuationIsFullWidth) {
  const std::regex narrow(
      "[\xE3-\xE9][\x80-\xBF][\x80-\xBF][,;:?!()]|[,;:?!()][\xE3-\xE9][\x80-\xBF][\x80-\xBF]");
  for (const auto& [code, texts] : messages())
    for (const char* part : {"zh", "zh_next"})
      EXPECT_FALSE(std::regex_search(texts.value(part, ""), narrow)) << code << ": " << texts.value(part, "");
}

} // namespace
} // namespace elicense::wording
