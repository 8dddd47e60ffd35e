// SPDX-License-Identifier: Apache-2.0
// The key says its algorithm; a token may only agree.
#include "access/oidc_keys.hpp"
#include "access/oidc_json.hpp"
#include "crypto/base64url.hpp"
#include "crypto/jose_signature.hpp"

namespace elicense::access {
namespace {

using crypto::SignatureCheck;

struct Kind { // how RFC 7518 6 writes a key
  std::string_view algorithm, type, curve, first, second;
};
constexpr Kind key_kinds[] = {{rs256, "RSA", "", "n", "e"},
                              {es256, "EC", "P-256", "x", "y"},
                              {sm2_sm3, "EC", "elicense/SM2", "x", "y"}};

Error malformed_keys(std::string detail) {
  return fail(ErrorKind::malformed, "OIDC_KEYS_MALFORMED", std::move(detail));
}

const Kind* kind_of(const nlohmann::json& key) {
  const auto type = text_member(key, "kty");
  const std::string curve = text_member(key, "crv").value_or("");
  for (const Kind& kind : key_kinds)
    if (type == kind.type && curve == kind.curve) return &kind;
  return nullptr;
}

bool is_for_signatures(const nlohmann::json& key, const Kind& kind) {
  return text_member(key, "use").value_or("sig") == "sig" &&
         text_member(key, "alg").value_or(std::string(kind.algorithm)) == kind.algorithm;
}

Result<ProviderKey> read_key(const nlohmann::json& key, const Kind& kind) {
  const auto first = text_member(key, std::string(kind.first)),
             second = text_member(key, std::string(kind.second));
  if (!first || !second) return malformed_keys("a number is missing");
  auto a = from_base64url(*first), b = from_base64url(*second);
  if (!a || !b || a->empty() || b->empty()) return malformed_keys("a number is not base64url");
  return ProviderKey{text_member(key, "kid").value_or(""), std::string(kind.algorithm), *std::move(a),
                     *std::move(b)};
}

Result<SignatureCheck> check_sm2(const ProviderKey& key, const Jws& jws) {
  Bytes point{4};
  append(point, key.first);
  append(point, key.second);
  const auto public_key = crypto::Sm2PublicKey::from_point(point);
  if (!public_key) return public_key.error();
  return public_key->check_raw(as_bytes(jws.signed_text), jws.signature);
}

Result<SignatureCheck> check_with(const ProviderKey& key, const Jws& jws) {
  const ByteView message = as_bytes(jws.signed_text);
  if (key.algorithm == rs256) return crypto::check_rs256(key.first, key.second, message, jws.signature);
  if (key.algorithm == es256) return crypto::check_es256(key.first, key.second, message, jws.signature);
  return check_sm2(key, jws);
}

} // namespace

Result<std::vector<ProviderKey>> read_provider_keys(std::string_view jwks) {
  const auto document = parse_object(jwks);
  if (!document) return malformed_keys(document.error().code);
  const auto list = document->find("keys");
  if (list == document->end() || !list->is_array()) return malformed_keys("no keys");
  if (list->size() > max_provider_keys) return malformed_keys("too many keys");
  std::vector<ProviderKey> keys;
  for (const auto& entry : *list) {
    if (!entry.is_object()) return malformed_keys("a key is no object");
    const Kind* const kind = kind_of(entry);
    if (!kind || !is_for_signatures(entry, *kind)) continue;
    auto key = read_key(entry, *kind);
    if (!key) return key.error();
    keys.push_back(*std::move(key));
  }
  return keys;
}

Result<void> check_signature(const Jws& jws, const std::vector<ProviderKey>& keys) {
  if (jws.algorithm != rs256 && jws.algorithm != es256 && jws.algorithm != sm2_sm3)
    return fail(ErrorKind::invalid, "OIDC_TOKEN_ALGORITHM");
  bool any = false;
  for (const ProviderKey& key : keys) {
    if (key.algorithm != jws.algorithm || (!jws.key_id.empty() && key.id != jws.key_id)) continue;
    any = true;
    const auto checked = check_with(key, jws);
    if (checked && *checked == SignatureCheck::valid) return {};
  }
  return fail(ErrorKind::invalid, any ? "OIDC_TOKEN_SIGNATURE" : "OIDC_KEY_UNKNOWN");
}

} // namespace elicense::access
