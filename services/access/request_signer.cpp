// SPDX-License-Identifier: Apache-2.0
#include "access/request_signer.hpp"

#include "access/signature_base.hpp"
#include "crypto/hmac.hpp"

namespace elicense::access {
namespace {

constexpr std::size_t nonce_size = 16; // bytes

Result<Bytes> signature_of(const SigningKey& key, std::string_view base) {
  if (const auto* secret = std::get_if<crypto::SecretBytes>(&key.key))
    return to_bytes(crypto::hmac_sm3(secret->view(), as_bytes(base)));
  return std::get<crypto::Sm2PrivateKey>(key.key).sign(as_bytes(base));
}

std::string parameters(const std::vector<std::string>& components, const SigningKey& key, Time now,
                       const crypto::RandomSource& random) {
  std::string list;
  for (const std::string& component : components)
    list += (list.empty() ? "\"" : " \"") + component + "\"";
  const bool hmac = std::holds_alternative<crypto::SecretBytes>(key.key);
  return "(" + list + ");created=" + std::to_string(now.time_since_epoch().count()) + ";keyid=\"" +
         key.key_id + "\";alg=\"" + (hmac ? "hmac-sm3" : "sm2-sm3") + "\";nonce=\"" +
         to_base64url(crypto::random_bytes(random, nonce_size)) + "\"";
}

} // namespace

Result<Headers> sign_request(const Unsigned& request, const SigningKey& key, Time now,
                             const crypto::RandomSource& random) {
  Headers added, all = request.headers;
  if (!request.body.empty()) added["content-digest"] = all["content-digest"] = content_digest(request.body);
  const Presented presented{.method = request.method,
                            .target = request.target,
                            .headers = all,
                            .body = request.body,
                            .peer_certificate = {},
                            .peer = {}};
  added["signature-input"] = "sig=" + parameters(needed_components(presented), key, now, random);
  const auto input = parse_signature_input(added["signature-input"]);
  if (!input) return input.error();
  const auto base = signature_base(presented, *input);
  if (!base) return base.error();
  const auto signature = signature_of(key, *base);
  if (!signature) return signature.error();
  added["signature"] = "sig=:" + to_base64(*signature) + ":";
  return added;
}

} // namespace elicense::access
