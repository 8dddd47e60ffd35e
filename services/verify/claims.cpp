// SPDX-License-Identifier: Apache-2.0
// Claimed fields against the register, in the order of standards 3.5. Answers names of fields, never
// registered values.
#include "verify/engine.hpp"

namespace elicense::verify {
namespace {

constexpr std::string_view holder_name = "holder_name", holder_code = "holder_code", number = "number";

// One claim about the holder or the number ties the question to somebody who has seen the license; business
// data alone
// ("一级", "男") could be guessed from a list of identifiers. What is no object names nothing.
bool names_the_license(const nlohmann::json& fields) {
  return std::ranges::any_of(std::initializer_list<std::string_view>{holder_name, holder_code, number},
                             [&](std::string_view name) { return fields.contains(name); });
}

bool is_registered(const license::License& license, const license::Holder& holder, const std::string& name,
                   const nlohmann::json& claimed) {
  if (name == holder_name) return claimed == holder.name;
  if (name == holder_code) return claimed == holder.code;
  if (name == number) return claimed == license.number;
  const auto value = license.data.find(name);
  return value != license.data.end() && *value == claimed;
}

std::vector<std::string> wrong_fields(const license::License& license, const license::Holder& holder,
                                      const nlohmann::json& fields) {
  std::vector<std::string> wrong;
  for (const auto& [name, claimed] : fields.items())
    if (!is_registered(license, holder, name, claimed)) wrong.push_back(name);
  return wrong;
}

// Name and code have to be those of one holder: the one that fits best, the principal one among equals.
std::vector<std::string> wrong_fields(const license::License& license, const nlohmann::json& fields) {
  std::vector<std::string> wrong = wrong_fields(license, license.holder, fields);
  for (const license::Holder& other : license.other_holders)
    if (auto less = wrong_fields(license, other, fields); less.size() < wrong.size()) wrong = std::move(less);
  return wrong;
}

ClaimOutcome claim_outcome_of(license::State state) {
  switch (state) {
  case license::State::valid:
    return ClaimOutcome::correct_and_valid;
  case license::State::pending:
  case license::State::not_yet_valid:
    return ClaimOutcome::correct_not_activated;
  case license::State::suspended:
    return ClaimOutcome::correct_suspended;
  case license::State::expired:
  case license::State::replaced:
  case license::State::cancelled:
  case license::State::annulled:
  case license::State::revoked:
    break;
  }
  return ClaimOutcome::correct_no_longer_valid;
}

ClaimReport answer(ClaimOutcome outcome, Time at) {
  ClaimReport report;
  report.outcome = outcome;
  report.freshness.asked_at = report.freshness.checked_at = at;
  return report;
}

} // namespace

// Too little is answered before the register is asked: whether an identifier exists is not told to somebody
// who knows no more.
Result<ClaimReport> verify_claims(license::Register& licenses, std::string_view identifier,
                                  const nlohmann::json& fields, Time at) {
  if (!names_the_license(fields)) return answer(ClaimOutcome::incomplete, at);
  const auto license = licenses.find(identifier);
  if (!license && license.error().kind != ErrorKind::not_found) return license.error();
  if (!license) return answer(ClaimOutcome::not_found, at);
  ClaimReport report = answer(claim_outcome_of(license->state_at(at)), at);
  report.wrong_fields = wrong_fields(*license, fields);
  if (!report.wrong_fields.empty()) report.outcome = ClaimOutcome::mismatch;
  return report;
}

} // namespace elicense::verify
