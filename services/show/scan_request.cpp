// SPDX-License-Identifier: Apache-2.0
#include "show/scan_request.hpp"
#include "license/view.hpp"
#include <algorithm>
#include <set>

namespace elicense::show {
namespace {

bool is_text(std::string_view text, std::size_t limit) {
  return !text.empty() && text.size() <= limit;
}

// Cases may well be counted by numbers; one digit again and again is none.
bool is_number(std::string_view text) {
  const bool digits = std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
  return digits && text.find_first_not_of(text.front()) != std::string_view::npos;
}

Result<void> check_fields(const license::LicenseType& type, const std::vector<std::string>& fields) {
  std::vector<std::string> known = type.fields();
  for (const auto name : {license::holder_name_field, license::holder_code_field, license::number_field})
    known.emplace_back(name);
  for (const std::string& field : fields)
    if (std::ranges::find(known, field) == known.end())
      return fail(ErrorKind::invalid, "SHOW_FIELD_UNKNOWN", type.code);
  return {};
}

} // namespace

Result<void> check_matter(const Matter& matter) {
  if (is_text(matter.code, max_matter_code) && is_text(matter.name, max_matter_name)) return {};
  return show_request_error("a matter needs its code and its name");
}

Result<std::vector<Wanted>> check_request(const ScanRequest& request, const license::TypeCatalogue& types,
                                          const SaysNothing& says_nothing) {
  if (request.idempotency_key.empty()) return fail(ErrorKind::malformed, "IDEMPOTENCY_KEY_MISSING");
  if (auto good = check_matter(request.matter); !good) return good.error();
  if (!is_text(request.matter_case, max_case)) return show_request_error("case");
  if (!is_text(request.asker.device, max_device)) return show_request_error("device");
  if (request.uses < 1 || request.uses > static_cast<std::int64_t>(max_uses))
    return show_request_error("uses");
  if (request.wanted.empty() || request.wanted.size() > max_wanted_types)
    return show_request_error("license_types");
  const bool by_duty = request.way == Way::duty;
  if (by_duty && !is_text(request.legal_basis, max_duty_basis)) return show_request_error("legal_basis");
  if (says_nothing(request.matter.name) || (by_duty && says_nothing(request.legal_basis)) ||
      (!is_number(request.matter_case) && says_nothing(request.matter_case)))
    return fail(ErrorKind::invalid, "SHOW_PURPOSE_FILLER");
  std::vector<Wanted> wanted = request.wanted;
  std::set<std::string> codes;
  for (Wanted& each : wanted) {
    const auto type = types.find(each.type_code);
    if (!type) return fail(ErrorKind::invalid, "SHOW_TYPE_UNKNOWN", each.type_code);
    if (!codes.insert(type->code).second) return show_request_error("license_types: each once");
    each.type_name = type->name;
    if (!each.fields) continue;
    if (auto good = check_fields(*type, *each.fields); !good) return good.error();
  }
  return wanted;
}

crypto::Sm3Digest digest_of(const ScanRequest& request) {
  nlohmann::json record = {request.code.spoken,     request.code.text,    request.asker.party,
                           request.asker.operator_, request.asker.device, request.matter.code,
                           request.matter.name,     request.matter_case,  request.uses,
                           request.document_number};
  for (const Wanted& wanted : request.wanted)
    record.push_back({wanted.type_code, wanted.fields ? nlohmann::json(*wanted.fields) : nullptr});
  if (request.way != Way::holder)
    record.push_back({to_text(request.way), request.holder.code_type, request.holder.code,
                      request.agent.code_type, request.agent.code, request.mandate, request.legal_basis});
  if (request.item) record.push_back({"item", request.item->code});
  return crypto::sm3(as_bytes(record.dump()));
}

} // namespace elicense::show
