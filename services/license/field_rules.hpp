// SPDX-License-Identifier: Apache-2.0
// What the schema of a type says of each field by itself, for whoever wants to hear of every fault, not only
// of the first, and of a million rows.
#pragma once
#include "license/type.hpp"

namespace re2 {
class RE2;
}

namespace elicense::license {

enum class FieldFault {
  too_short,
  too_long, // characters, or bytes where max_data_text or max_data_picture is exceeded
  not_printable,
  pattern,
  not_listed,
  not_a_day, // YYYY-MM-DD
};

struct FieldRule {
  std::string name;
  bool required = false, is_day = false, is_picture = false;
  std::size_t shortest = 0, longest = 0; // characters; 0: no limit
  std::vector<std::string> list;         // of words; empty: any
  std::string pattern;                   // RE2; empty: any
  std::shared_ptr<const re2::RE2> matcher;
  bool is_list = false; // of texts that keep all this; in one text with 、 between them

  std::optional<FieldFault> fault(std::string_view text) const; // UTF-8
  nlohmann::json value(const std::string& text) const;          // as the business data hold it

 private:
  std::optional<FieldFault> fault_of_one(std::string_view text) const;
};

struct FieldRules {
  std::vector<FieldRule> fields; // in the order of the schema's names
  // False where the schema says more than this (another keyword, a field that is no text): ask check_data()
  // too. True: data of these fields, all required ones, without a fault passes check_data().
  bool complete = true;

  const FieldRule* find(std::string_view name) const;
};

// A value of the business data in one text: as it is, or a list with 、 between its texts.
std::string one_text(const nlohmann::json& value);

FieldRules field_rules(const LicenseType& type);

// Nothing that an XML 1.0 document cannot hold or a face cannot show.
bool is_printable(std::string_view text);

} // namespace elicense::license
