// SPDX-License-Identifier: Apache-2.0
// What rules read of a license and of a case (docs/submission.md).
#include "submission/choice.hpp"

namespace elicense::submission {
namespace {

using nlohmann::json;

std::int64_t days_between(const std::string& from, const std::string& to) {
  return std::chrono::floor<std::chrono::days>(from_date(to).value() - from_date(from).value()).count();
}

bool is_date(const std::string& text) {
  return from_date(text).has_value();
}

// A credit code has the division of its registrar from the third digit on (GB 32100-2015): province, city,
// county.
json regions_of(const std::string& credit_code) {
  if (!license::check_credit_code(credit_code)) return json::array();
  const std::string division = credit_code.substr(2, 6);
  return {division.substr(0, 2), division.substr(0, 4), division};
}

int years_between(const std::string& birth, const std::string& today) {
  const int years = std::stoi(today.substr(0, 4)) - std::stoi(birth.substr(0, 4));
  return today.substr(5) < birth.substr(5) ? years - 1 : years;
}

json applicant_json(const license::Holder& applicant, const std::string& today) {
  json told{{"code_type", applicant.code_type},
            {"code", applicant.code},
            {"natural_person", license::is_natural_person(applicant)}};
  if (!applicant.name.empty()) told["name"] = applicant.name;
  if (applicant.code_type != "111" || !license::check_citizen_number(applicant.code)) return told;
  const std::string& number = applicant.code; // its seventh digit begins the date of birth (GB 11643-1999)
  const std::string birth = number.substr(6, 4) + "-" + number.substr(10, 2) + "-" + number.substr(12, 2);
  told["birth_date"] = birth;
  told["age"] = years_between(birth, today);
  return told;
}

json license_json(const license::License& license, const Case& of, const std::string& today) {
  const license::LicenseType* const type = of.types.of(license);
  json told{{"type", license.type_code},
            {"number", license.number},
            {"issuer", license.issuer_code},
            {"issuer_name", license.issuer_name},
            {"issuer_regions", regions_of(license.issuer_code)},
            {"assurance", type == nullptr ? "D" : type->assurance},
            {"holder",
             {{"name", license.holder.name},
              {"code_type", license.holder.code_type},
              {"code", license.holder.code}}},
            {"data", license.data}};
  if (is_date(license.issued_on)) {
    told["issued_on"] = license.issued_on;
    told["age_days"] = days_between(license.issued_on, today);
  }
  if (is_date(license.valid_from)) told["valid_from"] = license.valid_from;
  if (is_date(license.valid_until)) {
    told["valid_until"] = license.valid_until;
    told["remaining_days"] = days_between(today, license.valid_until);
  } else {
    told["remaining_days"] = no_end_days;
  }
  return told;
}

} // namespace

json context_of(const Case& of) {
  const std::string today = to_china_date(of.at);
  return {{"applicant", applicant_json(of.applicant, today)}, {"case", of.facts}, {"today", today}};
}

json context_of(const license::License& license, const Case& of) {
  json context = context_of(of);
  context["license"] = license_json(license, of, context["today"]);
  return context;
}

} // namespace elicense::submission
