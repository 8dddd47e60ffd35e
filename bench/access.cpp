// SPDX-License-Identifier: Apache-2.0
// What it costs to learn who asks, by way of proving it, as a share of verifying a license in the same
// rounds.
#include "access/request_signer.hpp"
#include "access/session.hpp"
#include "bench/parts.hpp"
#include "crypto/issuing.hpp"
#include <stdexcept>
#include <thread>

namespace elicense::bench {
namespace {

using namespace access;

const std::string target = "/v1/verifications";

struct Application {
  std::optional<SigningKey> key; // absent: it shows its certificate
  Bytes certificate;
  std::string token;
};

NewParty new_party(const instance::Instance& instance) {
  return {.kind = PartyKind::client,
          .tenant = instance.config().authority_code,
          .name = "bench",
          .subject = {},
          .roles = {Role::integrator},
          .scopes = {}};
}

Application admitted(instance::Instance& instance, KeyKind kind, std::string_view text,
                     const std::function<Application(const Credential&)>& application) {
  auto credential = new_credential(kind, text, system_time(), crypto::system_random).value();
  auto made = application(credential);
  instance.administration().admit_on_site(new_party(instance), std::move(credential)).value();
  return made;
}

Application with_secret(instance::Instance& instance) {
  return admitted(instance, KeyKind::hmac_sm3, "", [](const Credential& credential) {
    return Application{SigningKey{credential.key_id, credential.material.clone()}, {}, {}};
  });
}

Application with_sm2(instance::Instance& instance) {
  auto key = crypto::Sm2PrivateKey::generate();
  return admitted(instance, KeyKind::sm2, to_base64(key.public_key().point()),
                  [&](const Credential& credential) {
                    return Application{SigningKey{credential.key_id, std::move(key)}, {}, {}};
                  });
}

Application with_certificate(instance::Instance& instance) {
  const auto key = crypto::generate_tls_key();
  const Time now = system_time();
  const auto certificate = crypto::issue_self_signed_tls({.profile = crypto::CertificateProfile::tls_server,
                                                          .subject = {"CN", "bench", "client"},
                                                          .not_before = now - std::chrono::hours(1),
                                                          .not_after = now + std::chrono::hours(24),
                                                          .development = true,
                                                          .dns_names = {"localhost"},
                                                          .crl_locations = {}},
                                                         key, crypto::system_random)
                               .value();
  return admitted(instance, KeyKind::certificate, certificate.pem(), [&](const Credential&) {
    return Application{std::nullopt, to_bytes(certificate.der()), {}};
  });
}

Headers request_headers(const Application& application, const Bytes& body) {
  Headers headers = {{"host", "127.0.0.1:8443"}, {"content-type", "application/ofd"}};
  if (!application.token.empty()) headers["authorization"] = "Bearer " + application.token;
  if (!application.key) return headers;
  headers.merge(
      sign_request({"POST", target, headers, body}, *application.key, system_time(), crypto::system_random)
          .value());
  return headers;
}

void ask(Authenticator& authenticator, const Application& application, const Bytes& body,
         const Headers& headers) {
  const auto caller = authenticator.authenticate({.method = "POST",
                                                  .target = target,
                                                  .headers = headers,
                                                  .body = body,
                                                  .peer_certificate = application.certificate,
                                                  .peer = "127.0.0.1"});
  if (!caller || caller->is_anonymous()) throw std::runtime_error("a caller is not known");
}

void add_token(instance::Instance& instance, Application& application, Authenticator& authenticator) {
  const Headers headers = request_headers(application, {});
  const auto caller = authenticator.authenticate({.method = "POST",
                                                  .target = target,
                                                  .headers = headers,
                                                  .body = {},
                                                  .peer_certificate = application.certificate,
                                                  .peer = "127.0.0.1"});
  const auto made = new_token(caller.value(), {Role::integrator}, system_time(), crypto::system_random);
  instance.people().keep_session(made.session).value();
  application.token = made.text;
}

} // namespace

// A request counts once, so signing it again is inside the loop, and taken off by the contestant that only
// signs.
void measure_access(Bench& bench) {
  auto& instance = bench.house.instance();
  Authenticator authenticator(instance.people(), system_time);
  const Bytes document = bench.house.issued_document();
  const Application secret = with_secret(instance), sm2 = with_sm2(instance),
                    certificate = with_certificate(instance);
  Application token = with_certificate(instance);
  add_token(instance, token, authenticator);
  std::this_thread::sleep_for(
      std::chrono::milliseconds(1100)); // what is signed in the second of the start is refused

  std::vector<Contestant> contestants = {
      {"verify.license", [&] { static_cast<void>(instance.engine().verify(document)); }}};
  const std::pair<const char*, const Application*> signers[] = {{"access.hmac", &secret},
                                                                {"access.sm2", &sm2}};
  for (const auto& signer : signers) {
    const char* const name = signer.first;
    const Application* const application = signer.second;
    contestants.push_back(
        {std::string(name) + ".client", [&, application] { request_headers(*application, document); }});
    contestants.push_back({name, [&, application] {
                             ask(authenticator, *application, document,
                                 request_headers(*application, document));
                           }});
  }
  for (const auto& bearer : {std::pair{"access.certificate", &certificate}, {"access.token", &token}})
    contestants.push_back(
        {bearer.first, [&, application = bearer.second, headers = request_headers(*bearer.second, document)] {
           ask(authenticator, *application, document, headers);
         }});
  const auto results = take_turns(contestants, bench.effort);
  const auto print_share = [&](const Measured& work) {
    Row row = rate(work);
    row.ratios = {{"verify.license (cost)", cost_ratio(work, results[0])}};
    print(row);
  };
  for (std::size_t i : {2U, 4U}) {
    Measured alone = results[i];
    for (std::size_t round = 0; round < alone.seconds.size(); ++round)
      alone.seconds[round] = std::max(alone.seconds[round] - results[i - 1].seconds[round], 1e-9);
    print_share(alone);
  }
  print_share(results[5]);
  print_share(results[6]);
}

} // namespace elicense::bench
