// SPDX-License-Identifier: Apache-2.0
#include "submission/matter_check.hpp"
#include "license/view.hpp"
#include "submission/rule.hpp"
#include <algorithm>
#include <array>

namespace elicense::submission {
namespace {

using license::LicenseType;

constexpr std::array<std::string_view, 14> of_license = {"license.type",
                                                         "license.number",
                                                         "license.issuer",
                                                         "license.issuer_name",
                                                         "license.issuer_regions",
                                                         "license.assurance",
                                                         "license.issued_on",
                                                         "license.age_days",
                                                         "license.valid_from",
                                                         "license.valid_until",
                                                         "license.remaining_days",
                                                         "license.holder.name",
                                                         "license.holder.code_type",
                                                         "license.holder.code"};
constexpr std::array<std::string_view, 7> of_case = {"applicant.code_type",
                                                     "applicant.code",
                                                     "applicant.natural_person",
                                                     "applicant.name",
                                                     "applicant.birth_date",
                                                     "applicant.age",
                                                     "today"};
constexpr std::string_view data = "license.data.", facts = "case.";

bool is_among(const auto& known, std::string_view wanted) {
  return std::ranges::find(known, wanted) != known.end();
}

bool has_field(const LicenseType& type, std::string_view field) {
  return is_among(type.fields(), field) || field == license::holder_name_field ||
         field == license::holder_code_field || field == license::number_field;
}

bool can_be_read(std::string_view path, const LicenseType* type) {
  if (is_among(of_case, path) || (path.starts_with(facts) && path.size() > facts.size())) return true;
  if (type == nullptr) return false;
  return path.starts_with(data) ? is_among(type->fields(), path.substr(data.size()))
                                : is_among(of_license, path);
}

bool fits(const std::string& applicant, const LicenseType& type) {
  return applicant == "both" || type.holder_category == "both" || applicant == type.holder_category;
}

class MatterCheck {
 public:
  explicit MatterCheck(const license::TypeCatalogue& types) : types_(types) {}

  void check(const Item& item) {
    for (const Material& material : item.materials) {
      const std::string place = item.code + "/" + material.code;
      check_reads(material.condition, nullptr, place);
      for (const Alternative& alternative : material.alternatives)
        check(alternative, item, place);
    }
  }

  void compare(const Matter& before, const Matter& after) {
    for (const Item& item : before.items)
      if (const Item* const now = after.item(item.code))
        compare(item, *now);
      else
        say("item-removed", false, item.code);
  }

  std::vector<MatterFinding> findings;

 private:
  void say(const char* rule, bool refuses, std::string place) {
    findings.push_back({rule, refuses, std::move(place)});
  }

  static std::string in(const std::string& place, std::string_view part) {
    return std::string(place).append(" ").append(part);
  }

  void check(const Alternative& alternative, const Item& item, const std::string& material) {
    const std::string place = in(material, alternative.type_code);
    const LicenseType* const type = types_.find(alternative.type_code);
    if (type == nullptr) return say("type-unknown", true, place);
    for (const std::string& field : alternative.fields)
      if (!has_field(*type, field)) say("field-unknown", true, in(place, field));
    if (!alternative.of_others && !fits(item.applicant, *type)) say("holder-other", false, place);
    for (const Rule& rule : alternative.rules)
      check_reads(rule.logic, type, in(place, rule.code));
  }

  void check_reads(const nlohmann::json& logic, const LicenseType* type, const std::string& place) {
    for (const std::string& path : reads_of(logic))
      if (!can_be_read(path, type)) say("path-unknown", true, in(place, path));
  }

  void compare(const Item& before, const Item& after) {
    for (const Material& material : before.materials) {
      const std::string place = before.code + "/" + material.code;
      const Material* const now = after.material(material.code);
      if (now == nullptr) {
        say("material-removed", false, place);
        continue;
      }
      for (const Alternative& alternative : material.alternatives)
        if (std::ranges::find(now->alternatives, alternative.type_code, &Alternative::type_code) ==
            now->alternatives.end())
          say("license-removed", false, place + " " + alternative.type_code);
    }
    for (const Material& material : after.materials)
      if (before.material(material.code) == nullptr)
        say("material-added", false, after.code + "/" + material.code);
  }

  const license::TypeCatalogue& types_;
};

} // namespace

std::vector<MatterFinding> check_matter(const Matter& matter, const Matter* in_force,
                                        const license::TypeCatalogue& types) {
  MatterCheck check(types);
  for (const Item& item : matter.items)
    check.check(item);
  if (in_force != nullptr) check.compare(*in_force, matter);
  return std::move(check.findings);
}

} // namespace elicense::submission
