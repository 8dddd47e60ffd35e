// SPDX-License-Identifier: Apache-2.0
#include "status/key_file.hpp"

#include "crypto/pem.hpp"
#include "json/strict_json.hpp"

namespace elicense::status {
namespace {

constexpr std::string_view label = "PUBLIC KEY";
// SubjectPublicKeyInfo of P-256 up to its point (RFC 5480)
constexpr std::string_view p256_front = "3059301306072a8648ce3d020106082a8648ce3d03010703420004";
constexpr std::size_t coordinate = 32;

Error no_keys(const char* what) {
  return fail(ErrorKind::malformed, "STATUS_KEYS", what);
}

Result<ListKey> es256_of(const Bytes& spki, std::string key_id) {
  const std::string front = to_hex(spki).substr(0, p256_front.size());
  if (front != p256_front || spki.size() != p256_front.size() / 2 + 2 * coordinate)
    return no_keys("not a key on P-256");
  const ByteView point = ByteView(spki).last(2 * coordinate);
  return ListKey::es256(to_bytes(point.first(coordinate)), to_bytes(point.last(coordinate)),
                        std::move(key_id));
}

Result<ListKey> key_of(const nlohmann::json& json) {
  for (const char* member : {"kid", "alg", "public_key"})
    if (!json.is_object() || !json.contains(member) || !json[member].is_string())
      return no_keys("a member is missing");
  const auto blocks = crypto::read_pem(label, json["public_key"].get<std::string>());
  if (!blocks || blocks->size() != 1) return no_keys("public_key is not one key in PEM");
  std::string key_id = json["kid"];
  if (json["alg"] == es256.jose) return es256_of(blocks->front(), std::move(key_id));
  if (json["alg"] != sm2_sm3.jose) return no_keys("an algorithm that is not known");
  auto key = crypto::Sm2PublicKey::from_spki(blocks->front());
  if (!key) return key.error();
  return ListKey::sm2(*std::move(key), std::move(key_id));
}

} // namespace

nlohmann::ordered_json key_json(const PublicKey& key) {
  return {{"kid", key.key.key_id()},
          {"alg", key.key.algorithm().jose},
          {"cose_alg", key.key.algorithm().cose},
          {"public_key", crypto::write_pem(label, key.spki)}};
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
