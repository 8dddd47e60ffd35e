// SPDX-License-Identifier: Apache-2.0
#include "status/key_file.hpp"

#include "crypto/pem.hpp"
#include "json/strict_json.hpp"

namespace elicense::status {
namespace {

constexpr std::string_view label = "PUBLIC KEY";

Error no_keys(const char* what) {
  return fail(ErrorKind::malformed, "STATUS_KEYS", what);
}

Result<ListKey> key_of(const nlohmann::json& json) {
  for (const char* member : {"kid", "alg", "public_key"})
    if (!json.is_object() || !json.contains(member) || !json[member].is_string())
      return no_keys("a member is missing");
  const auto blocks = crypto::read_pem(label, json["public_key"].get<std::string>());
  if (!blocks || blocks->size() != 1) return no_keys("public_key is not one key in PEM");
  if (json["alg"] != es256.jose && json["alg"] != sm2_sm3.jose)
    return no_keys("an algorithm that is not known");
  auto key = ListKey::of_spki(blocks->front(), json["kid"]);
  if (key && json["alg"] != key->algorithm().jose) return no_keys("a key for another algorithm");
  return key;
}

} // namespace

nlohmann::ordered_json key_json(const PublicKey& key) {
  return {{"kid", key.key.key_id()},
          {"alg", key.key.algorithm().jose},
          {"cose_alg", key.key.algorithm().cose},
          {"public_key", crypto::write_pem(label, key.spki)}};
}

nlohmann::ordered_json keys_json(const PublicKey& key, const std::vector<FormerKey>& former, Time now) {
  nlohmann::ordered_json keys = {key_json(key)};
  for (const FormerKey& one : former) {
    if (one.until <= now) continue;
    keys.push_back(key_json(one.key));
    keys.back()["until"] = to_rfc3339(one.until);
  }
  return keys;
}

Result<std::vector<ListKey>> read_list_keys(std::string_view text) {
  const auto json = parse_strict_json(text);
  if (!json || !json->is_object() || !json->contains("keys") || !(*json)["keys"].is_array())
    return no_keys("no list of keys");
  const auto& list = (*json)["keys"];
  if (list.empty() || list.size() > max_list_keys) return no_keys("none, or too many");
  std::vector<ListKey> keys;
  for (const auto& one : list) {
    auto key = key_of(one);
    if (!key) return key.error();
    keys.push_back(*std::move(key));
  }
  return keys;
}

Result<std::vector<std::string>> read_list_uris(std::string_view text) {
  const auto json = parse_strict_json(text);
  if (!json || !json->is_object() || !json->contains("status_lists") || !(*json)["status_lists"].is_array())
    return no_keys("no addresses of lists");
  std::vector<std::string> uris;
  for (const auto& uri : (*json)["status_lists"]) {
    if (!uri.is_string()) return no_keys("an address that is no text");
    uris.push_back(uri);
  }
  return uris;
}

} // namespace elicense::status
