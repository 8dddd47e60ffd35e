// SPDX-License-Identifier: Apache-2.0
// S-AUTHN: every wrong proof is refused, each with its code.
#include "access/authenticator.hpp"

#include "access/session.hpp"
#include "tests/support/known_parties.hpp"
#include "tests/support/pki.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::access {
namespace {

using namespace std::chrono_literals;
using test::fails_with;
using test::get;
using test::KnownParty;
using test::succeeds;
using test::TestRequest;

class AuthenticatorTest : public testing::Test {
 protected:
  AuthenticatorTest() { people.now += 1s; } // the authenticator started a second ago
  Result<Caller> ask(const TestRequest& request) { return authenticator.authenticate(request.presented()); }
  TestRequest signed_by(const KnownParty& party) const { return TestRequest().sign(party.key, people.now); }

  test::KnownParties people;
  KnownParty client = people.with_secret({Role::issuer_clerk}, test::own_authority, "license_type:*");
  KnownParty sm2 = people.with_sm2({Role::integrator});
  Authenticator authenticator{people.register_, people.clock};
};

TEST_F(AuthenticatorTest, NothingShownIsAnAnonymousCaller) {
  const auto caller = ask(get("/healthz"));
  ASSERT_THAT(caller, succeeds());
  EXPECT_TRUE(caller->is_anonymous());
  EXPECT_EQ(caller->roles, Roles{Role::anonymous});
  EXPECT_EQ(people.register_.reads, 0);
}

TEST_F(AuthenticatorTest, ASignatureSaysWhoAsksWithWhichRolesAndScopes) {
  for (const KnownParty& party : {std::ref(client), std::ref(sm2)}) {
    const auto caller = ask(signed_by(party));
    ASSERT_THAT(caller, succeeds());
    EXPECT_EQ(caller->scheme, Scheme::signature);
    EXPECT_EQ(caller->party, party.party.id);
    EXPECT_EQ(caller->key_id, party.key.key_id);
    EXPECT_EQ(caller->tenant, test::own_authority);
    EXPECT_EQ(caller->roles, party.party.roles);
    EXPECT_EQ(caller->scopes, party.party.scopes);
  }
}

TEST_F(AuthenticatorTest, WhatWasSignedCannotBeChanged) {
  const std::pair<const char*, std::function<void(TestRequest&)>> changes[] = {
      {"method", [](TestRequest& r) { r.method = "PUT"; }},
      {"path", [](TestRequest& r) { r.target = "/v1/license-types?lang=en"; }},
      {"query", [](TestRequest& r) { r.target = "/v1/licenses?lang=zh"; }},
      {"no query", [](TestRequest& r) { r.target = "/v1/licenses"; }},
      {"host", [](TestRequest& r) { r.headers["host"] = "localhost:8443"; }},
      {"idempotency key", [](TestRequest& r) { r.headers["idempotency-key"] = "k-2"; }},
      {"media type", [](TestRequest& r) { r.headers["content-type"] = "application/ofd"; }},
      {"body and its digest",
       [](TestRequest& r) {
         r.body.push_back(' ');
         r.headers["content-digest"] = content_digest(r.body);
       }},
      {"nonce",
       [](TestRequest& r) {
         r.headers["signature-input"].replace(r.headers["signature-input"].size() - 2, 1, "_");
       }},
  };
  for (const auto& [what, change] : changes) {
    TestRequest request = signed_by(client);
    change(request);
    EXPECT_THAT(ask(request), fails_with("AUTHENTICATION_FAILED")) << what;
    ask(signed_by(client)).value(); // takes the failures back
  }
}

TEST_F(AuthenticatorTest, ABodyHasToBeTheOneDigested) {
  TestRequest request = signed_by(client);
  request.body.push_back(' ');
  EXPECT_THAT(ask(request), fails_with("CONTENT_DIGEST_WRONG"));
  request.headers.erase("content-digest");
  EXPECT_THAT(ask(request), fails_with("SIGNATURE_COMPONENTS"));
}

TEST_F(AuthenticatorTest, AHeaderThatMattersHasToBeCovered) {
  TestRequest request = get("/v1/licenses/x").sign(client.key, people.now);
  request.headers["idempotency-key"] = "k";
  EXPECT_THAT(ask(request), fails_with("SIGNATURE_COMPONENTS"));
}

TEST_F(AuthenticatorTest, UnknownKeyWrongKeyAndOtherKindAreOneAnswer) {
  KnownParty unknown = people.with_secret({}), other = people.with_secret({});
  unknown.key.key_id = "nobody-has-this";
  other.key.key_id = client.key.key_id;
  TestRequest kind = signed_by(sm2);
  std::string& input = kind.headers["signature-input"];
  input.replace(input.find("sm2-sm3"), 7, "hmac-sm3");
  TestRequest algorithm = signed_by(client);
  std::string& named = algorithm.headers["signature-input"];
  named.replace(named.find("hmac-sm3"), 8, "ed25519");
  const Error answer = ask(signed_by(unknown)).error();
  EXPECT_EQ(answer, fail(ErrorKind::forbidden, "AUTHENTICATION_FAILED"));
  EXPECT_EQ(ask(signed_by(other)).error(), answer);
  EXPECT_EQ(ask(kind).error(), answer);
  EXPECT_EQ(ask(algorithm).error(), answer);
}

TEST_F(AuthenticatorTest, AMalformedProofIsNoAnonymousCaller) {
  TestRequest request = signed_by(client);
  request.headers["signature-input"] = "garbage";
  EXPECT_THAT(ask(request), fails_with("SIGNATURE_MALFORMED"));
  request = signed_by(client);
  request.headers.erase("signature");
  EXPECT_THAT(ask(request), fails_with("SIGNATURE_MALFORMED"));
  request = signed_by(client);
  request.headers.erase("signature-input");
  EXPECT_THAT(ask(request), fails_with("SIGNATURE_MALFORMED"));
}

TEST_F(AuthenticatorTest, AClockMayBeFiveMinutesOff) {
  people.now += 10min;
  const auto at = [&](std::chrono::seconds offset) {
    return ask(TestRequest().sign(client.key, people.now + offset));
  };
  EXPECT_THAT(at(-signature_window), succeeds());
  EXPECT_THAT(at(-signature_window - 1s), fails_with("SIGNATURE_TIME"));
  EXPECT_THAT(at(signature_window), succeeds());
  EXPECT_THAT(at(signature_window + 1s), fails_with("SIGNATURE_TIME"));
}

TEST_F(AuthenticatorTest, ANonceCountsOnce) {
  const TestRequest request = signed_by(client);
  EXPECT_THAT(ask(request), succeeds());
  EXPECT_THAT(ask(request), fails_with("SIGNATURE_REPLAYED"));
  people.now += signature_window;
  EXPECT_THAT(ask(request), fails_with("SIGNATURE_REPLAYED"));
  people.now += 1s;
  EXPECT_THAT(ask(request), fails_with("SIGNATURE_TIME"));
}

TEST_F(AuthenticatorTest, TheNonceOfAnotherKeyIsNoReplay) {
  TestRequest mine = signed_by(client), theirs = signed_by(sm2);
  const auto nonce = [](const TestRequest& request) {
    const std::string& input = request.headers.at("signature-input");
    return input.substr(input.find("nonce="));
  };
  ASSERT_THAT(ask(mine), succeeds());
  // Put into another's signed request it is a changed request, not a replayed one.
  std::string& input = theirs.headers["signature-input"];
  input.replace(input.find("nonce="), std::string::npos, nonce(mine));
  EXPECT_THAT(ask(theirs), fails_with("AUTHENTICATION_FAILED"));
}

TEST_F(AuthenticatorTest, WhatWasSignedBeforeTheStartIsRefusedAfterIt) {
  const TestRequest request = signed_by(client);
  ASSERT_THAT(ask(request), succeeds());
  Authenticator restarted(people.register_, people.clock);
  EXPECT_THAT(restarted.authenticate(request.presented()), fails_with("SIGNATURE_BEFORE_START"));
  EXPECT_THAT(restarted.authenticate(signed_by(client).presented()), fails_with("SIGNATURE_BEFORE_START"));
  people.now += 1s;
  EXPECT_THAT(restarted.authenticate(signed_by(client).presented()), succeeds());
}

TEST_F(AuthenticatorTest, WhatWasSignedAheadOfTheClockIsRefusedAfterARestart) {
  const TestRequest ahead = TestRequest().sign(client.key, people.now + 200s);
  ASSERT_THAT(ask(ahead), succeeds());
  people.now += 10s;
  Authenticator restarted(people.register_, people.clock);
  people.now += 1s;
  EXPECT_THAT(restarted.authenticate(ahead.presented()), fails_with("SIGNATURE_BEFORE_START"));
  EXPECT_THAT(restarted.authenticate(signed_by(sm2).presented()), succeeds()) << "another key is not held up";
  people.now += 190s;
  EXPECT_THAT(restarted.authenticate(signed_by(client).presented()), succeeds());
}

TEST_F(AuthenticatorTest, EndedCredentialsAndDisabledPartiesAreRefused) {
  people.register_.end_credential(client.key.key_id, people.now + 5s, {}).value();
  EXPECT_THAT(ask(signed_by(client)), succeeds());
  people.now += 5s;
  EXPECT_THAT(ask(signed_by(client)), fails_with("CREDENTIAL_ENDED"));
  people.administration.disable_on_site(sm2.party.id).value();
  EXPECT_THAT(ask(signed_by(sm2)), fails_with("CREDENTIAL_ENDED"));
}

TEST_F(AuthenticatorTest, TenThousandGuessesLeadNowhere) {
  KnownParty guess = people.with_secret({});
  guess.key.key_id = client.key.key_id;
  int tried = 0;
  for (int i = 0; i < 10'000; ++i) {
    const auto answer = ask(signed_by(guess));
    ASSERT_FALSE(answer);
    tried += answer.error().code == "AUTHENTICATION_FAILED" ? 1 : 0;
  }
  EXPECT_EQ(tried, int{free_failures});
  EXPECT_THAT(ask(signed_by(client)), fails_with("AUTHENTICATION_LOCKED"));
  TestRequest elsewhere = signed_by(client);
  elsewhere.peer = "198.51.100.7";
  EXPECT_THAT(ask(elsewhere), succeeds()) << "a stranger must not shut a client out";
  people.now += first_wait;
  EXPECT_THAT(ask(signed_by(client)), succeeds());
}

TEST_F(AuthenticatorTest, ACertificateIsKnownByItsDigest) {
  const auto& pki = test::test_pki();
  const auto party = people.with_certificate(pki.signer.certificate, {Role::integrator});
  TestRequest request = get("/v1/licenses/x");
  request.certificate = to_bytes(pki.signer.certificate.der());
  const auto caller = ask(request);
  ASSERT_THAT(caller, succeeds());
  EXPECT_EQ(caller->scheme, Scheme::certificate);
  EXPECT_EQ(caller->party, party.id);
  request.certificate = to_bytes(pki.seal_maker.certificate.der());
  EXPECT_THAT(ask(request), fails_with("AUTHENTICATION_FAILED"));
}

TEST_F(AuthenticatorTest, ACertificateEndsWithItsValidity) {
  const auto& pki = test::test_pki();
  people.with_certificate(pki.signer.certificate, {Role::integrator});
  TestRequest request = get("/v1/licenses/x");
  request.certificate = to_bytes(pki.signer.certificate.der());
  people.now = pki.signer.certificate.not_after() + 1s;
  EXPECT_THAT(ask(request), fails_with("CREDENTIAL_ENDED"));
}

TEST_F(AuthenticatorTest, ATokenIsBoundToItsKey) {
  const auto made =
      new_token(caller_of(people.register_.find_key(client.key.key_id).value(), Scheme::signature),
                {Role::issuer_clerk}, people.now, crypto::system_random);
  people.register_.keep_session(made.session).value();
  TestRequest request = get("/v1/licenses/x");
  request.headers["authorization"] = "Bearer " + made.text;
  EXPECT_THAT(ask(request), fails_with("TOKEN_REFUSED")) << "without its key";
  EXPECT_THAT(ask(TestRequest(request).sign(sm2.key, people.now)), fails_with("TOKEN_REFUSED"))
      << "with another key";
  const auto caller = ask(TestRequest(request).sign(client.key, people.now));
  ASSERT_THAT(caller, succeeds());
  EXPECT_EQ(caller->scheme, Scheme::token);
  people.now += token_life;
  EXPECT_THAT(ask(TestRequest(request).sign(client.key, people.now)), fails_with("TOKEN_REFUSED"));
}

TEST_F(AuthenticatorTest, ABareSecretIsProvedLikeASignature) {
  const std::string secret = to_base64(std::get<crypto::SecretBytes>(client.key.key).view());
  const auto caller = authenticator.by_secret(client.key.key_id, secret, "192.0.2.1");
  ASSERT_THAT(caller, succeeds());
  EXPECT_EQ(caller->scheme, Scheme::secret);
  EXPECT_EQ(caller->party, client.party.id);
  const auto refused = [&](const std::string& key, const std::string& text, const char* peer) {
    return authenticator.by_secret(key, text, peer);
  };
  EXPECT_THAT(refused("no such key", secret, "192.0.2.2"), fails_with("AUTHENTICATION_FAILED"));
  EXPECT_THAT(refused(sm2.key.key_id, secret, "192.0.2.2"), fails_with("AUTHENTICATION_FAILED"));
  EXPECT_THAT(refused(client.key.key_id, "not base64", "192.0.2.2"), fails_with("AUTHENTICATION_FAILED"));
  const std::string zeros = to_base64(Bytes(32, 0));
  EXPECT_THAT(refused("no such key", zeros, "192.0.2.3"), fails_with("AUTHENTICATION_FAILED"));
  for (int n = 0; n < 10; ++n)
    EXPECT_THAT(refused(client.key.key_id, zeros, "192.0.2.4"), fails_with("AUTHENTICATION_FAILED"));
  EXPECT_THAT(refused(client.key.key_id, secret, "192.0.2.4"), fails_with("AUTHENTICATION_LOCKED"));
  people.register_.end_credential(client.key.key_id, people.now, {}).value();
  EXPECT_THAT(refused(client.key.key_id, secret, "192.0.2.5"), fails_with("CREDENTIAL_ENDED"));
}

TEST_F(AuthenticatorTest, AFacadeTokenEndsWithItsTimeAndItsKey) {
  const auto made =
      new_facade_token(caller_of(people.register_.find_key(client.key.key_id).value(), Scheme::secret),
                       "clerk-1", people.now, crypto::system_random);
  people.register_.keep_session(made.session).value();
  EXPECT_EQ(operator_of_facade_token(made.text), "clerk-1");
  const auto ask_with = [&](const std::string& text) {
    return authenticator.by_facade_token(text, "192.0.2.1");
  };
  ASSERT_THAT(ask_with(made.text), succeeds());
  EXPECT_EQ(ask_with(made.text)->scheme, Scheme::token);
  EXPECT_THAT(ask_with(made.text.substr(0, 43) + ".clerk-2"), fails_with("TOKEN_REFUSED"))
      << "of another person in office";
  people.register_.end_credential(client.key.key_id, people.now, {}).value();
  EXPECT_THAT(ask_with(made.text), fails_with("CREDENTIAL_ENDED"));
  people.now += token_life;
  EXPECT_THAT(ask_with(made.text), fails_with("TOKEN_REFUSED"));
}

TEST_F(AuthenticatorTest, ASessionEndsByTimeByIdlenessAndByLogout) {
  TestRequest request = get("/v1/licenses/x");
  const std::string text = people.login(client.party.id, {Role::issuer_clerk});
  request.headers["authorization"] = "Bearer " + text;
  EXPECT_EQ(ask(request)->scheme, Scheme::session);
  for (auto passed = 0s; passed + 29min < session_life; passed += 29min) {
    people.now += 29min;
    ASSERT_THAT(ask(request), succeeds());
  }
  people.now += 29min;
  EXPECT_THAT(ask(request), fails_with("TOKEN_REFUSED")) << "eight hours after the login";

  request.headers["authorization"] = "Bearer " + people.login(client.party.id, {Role::issuer_clerk});
  people.now += session_idle;
  EXPECT_THAT(ask(request), fails_with("TOKEN_REFUSED")) << "idle";

  const std::string last = people.login(client.party.id, {Role::issuer_clerk});
  request.headers["authorization"] = "Bearer " + last;
  EXPECT_THAT(ask(request), succeeds());
  people.register_.end_session(digest_of(last)).value();
  EXPECT_THAT(ask(request), fails_with("TOKEN_REFUSED")) << "logged out";
}

TEST_F(AuthenticatorTest, WrongTokensOfOneShutOutNobodyElseBehindHisGateway) {
  TestRequest good = get("/v1/licenses/x"), wrong = good;
  good.headers["authorization"] = "Bearer " + people.login(client.party.id, {Role::issuer_clerk});
  wrong.certificate = to_bytes(test::stranger().certificate.der());
  for (unsigned i = 0; i < 3 * free_failures; ++i) {
    TestRequest guess = get("/v1/licenses/x");
    guess.headers["authorization"] =
        "Bearer " + to_base64url(crypto::random_bytes(crypto::system_random, 32));
    EXPECT_THAT(ask(guess), fails_with("TOKEN_REFUSED"));
    EXPECT_THAT(ask(wrong),
                fails_with(i < free_failures ? "AUTHENTICATION_FAILED" : "AUTHENTICATION_LOCKED"));
  }
  EXPECT_THAT(ask(good), succeeds());
}

TEST_F(AuthenticatorTest, ARoleTakenAwayIsGoneFromSessionsAtOnce) {
  TestRequest request = get("/v1/licenses/x");
  request.headers["authorization"] = "Bearer " + people.login(client.party.id, {Role::issuer_clerk});
  EXPECT_TRUE(ask(request)->has(Role::issuer_clerk));
  people.administration.change_role("x", client.party.id, Role::issuer_clerk, false).value();
  EXPECT_TRUE(ask(request)->roles.empty());
  people.administration.disable_on_site(client.party.id).value();
  EXPECT_THAT(ask(request), fails_with("CREDENTIAL_ENDED"));
}

TEST_F(AuthenticatorTest, AHolderIsKnownByTheCodeOfTheLogin) {
  TestRequest request = get("/v1/licenses/x");
  request.headers["authorization"] = "Bearer " + people.login("", {Role::holder}, {"111", "ab12"});
  const auto caller = ask(request);
  ASSERT_THAT(caller, succeeds());
  EXPECT_EQ(caller->holder, (HolderCode{"111", "ab12"}));
  EXPECT_EQ(caller->roles, Roles{Role::holder});
}

} // namespace
} // namespace elicense::access
