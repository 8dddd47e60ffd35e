// SPDX-License-Identifier: Apache-2.0
// The other side of oidc_login.cpp, as small as it may be and as strict.
#include "access/oidc_dev_provider.hpp"
#include "access/oidc_keys.hpp"
#include "access/oidc_pkce.hpp"
#include "crypto/jose_signature.hpp"
#include "crypto/sm3.hpp"
#include <nlohmann/json.hpp>

namespace elicense::access {
namespace {

using nlohmann::ordered_json;

constexpr std::string_view key_id = "development";
constexpr std::chrono::seconds code_life{60}, id_token_life{300};

Error bad_request(std::string detail) {
  return fail(ErrorKind::invalid, "DEV_PROVIDER_REQUEST", std::move(detail));
}

std::string one(const DevelopmentProvider::Query& query, std::string_view name) { // empty: absent, or twice
  return query.count(name) == 1 ? query.find(name)->second : std::string();
}

const SyntheticPerson* find_person(std::string_view subject) {
  for (const SyntheticPerson& person : synthetic_persons())
    if (person.subject == subject) return &person;
  return nullptr;
}

} // namespace

std::span<const SyntheticPerson> synthetic_persons() { // the first holds the examples of the license types
  static constexpr SyntheticPerson persons[] = {{"zhang-san", "张三样例", "111", "640104199001010026"},
                                                {"li-si", "李四", "111", "999999198505050025"},
                                                {"clerk-wang", "王五", "111", "999999197808080032"}};
  return persons;
}

DevelopmentProvider::DevelopmentProvider(std::string issuer, std::string client_id, std::string redirect_uri,
                                         std::shared_ptr<const crypto::Signer> key, Clock clock,
                                         crypto::RandomSource random)
    : issuer_(std::move(issuer)), client_id_(std::move(client_id)), redirect_uri_(std::move(redirect_uri)),
      key_(std::move(key)), clock_(std::move(clock)), random_(std::move(random)) {}

std::string DevelopmentProvider::discovery() const {
  return ordered_json{{"issuer", issuer_},
                      {"authorization_endpoint", issuer_ + "/authorize"},
                      {"token_endpoint", issuer_ + "/token"},
                      {"jwks_uri", issuer_ + "/keys"},
                      {"response_types_supported", {"code"}},
                      {"subject_types_supported", {"public"}},
                      {"id_token_signing_alg_values_supported", {sm2_sm3}},
                      {"code_challenge_methods_supported", {"S256"}},
                      {"authorization_response_iss_parameter_supported", true}}
      .dump();
}

std::string DevelopmentProvider::keys() const {
  const Bytes point = key_->public_key().point();
  const ordered_json key = {{"kty", "EC"},
                            {"crv", "elicense/SM2"},
                            {"use", "sig"},
                            {"alg", sm2_sm3},
                            {"kid", key_id},
                            {"x", to_base64url(ByteView(point).subspan(1, 32))},
                            {"y", to_base64url(ByteView(point).subspan(33))}};
  return ordered_json{{"keys", ordered_json::array({key})}}.dump();
}

Result<std::string> DevelopmentProvider::authorize(const Query& query) {
  if (one(query, "client_id") != client_id_) return bad_request("client_id");
  if (one(query, "redirect_uri") != redirect_uri_) return bad_request("redirect_uri");
  if (one(query, "response_type") != "code") return bad_request("response_type");
  if (one(query, "code_challenge_method") != "S256" || one(query, "code_challenge").empty())
    return bad_request("code_challenge");
  const std::string state = one(query, "state"), nonce = one(query, "nonce");
  if (state.empty() || nonce.empty()) return bad_request("state and nonce");
  const SyntheticPerson* const person = find_person(one(query, "person"));
  if (!person) return bad_request("person");
  const std::string code = crypto::random_token(random_);
  const std::lock_guard lock(mutex_);
  std::erase_if(grants_, [&](const auto& grant) { return clock_() - grant.second.given_at >= code_life; });
  grants_.emplace(code, Grant{person, nonce, one(query, "code_challenge"), clock_()});
  return redirect_uri_ + "?" + form_text({{"code", code}, {"state", state}, {"iss", issuer_}});
}

Result<DevelopmentProvider::Grant> DevelopmentProvider::take(const Query& form) {
  const std::lock_guard lock(mutex_);
  const auto found = grants_.find(one(form, "code"));
  if (found == grants_.end()) return fail(ErrorKind::invalid, "DEV_PROVIDER_GRANT", "code");
  Grant grant = std::move(found->second);
  grants_.erase(found);
  if (clock_() - grant.given_at >= code_life) return fail(ErrorKind::invalid, "DEV_PROVIDER_GRANT", "code");
  return grant;
}

Result<std::string> DevelopmentProvider::redeem(const Query& form) {
  const auto grant = take(form);
  if (!grant) return grant.error();
  if (one(form, "grant_type") != "authorization_code" || one(form, "client_id") != client_id_ ||
      one(form, "redirect_uri") != redirect_uri_)
    return fail(ErrorKind::invalid, "DEV_PROVIDER_GRANT", "client");
  if (pkce_challenge(one(form, "code_verifier")) != grant->challenge)
    return fail(ErrorKind::invalid, "DEV_PROVIDER_GRANT", "code_verifier");
  const std::string access_token = crypto::random_token(random_);
  return ordered_json{{"access_token", access_token},
                      {"token_type", "Bearer"},
                      {"expires_in", id_token_life.count()},
                      {"id_token", id_token(*grant, access_token)}}
      .dump();
}

std::string DevelopmentProvider::id_token(const Grant& grant, std::string_view access_token) const {
  const std::int64_t now = clock_().time_since_epoch().count();
  const auto digest = crypto::sm3(as_bytes(access_token));
  return signed_token(ordered_json{{"iss", issuer_},
                                   {"sub", grant.person->subject},
                                   {"aud", client_id_},
                                   {"iat", now},
                                   {"exp", now + id_token_life.count()},
                                   {"nonce", grant.nonce},
                                   {"at_hash", to_base64url(ByteView(digest).first(digest.size() / 2))},
                                   {"name", grant.person->name},
                                   {"code_type", grant.person->code_type},
                                   {"code", grant.person->code}}
                          .dump());
}

std::string DevelopmentProvider::signed_token(const std::string& payload) const {
  const std::string header = ordered_json{{"alg", sm2_sm3}, {"kid", key_id}}.dump();
  const std::string text = to_base64url(as_bytes(header)) + "." + to_base64url(as_bytes(payload));
  return text + "." + to_base64url(crypto::to_r_and_s(key_->sign(as_bytes(text)).value()).value());
}

} // namespace elicense::access
