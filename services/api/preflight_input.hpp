// SPDX-License-Identifier: Apache-2.0
// What a preflight is asked with, and by what right licenses are looked at for it.
#pragma once
#include "api/call.hpp"
#include "api/context.hpp"

namespace elicense::api {

inline constexpr std::size_t max_use_codes = 20; // of one request

enum class Basis {
  none,          // nothing may be known of the applicant
  legal_basis,   // 依职能: a scope names the matter
  authorization, // use-codes
  holder,        // who asks is the applicant
};
std::string_view to_text(Basis basis); // "legal_basis"

struct PreflightInput {
  const submission::Matter* matter = nullptr;
  const submission::Item* item = nullptr;
  Basis basis = Basis::none;
  license::Holder applicant; // without a name; with use-codes and no applicant empty
  std::vector<show::UseRequest> uses;
  nlohmann::json facts = nlohmann::json::object();
};

// MATTER_UNKNOWN, SHOW_MATTER_FORBIDDEN, MATTER_ITEM_UNKNOWN, CASE_FACTS, REQUEST_FIELDS,
// SHOW_OPERATOR_UNKNOWN
Result<PreflightInput> preflight_input(const Context& context, const Call& call);

} // namespace elicense::api
