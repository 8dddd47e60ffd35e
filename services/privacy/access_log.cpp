// SPDX-License-Identifier: Apache-2.0
// An access as JSON, the same in the store and for its holder.
#include "privacy/access_log.hpp"

namespace elicense::privacy {

nlohmann::json access_json(const Access& access) {
  nlohmann::json json = {{"what", access.what},
                         {"license", access.license},
                         {"who", access.reader.who},
                         {"client", access.reader.client},
                         {"purpose", access.reader.purpose},
                         {"case", access.reader.matter_case},
                         {"fields", access.fields},
                         {"masked", access.masked},
                         {"nonce", access.nonce}};
  if (!access.reader.way.empty()) json["way"] = access.reader.way;
  if (!access.reader.legal_basis.empty()) json["legal_basis"] = access.reader.legal_basis;
  return json;
}

crypto::Sm3Digest digest_of(const Access& access) {
  return crypto::sm3(as_bytes(access_json(access).dump()));
}

Access access_from_json(const nlohmann::json& json) {
  return {.at = {},
          .what = json.at("what"),
          .license = json.at("license"),
          .holder = {},
          .reader = {.who = json.at("who"),
                     .client = json.at("client"),
                     .purpose = json.at("purpose"),
                     .matter_case = json.at("case"),
                     .way = json.value("way", std::string()),
                     .legal_basis = json.value("legal_basis", std::string())},
          .fields = json.at("fields"),
          .masked = json.at("masked"),
          .nonce = json.at("nonce")};
}

} // namespace elicense::privacy
