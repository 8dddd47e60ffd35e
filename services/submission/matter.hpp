// SPDX-License-Identifier: Apache-2.0
// A matter (政务服务事项), what it asks for, and which licenses stand for each of its materials (用证清单).
#pragma once
#include "crypto/time.hpp"
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace elicense::submission {

inline constexpr std::size_t max_items = 20, max_materials = 60, max_alternatives = 10; // of each one above
inline constexpr std::size_t max_rules = 8;                                             // of one alternative

struct Rule {
  std::string code;     // unique within its alternative: "remaining-30-days"
  std::string zh, en;   // what it demands, for a person
  nlohmann::json logic; // submission/rule.hpp
};

// One license type that stands for a material.
struct Alternative {
  std::string type_code;
  std::vector<std::string> fields; // what is needed of it, as license::View has them
  bool substitute = false;         // 替代: not what the material names, and as good
  bool of_others = false;          // may be another person's (配偶, 出租人); else the applicant's alone
  std::vector<Rule> rules;         // over the license: all of them
};

struct Material {
  std::string code, name; // the code is unique within its item
  bool required = true;
  nlohmann::json condition;              // asked for only when it holds; null: always
  std::vector<Alternative> alternatives; // any of them; none: nothing but paper will do

  bool takes(std::string_view type_code) const; // a license of this type may stand for it
};

struct Item { // 办理项
  std::string code, name;
  std::string applicant; // natural_person, legal_person, both
  std::vector<Material> materials;

  const Material* material(std::string_view wanted) const; // null: it asks for none of this code
};

struct Matter {
  std::string code; // 实施编码
  int version = 1;  // counted by the register
  std::string name;
  std::string authority_code, authority_name; // who decides it
  std::string region;                         // GB/T 2260
  std::vector<Item> items;

  const Item* item(std::string_view wanted) const; // null: it has none of this code
};

} // namespace elicense::submission
