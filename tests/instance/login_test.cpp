// SPDX-License-Identifier: Apache-2.0
// The relying party of the settings, over the real way out: a provider on this machine's own port.
#include "access/oidc_dev_provider.hpp"
#include "http/target.hpp"
#include "instance/files.hpp"
#include "instance/login.hpp"
#include "tests/support/pki.hpp"
#include "tests/support/result_matchers.hpp"
#include "tests/support/scripted_peer.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/tls_client.hpp"

namespace elicense::instance {
namespace {

using access::DevelopmentProvider;
using test::fails_with;
using test::PeerConnection;
using test::succeeds;

class OpenLoginTest : public testing::Test {
 protected:
  void answer(PeerConnection& peer) {
    const std::string request = peer.read_request();
    const std::string target =
        request.substr(request.find(' ') + 1, request.find(" HTTP/") - request.find(' ') - 1);
    const std::string body = answer_to(target, request.substr(request.find("\r\n\r\n") + 4));
    peer.write("HTTP/1.1 " + std::to_string(body.empty() ? 400 : 200) +
               " X\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
  }
  std::string answer_to(const std::string& target, const std::string& form) {
    if (target == "/.well-known/openid-configuration") return provider->discovery();
    if (target == "/keys") return provider->keys();
    const auto tokens = provider->redeem(http::read_target("/?" + form).value().query);
    return tokens ? *tokens : "";
  }
  Result<std::unique_ptr<access::RelyingParty>> open() { return open_login(config, *client); }

  http::Tls identity = test::tls_identity();
  const std::string authorities = identity.certificate_pem;
  std::unique_ptr<DevelopmentProvider> provider;
  test::ScriptedPeer peer{[this](PeerConnection& connection) { answer(connection); }, std::move(identity)};
  const std::string issuer = "https://127.0.0.1:" + std::to_string(peer.port());
  std::unique_ptr<http::Client> client =
      http::Client::create({.authorities_pem = authorities, .inner_hosts = {"127.0.0.1"}}).value();
  test::TemporaryFolder folder;
  Config config;

  OpenLoginTest() {
    config.public_url = "https://licenses.test";
    config.login_issuer = issuer;
    config.login_client_id = "elicense";
    provider =
        std::make_unique<DevelopmentProvider>(issuer, "elicense", "https://licenses.test/login/callback",
                                              test::new_key(), system_time, crypto::system_random);
  }
};

TEST_F(OpenLoginTest, IsNoneWithoutAnIssuer) {
  config.login_issuer.clear();
  EXPECT_EQ(open().value(), nullptr);
}

TEST_F(OpenLoginTest, LetsAPersonArriveOverTheNetwork) {
  const auto party = open().value();
  const auto begun = party->begin();
  ASSERT_THAT(begun, succeeds());
  auto query = http::read_target("/" + begun->url.substr(begun->url.find('?'))).value().query;
  query.emplace("person", "clerk-wang");
  const std::string back = provider->authorize(query).value();
  const auto answer = http::read_target("/" + back.substr(back.find('?'))).value().query;
  const auto person = party->finish({.state = answer.find("state")->second,
                                     .code = answer.find("code")->second,
                                     .issuer = answer.find("iss")->second,
                                     .error = "",
                                     .browser_state = begun->state});
  ASSERT_THAT(person, succeeds());
  EXPECT_EQ(person->subject, "clerk-wang");
  EXPECT_EQ(person->name, "王五");
}

TEST_F(OpenLoginTest, SaysWhenTheProviderRefuses) {
  const auto party = open().value();
  const auto begun = party->begin().value();
  EXPECT_THAT(party->finish({.state = begun.state,
                             .code = "invented",
                             .issuer = issuer,
                             .error = "",
                             .browser_state = begun.state}),
              fails_with("OIDC_PROVIDER"));
}

TEST_F(OpenLoginTest, KeepsOutOfClosedNetworksUnlessAllowed) {
  client = http::Client::create({.authorities_pem = authorities, .inner_hosts = {}}).value();
  EXPECT_THAT(open().value()->begin(), fails_with("HTTP_CLIENT_ADDRESS"));
}

TEST_F(OpenLoginTest, NeedsTheSecretThatTheSettingsName) {
  config.login_secret = folder.path() / "secret";
  EXPECT_FALSE(open().has_value());
  ASSERT_THAT(write_file(config.login_secret, as_bytes("a secret\n")), succeeds());
  EXPECT_THAT(open(), succeeds());
}

} // namespace
} // namespace elicense::instance
