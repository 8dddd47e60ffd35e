// SPDX-License-Identifier: Apache-2.0
#include "verify/copy_check.hpp"

#include "license/metadata.hpp"

#include <array>

namespace elicense::verify {
namespace {

constexpr std::array national_names = {license::copy_made_at_name, license::copy_maker_name,
                                       license::copy_cause_name, license::copy_expiry_name};

std::ptrdiff_t count_of(const ofd::Document& document, std::string_view name) {
  return std::ranges::count(document.custom_data, name, &ofd::CustomData::name);
}

std::string value_of(const ofd::Document& document, std::string_view name) { // the first, or empty
  const auto found = std::ranges::find(document.custom_data, name, &ofd::CustomData::name);
  return found == document.custom_data.end() ? std::string() : found->value;
}

std::optional<Time> time_of(const ofd::Document& document, std::string_view name) {
  const auto time = from_generalized(value_of(document, name) + "+0800"); // YYYYMMDDhhmmss at UTC+8
  return time ? std::optional(*time) : std::nullopt;
}

bool is_told_twice(const ofd::Document& document) {
  return std::ranges::any_of(national_names,
                             [&](std::string_view name) { return count_of(document, name) > 1; });
}

} // namespace

std::optional<CopyReport> copy_of(const ofd::Document& document) {
  const bool is_copy = std::ranges::any_of(
      national_names, [&](std::string_view name) { return count_of(document, name) > 0; });
  if (!is_copy) return std::nullopt;
  return CopyReport{.purpose = value_of(document, license::copy_cause_name),
                    .matter_case = value_of(document, license::copy_case_name),
                    .receiver = value_of(document, license::copy_receiver_name),
                    .made_by = value_of(document, license::copy_maker_name),
                    .made_at = time_of(document, license::copy_made_at_name),
                    .expires_at = time_of(document, license::copy_expiry_name)};
}

Steps check_copy(const Examination& examination, const CopyReport& copy) {
  const ofd::Document& document = examination.document;
  const bool has_end = count_of(document, license::copy_expiry_name) > 0;
  const bool readable = copy.made_at && (copy.expires_at || !has_end) && !copy.purpose.empty();
  Steps steps = {judged("ANNOTATED_COPY_METADATA", readable && !is_told_twice(document),
                        "purpose and times have to be there once each")};
  if (copy.expires_at)
    steps.push_back(
        judged("ANNOTATED_COPY_EXPIRED", examination.at < *copy.expires_at, to_rfc3339(*copy.expires_at)));
  return steps;
}

} // namespace elicense::verify
