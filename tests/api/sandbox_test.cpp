// SPDX-License-Identifier: Apache-2.0
// The endpoints of a sandbox, and that others have none.
#include "api/sandbox.hpp"
#include "tests/support/reception.hpp"

namespace elicense {
namespace {

using test::body_of;

const std::map<std::string, std::string, std::less<>> json_sent = {{"content-type", "application/json"}};

class SandboxEndpoints : public testing::Test {
 protected:
  http::Response post(const std::string& path, std::string_view body) {
    return house.call("POST", path, as_bytes(body), json_sent);
  }
  void expect(const http::Response& answer, unsigned status, const char* code) {
    EXPECT_EQ(answer.status, status);
    EXPECT_EQ(body_of(answer)["code"], code);
  }

  test::Reception house;
  sandbox::Faults faults;
  nlohmann::ordered_json world = {{"format", "elicense/sandbox@1"}};
  api::Sandbox offered{.faults = faults,
                       .world = world,
                       .log_in = [this](std::string_view persona) -> Result<access::NewSession> {
                         if (persona != "citizen") return fail(ErrorKind::not_found, "SANDBOX_PERSONA");
                         return access::new_login({}, {access::Role::holder}, {"111", "640104199001010026"},
                                                  house.now, crypto::system_random);
                       }};
};

TEST_F(SandboxEndpoints, AreNotThereElsewhere) {
  expect(house.call("GET", "/v1/sandbox"), 404, "SANDBOX_NONE");
  expect(post("/v1/sandbox/logins", R"({"persona":"citizen"})"), 404, "SANDBOX_NONE");
  expect(post("/v1/sandbox/faults", R"({"fault":"slow","on":true})"), 404, "SANDBOX_NONE");
}

TEST_F(SandboxEndpoints, TellOfTheWorldAndItsFaults) {
  house.set_sandbox(&offered);
  faults.set(sandbox::Fault::slow, true);
  const auto told = body_of(house.call("GET", "/v1/sandbox"));
  EXPECT_EQ(told["format"], "elicense/sandbox@1");
  EXPECT_EQ(
      told["faults"],
      (nlohmann::json{
          {"clock-skewed", false}, {"limit-reached", false}, {"slow", true}, {"status-list-stale", false}}));
}

TEST_F(SandboxEndpoints, LogInAPersona) {
  house.set_sandbox(&offered);
  const auto answer = post("/v1/sandbox/logins", R"({"persona":"citizen"})");
  ASSERT_EQ(answer.status, 201U);
  const auto body = body_of(answer);
  EXPECT_EQ(body["token_type"], "Bearer");
  const auto cookie =
      std::ranges::find(answer.headers, "set-cookie", &std::pair<std::string, std::string>::first);
  ASSERT_NE(cookie, answer.headers.end());
  EXPECT_EQ(cookie->second, access::cookie_of(body["access_token"].get<std::string>()));
  expect(post("/v1/sandbox/logins", R"({"persona":"nobody"})"), 404, "SANDBOX_PERSONA");
  expect(post("/v1/sandbox/logins", R"({"persona":7})"), 400, "REQUEST_FIELDS");
  expect(post("/v1/sandbox/logins", R"({"who":"citizen"})"), 400, "REQUEST_FIELDS");
}

TEST_F(SandboxEndpoints, SwitchFaults) {
  house.set_sandbox(&offered);
  EXPECT_EQ(body_of(post("/v1/sandbox/faults", R"({"fault":"slow","on":true})"))["faults"]["slow"], true);
  EXPECT_TRUE(faults.is_on(sandbox::Fault::slow));
  EXPECT_EQ(post("/v1/sandbox/faults", R"({"fault":"slow","on":false})").status, 200U);
  EXPECT_FALSE(faults.is_on(sandbox::Fault::slow));
  expect(post("/v1/sandbox/faults", R"({"fault":"fire","on":true})"), 404, "SANDBOX_FAULT");
  for (const char* body : {R"({"fault":"slow"})", R"({"fault":"slow","on":"yes"})", R"({"on":true})", "[]"})
    expect(post("/v1/sandbox/faults", body), 400, "REQUEST_FIELDS");
}

} // namespace
} // namespace elicense
