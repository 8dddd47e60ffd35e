// SPDX-License-Identifier: Apache-2.0
// A small matter and licenses for it.
#pragma once
#include "submission/choice.hpp"
#include "submission/matter_file.hpp"
#include "tests/support/licensed_documents.hpp"

namespace elicense::test {

inline constexpr const char* identity_card = "11100000000013127D001";
inline constexpr const char* food_permit = "11100000MB0143028R901";
inline constexpr const char* matter_code = "11640000MB999999XM4000199000001";

inline nlohmann::json rule_json(const char* code, const char* logic) {
  return {{"code", code}, {"zh", "规则"}, {"en", "rule"}, {"logic", nlohmann::json::parse(logic)}};
}

// One item for persons: an identity card for 30 more days, a spouse's card if married, and paper.
inline nlohmann::json matter_object() {
  const auto lasting = rule_json("remaining-30-days", R"({">=": [{"var": "license.remaining_days"}, 30]})");
  const auto spouse =
      rule_json("spouse", R"({"===": [{"var": "license.holder.name"}, {"var": "case.spouse"}]})");
  return {
      {"code", matter_code},
      {"name", "示例事项"},
      {"authority", {{"code", "11640000MB999999XM"}, {"name", "示例市行政审批服务局"}}},
      {"region", "640100"},
      {"items",
       {{{"code", "01"},
         {"name", "首次申请"},
         {"applicant", "natural_person"},
         {"materials",
          {{{"name", "身份证"},
            {"licenses", {{{"type", identity_card}, {"fields", {"姓名"}}, {"rules", {lasting}}}}}},
           {{"name", "配偶身份证"},
            {"condition", {{"var", "case.married"}}},
            {"licenses",
             {{{"type", identity_card}, {"fields", {"姓名"}}, {"of_others", true}, {"rules", {spouse}}}}}},
           {{"name", "照片"}}}}}}}};
}

inline submission::Matter matter_of(const nlohmann::json& object) {
  return submission::read_matters(nlohmann::json{{"matters", {object}}}.dump(), {}).value().front();
}

inline license::License card() {
  license::License card = license_of(*embedded_types().find(identity_card));
  card.identifier = "card";
  return card;
}

inline submission::Case case_of(const license::License& license,
                                nlohmann::json facts = nlohmann::json::object()) {
  return {.types = embedded_types(),
          .applicant = license.holder,
          .facts = std::move(facts),
          .at = test_pki().now};
}

} // namespace elicense::test
