// SPDX-License-Identifier: Apache-2.0
#include "api/scan_input.hpp"

#include "api/asker.hpp"
#include "api/idempotency_key.hpp"
#include "api/show_input.hpp"

namespace elicense::api {
namespace {

std::optional<show::Wanted> wanted_of(const nlohmann::json& wanted) {
  if (!wanted.is_object() || !is_text_member(wanted, "type")) return std::nullopt;
  show::Wanted read{.type_code = wanted["type"], .type_name = {}, .fields = std::nullopt};
  if (wanted.size() == 1) return read;
  if (wanted.size() != 2 || !wanted.contains("fields")) return std::nullopt;
  read.fields = texts_of(wanted["fields"], license::max_field_name);
  return read.fields ? std::optional(read) : std::nullopt;
}

std::optional<std::vector<show::Wanted>> all_wanted(const nlohmann::json& list) {
  if (!list.is_array()) return std::nullopt;
  std::vector<show::Wanted> all;
  for (const nlohmann::json& each : list) {
    auto wanted = wanted_of(each);
    if (!wanted) return std::nullopt;
    all.push_back(*std::move(wanted));
  }
  return all;
}

Result<void> check_scopes(const access::Caller& caller, const show::ScanRequest& request) {
  if (!caller.scopes.allow(access::ScopeKind::matter, request.matter.code))
    return fail(ErrorKind::forbidden, "SHOW_MATTER_FORBIDDEN", request.matter.code);
  for (const show::Wanted& wanted : request.wanted)
    if (!caller.scopes.allow(access::ScopeKind::license_type, wanted.type_code))
      return fail(ErrorKind::forbidden, "SHOW_TYPE_FORBIDDEN", wanted.type_code);
  return {};
}

} // namespace

Result<show::ScanRequest> scan_request(const Context& context, const Call& call, const nlohmann::json& input,
                                       const Error& malformed) {
  const auto key = idempotency_key(call.request);
  if (!key) return key.error();
  const auto matter = input.contains("matter") ? matter_of(input["matter"]) : std::nullopt;
  auto wanted = all_wanted(input.value("license_types", nlohmann::json()));
  const bool counted = !input.contains("uses") || input["uses"].is_number_unsigned();
  if (!is_text_member(input, "case") || !is_text_member(input, "device") || !matter || !wanted || !counted)
    return malformed;
  auto asker = asker_of(context, call);
  if (!asker) return asker.error();
  show::ScanRequest request{.idempotency_key = call.caller.party + "/" + *key, // each caller has its own
                            .code = {},
                            .asker = *std::move(asker),
                            .matter = *matter,
                            .matter_case = input["case"],
                            .wanted = *std::move(wanted),
                            .uses = input.value("uses", std::int64_t{1})};
  if (auto within = check_scopes(call.caller, request); !within) return within.error();
  return request;
}

} // namespace elicense::api
