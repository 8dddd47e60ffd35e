// SPDX-License-Identifier: Apache-2.0
#include "api/answer.hpp"
#include "cli/sandbox_door.hpp"

#include <nlohmann/json.hpp>

namespace elicense::cli {
namespace {

using sandbox::Fault;
using sandbox::Faults;
using std::chrono::milliseconds;

constexpr milliseconds delay{30};

std::string field(const http::Response& response, std::string_view name) {
  for (const auto& [given, value] : response.headers)
    if (given == name) return value;
  return "";
}

http::Response plain(const http::Request&) {
  return {.status = 200, .content_type = "text/plain", .body = to_bytes("well"), .headers = {}};
}

http::Response page(const http::Request&) {
  return {.status = 200,
          .content_type = "text/html; charset=utf-8",
          .body = to_bytes("<html lang=\"zh\"><title>页</title>"),
          .headers = {}};
}

class SandboxDoor : public testing::Test {
 protected:
  http::Response ask(const std::string& path) const {
    return router.match("GET", path).route->handler(http::Request());
  }
  milliseconds time_of(const std::string& path) const {
    const auto start = std::chrono::steady_clock::now();
    ask(path);
    return std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - start);
  }

  Faults faults;
  const http::Router router =
      sandbox_router(http::Router({{"GET", "/v1/licenses", "list", plain, 0, {}},
                                   {"GET", "/v1/sandbox", "get_sandbox", plain, 0, {}},
                                   {"GET", "/login", "begin_login", plain, 0, {}},
                                   {"GET", "/", "page", page, 0, {}, true}}),
                     faults, delay);
};

TEST_F(SandboxDoor, MarksEveryAnswer) {
  for (const char* path : {"/v1/licenses", "/v1/sandbox", "/login", "/"})
    EXPECT_EQ(field(ask(path), sandbox_field), "1") << path;
  const auto refused = sandbox_refusal(api::problem)({}, fail(ErrorKind::not_found, "HTTP_NOT_FOUND"));
  EXPECT_EQ(refused.status, 404U);
  EXPECT_EQ(field(refused, sandbox_field), "1");
}

TEST_F(SandboxDoor, MarksPagesAndLeavesOtherBodies) {
  EXPECT_EQ(as_text(ask("/").body), "<html lang=\"zh\" class=\"sandbox\"><title>沙箱 · 页</title>");
  EXPECT_EQ(as_text(ask("/v1/licenses").body), "well");
}

TEST_F(SandboxDoor, RefusesAsALimitWould) {
  faults.set(Fault::limit_reached, true);
  const auto refused = ask("/v1/licenses");
  EXPECT_EQ(refused.status, 429U);
  EXPECT_EQ(nlohmann::json::parse(as_text(refused.body))["code"], "LIMIT_REACHED");
  EXPECT_EQ(field(refused, "Retry-After"), "1");
  EXPECT_EQ(field(refused, "RateLimit"), "\"client\";r=0;t=60");
  EXPECT_EQ(field(refused, sandbox_field), "1");
  for (const char* path : {"/v1/sandbox", "/login", "/"})
    EXPECT_EQ(ask(path).status, 200U) << path;
  faults.set(Fault::limit_reached, false);
  EXPECT_EQ(ask("/v1/licenses").status, 200U);
}

TEST_F(SandboxDoor, IsSlow) {
  faults.set(Fault::slow, true);
  EXPECT_GE(time_of("/v1/licenses"), delay);
  EXPECT_EQ(ask("/v1/licenses").status, 200U);
  for (const char* path : {"/v1/sandbox", "/login", "/"})
    EXPECT_LT(time_of(path), delay) << path;
}

} // namespace
} // namespace elicense::cli
