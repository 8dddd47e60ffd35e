// SPDX-License-Identifier: Apache-2.0
#include "tests/support/known_parties.hpp"

#include "access/session.hpp"

namespace elicense::test {

using namespace access;

KnownParties::KnownParties() {
  register_.add_tenant({std::string(own_authority), "示例市行政审批服务局"}).value();
  register_.add_tenant({std::string(other_authority), "示例市住房和城乡建设局"}).value();
}

KnownParty KnownParties::admitted(NewParty wanted, Credential credential,
                                  const std::function<SigningKey(std::string)>& key) {
  auto admitted = administration.admit_on_site(std::move(wanted), std::move(credential)).value();
  return {admitted.party, key(admitted.credential.key_id)};
}

KnownParty KnownParties::with_secret(Roles roles, std::string_view tenant, std::string_view scopes) {
  auto credential = new_credential(access::KeyKind::hmac_sm3, "", now, crypto::system_random).value();
  auto secret = std::make_shared<crypto::SecretBytes>(credential.material.clone());
  return admitted({.kind = PartyKind::client,
                   .tenant = std::string(tenant),
                   .name = "test",
                   .subject = {},
                   .roles = std::move(roles),
                   .scopes = Scopes::parse(scopes).value()},
                  std::move(credential), [&](std::string id) {
                    return SigningKey{std::move(id), std::move(*secret)};
                  });
}

KnownParty KnownParties::with_sm2(Roles roles) {
  auto key = crypto::Sm2PrivateKey::generate();
  auto credential =
      new_credential(access::KeyKind::sm2, to_base64(key.public_key().spki()), now, crypto::system_random)
          .value();
  return admitted({.kind = PartyKind::client,
                   .tenant = std::string(own_authority),
                   .name = "test",
                   .subject = {},
                   .roles = std::move(roles),
                   .scopes = {}},
                  std::move(credential), [&](std::string id) {
                    return SigningKey{std::move(id), std::move(key)};
                  });
}

Party KnownParties::with_certificate(const crypto::Certificate& certificate, Roles roles) {
  auto credential =
      new_credential(access::KeyKind::certificate, certificate.pem(), now, crypto::system_random).value();
  return administration
      .admit_on_site({.kind = PartyKind::client,
                      .tenant = std::string(own_authority),
                      .name = "test",
                      .subject = {},
                      .roles = std::move(roles),
                      .scopes = {}},
                     std::move(credential))
      .value()
      .party;
}

std::string KnownParties::clerk(const std::string& id, std::string_view scopes) {
  Party person;
  person.id = id;
  person.kind = PartyKind::operator_;
  person.tenant = own_authority;
  person.name = "王五";
  person.roles = {Role::window_clerk};
  person.scopes = Scopes::parse(scopes).value();
  register_.add_party(person, {}).value();
  return id;
}

std::string KnownParties::login(const std::string& party, Roles roles, access::HolderCode holder) {
  const auto made = new_login(party, std::move(roles), std::move(holder), now, crypto::system_random);
  register_.keep_session(made.session).value();
  return made.text;
}

TestRequest& TestRequest::sign(const SigningKey& key, Time now) {
  for (const char* name : {"content-digest", "signature-input", "signature"})
    headers.erase(name);
  auto added = sign_request({.method = method, .target = target, .headers = headers, .body = body}, key, now,
                            crypto::system_random)
                   .value();
  headers.merge(added);
  return *this;
}

TestRequest get(std::string target) {
  TestRequest request;
  request.method = "GET";
  request.target = std::move(target);
  request.headers = {{"host", "127.0.0.1:8443"}};
  request.body = {};
  return request;
}

} // namespace elicense::test
