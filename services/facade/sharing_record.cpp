// SPDX-License-Identifier: Apache-2.0
// Names of GB/T 36903 in pinyin as one implementation has them, and those that another one's clients read.
// Dates are YYYYMMDD there.
#include "facade/sharing.hpp"

#include <algorithm>

namespace elicense::facade {
namespace {

struct Member {
  const char *zzgx, *cert_share, *pointer; // the last one into our JSON of a license
  bool is_date = false;
};

constexpr Member members[] = {
    {"zzbs", "cert_identifier", "/identifier"},
    {"zzmc", "name", "/license_type/name"},
    {"zzlxdm", "certTypeCode", "/license_type/code"},
    {"zzbh", "certno", "/number"},
    {"zzbfjg", "certificateIssuingAuthorityName", "/issuer/name"},
    {"zzbfjgdm", "certificateIssuingAuthorityCode", "/issuer/code"},
    {"zzbfrq", "certificateIssuedDate", "/issued_on", true},
    {"zzyxqqsrq", "certificateEffectiveDate", "/valid_from", true},
    {"zzyxqjzrq", "certificateExpiringDate", "/valid_until", true},
    {"czzt", "holder", "/holder/name"},
    {"czztdm", "holderCode", "/holder/code"},
    {"czztdmlxdm", "holderTypeCode", "/holder/code_type"},
};

Json value_of(const Json& license, const Member& member) {
  Json value = license.at(Json::json_pointer(member.pointer));
  if (!member.is_date || !value.is_string()) return value;
  auto date = value.get<std::string>();
  std::erase(date, '-');
  return date;
}

} // namespace

Json record_of(const Json& license, Family family) {
  Json record = Json::object();
  for (const Member& member : members)
    record[family == Family::zzgx ? member.zzgx : member.cert_share] = value_of(license, member);
  if (family == Family::zzgx) {
    record["zzzt"] = license["state"] == "valid" ? 1 : 2; // 现势, 注销
    record["zzztmc"] = license["state_name"];
    record["ywxx"] = license["data"];
    return record;
  }
  record["state"] = license["state"];
  for (const auto& [name, value] : license["data"].items())
    if (!record.contains(name)) record[name] = value;
  return record;
}

} // namespace elicense::facade
