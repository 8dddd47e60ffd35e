// SPDX-License-Identifier: Apache-2.0
#include "submission/outcome_reason.hpp"

#include <algorithm>

namespace elicense::submission {
namespace {

bool has_long_number(std::string_view text) {
  std::size_t digits = 0;
  return std::ranges::any_of(text, [&](char c) {
    digits = c >= '0' && c <= '9' ? digits + 1 : 0;
    return digits > max_digits_in_reason;
  });
}

bool contains(std::string_view text, std::string_view part) {
  return !part.empty() && text.find(part) != std::string_view::npos;
}

} // namespace

Result<void> check_names_nobody(std::string_view reason, const Submission& submission,
                                license::Register& licenses) {
  const Error names = fail(ErrorKind::invalid, "SUBMISSION_REASON_PERSONAL");
  if (has_long_number(reason)) return names;
  for (const Submitted& material : submission.materials) {
    if (material.state == MaterialState::refused) continue;
    const auto license = licenses.find(material.license);
    if (!license && license.error().code == "LICENSE_ERASED") continue; // nobody is known any more
    if (!license) return license.error();
    for (const license::Holder& holder : license->holders())
      if (contains(reason, holder.name) || contains(reason, holder.code)) return names;
  }
  return {};
}

} // namespace elicense::submission
