// SPDX-License-Identifier: Apache-2.0
// From a request to a license that could be issued.
#include "license/drafting.hpp"
#include "license/holder_fields.hpp"
#include <algorithm>

namespace elicense::license {
namespace {

using nlohmann::json;

std::string field_text(const json& data, const std::string& field) {
  const auto found = data.find(field);
  return found != data.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// YYYY-MM-DD, or nothing where the type allows nothing.
Result<std::string> read_date_field(const json& data, const std::string& field) {
  std::string text = field.empty() ? std::string() : field_text(data, field);
  if (!text.empty() && !from_date(text)) return invalid_data("/" + field + ": not a date");
  return text;
}

Result<void> read_validity(const json& data, const LicenseType& type, License& license) {
  auto from = read_date_field(data, type.valid_from_field);
  if (!from) return from.error();
  license.valid_from = *std::move(from);
  const std::string until = field_text(data, type.valid_until_field);
  if (!type.long_term.empty() && until == type.long_term) {
    license.valid_until = no_end;
    return {};
  }
  auto last_day = read_date_field(data, type.valid_until_field);
  if (!last_day) return last_day.error();
  license.valid_until = *std::move(last_day);
  if (!license.valid_from.empty() && !license.valid_until.empty() && license.valid_until < license.valid_from)
    return invalid_data("/" + type.valid_until_field + ": before " + type.valid_from_field);
  return {};
}

Result<std::string> read_issue_date(const IssueRequest& request, Time now) {
  if (request.issued_on.empty()) return to_china_date(now);
  if (!from_date(request.issued_on)) return invalid_data("issued_on: not a date");
  return request.issued_on;
}

} // namespace

crypto::Sm3Digest request_digest(const IssueRequest& request) {
  json canonical{{"type", request.type_code}, // a json object sorts its keys
                 {"data", request.data},
                 {"holder_code_type", request.holder_code_type},
                 {"issued_on", request.issued_on}};
  if (!request.other_code_types.empty()) canonical["other_code_types"] = request.other_code_types;
  if (const auto& succession = request.succession)
    canonical["succession"] = {succession->request, succession->replaces};
  for (const Scan& scan : request.scans)
    canonical["scans"].push_back(to_hex(crypto::sm3(scan.content)));
  return crypto::sm3(as_bytes(canonical.dump()));
}

std::string new_reference(const crypto::RandomSource& random) {
  constexpr std::size_t reference_size = 16;
  return to_base64url(crypto::random_bytes(random, reference_size));
}

Result<License> draft_license(const IssueRequest& request, const LicenseType& type,
                              const Authority& authority, Time now) {
  if (auto good = type.check_data(request.data); !good) return good.error();
  auto holders = read_holders(request, type);
  if (!holders) return holders.error();
  auto issued_on = read_issue_date(request, now);
  if (!issued_on) return issued_on.error();

  License license;
  license.type_code = type.code;
  license.type_name = type.name;
  license.type_version = type.version;
  license.number = field_text(request.data, type.number_field);
  license.issuer_code = authority.code;
  license.issuer_name = authority.name;
  license.holder = holders->front();
  license.other_holders.assign(holders->begin() + 1, holders->end());
  license.data = request.data;
  license.issued_at = now;
  license.issued_on = *std::move(issued_on);
  license.seal_id = authority.seal_id;
  if (auto read = read_validity(request.data, type, license); !read) return read.error();
  return license;
}

} // namespace elicense::license
