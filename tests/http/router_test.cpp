// SPDX-License-Identifier: Apache-2.0
// The route table and what it refuses to hold.
#include "http/router.hpp"
#include <stdexcept>

namespace elicense::http {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

Response nothing(const Request&) {
  return {};
}

Route get(std::string pattern, std::string name) {
  return {"GET", std::move(pattern), std::move(name), nothing, 0, {}, false};
}

Route post(std::string pattern, std::string name) {
  return {"POST", std::move(pattern), std::move(name), nothing, 10, {"application/json"}, false};
}

std::string answered_by(const Router& router, std::string_view method, std::string_view path) {
  const auto match = router.match(method, path);
  return match.route ? match.route->name : "";
}

TEST(Router, FillsParameters) {
  const Router router({get("/v1/licenses/{identifier}/faces/{format}", "face")});
  const auto match = router.match("GET", "/v1/licenses/1.2.3/faces/png");
  ASSERT_NE(match.route, nullptr);
  EXPECT_THAT(match.parameters, ElementsAre(Pair("format", "png"), Pair("identifier", "1.2.3")));
}

TEST(Router, MatchesWholePathsOnly) {
  const Router router({get("/", "root"), get("/v1", "one"), get("/v1/{a}", "two")});
  EXPECT_EQ(answered_by(router, "GET", "/"), "root");
  EXPECT_EQ(answered_by(router, "GET", "/v1"), "one");
  EXPECT_EQ(answered_by(router, "GET", "/v1/x"), "two");
  EXPECT_EQ(answered_by(router, "GET", "/v1/x/y"), "");
  EXPECT_EQ(answered_by(router, "GET", "/v2"), "");
  EXPECT_EQ(answered_by(router, "GET", "/v1/"), "");
  EXPECT_EQ(answered_by(router, "GET", "/V1"), "");
}

TEST(Router, PrefersLiterals) {
  const Router router({get("/a/{x}/{y}", "open"), get("/a/b/{y}", "half"), get("/a/b/c", "closed")});
  EXPECT_EQ(answered_by(router, "GET", "/a/b/c"), "closed");
  EXPECT_EQ(answered_by(router, "GET", "/a/b/d"), "half");
  EXPECT_EQ(answered_by(router, "GET", "/a/e/c"), "open");
}

TEST(Router, AnswersHeadByGet) {
  const Router router({get("/a", "get_a"), post("/b", "post_b")});
  EXPECT_EQ(answered_by(router, "HEAD", "/a"), "get_a");
  EXPECT_EQ(answered_by(router, "HEAD", "/b"), "");
}

TEST(Router, NamesTheAllowedMethods) {
  const Router router({get("/a", "get_a"), post("/a", "post_a"), post("/b", "post_b"), get("/{x}", "get_x")});
  EXPECT_THAT(router.match("POST", "/c").allowed, ElementsAre("GET", "HEAD"));
  EXPECT_THAT(Router({post("/b", "post_b")}).match("GET", "/b").allowed, ElementsAre("POST"));
  EXPECT_THAT(router.match("GET", "/a/b").allowed, IsEmpty());
  EXPECT_THAT(router.match("GET", "/a").allowed, IsEmpty());
  EXPECT_THAT(Router({get("/a", "1"), post("/{x}", "2")}).match("GET", "/z").allowed, ElementsAre("POST"));
}

TEST(Router, RefusesAnAmbiguousTable) {
  EXPECT_THROW(Router({get("/a/{x}", "1"), get("/a/{y}", "2")}), std::invalid_argument);
  EXPECT_THROW(Router({get("/a/{x}/c", "1"), get("/a/b/{y}", "2")}), std::invalid_argument);
  EXPECT_THROW(Router({get("/a", "1"), get("/a", "2")}), std::invalid_argument);
  EXPECT_THROW(Router({get("/a", "1"), get("/b", "1")}), std::invalid_argument);
  EXPECT_NO_THROW(Router({get("/a/{x}", "1"), post("/a/{x}", "2"), get("/b/{x}", "3")}));
}

TEST(Router, GivesTheRestOfAPath) {
  const Router router({get("/tile/{path...}", "tile"), get("/tiles", "all"), get("/a/{x}/{y...}", "a")});
  EXPECT_THAT(router.match("GET", "/tile/0/x001/000.p/5").parameters,
              ElementsAre(Pair("path", "0/x001/000.p/5")));
  EXPECT_THAT(router.match("GET", "/tile/0").parameters, ElementsAre(Pair("path", "0")));
  EXPECT_THAT(router.match("GET", "/a/1/2/3").parameters, ElementsAre(Pair("x", "1"), Pair("y", "2/3")));
  EXPECT_EQ(answered_by(router, "GET", "/tile"), "");
  EXPECT_EQ(answered_by(router, "GET", "/tile/"), "");
  EXPECT_EQ(answered_by(router, "GET", "/a/1"), "");
  EXPECT_THAT(router.match("POST", "/tile/0/1").allowed, ElementsAre("GET", "HEAD"));
}

TEST(Router, KeepsARestToItself) {
  EXPECT_THROW(Router({get("/a/{x...}", "1"), get("/a/b", "2")}), std::invalid_argument);
  EXPECT_THROW(Router({get("/a/{x...}", "1"), get("/a/b/c/d", "2")}), std::invalid_argument);
  EXPECT_THROW(Router({get("/a/b/{x...}", "1"), get("/a/{y...}", "2")}), std::invalid_argument);
  EXPECT_THROW(Router({get("/{x}/b/c", "1"), get("/a/{y...}", "2")}), std::invalid_argument);
  EXPECT_NO_THROW(Router({get("/a/{x...}", "1"), get("/a", "2"), get("/b/c", "3"), post("/a/{x}", "4")}));
  EXPECT_NO_THROW(Router({get("/a/b/{x...}", "1"), get("/a/c/{x...}", "2")}));
}

TEST(Router, RefusesRoutesThatCannotWork) {
  for (const char* pattern : {"/{x...}/a", "/{...}", "/a/{x..}}", "", "a", "/a/", "//a", "/{}", "/{a}/{a}",
                              "/a{b}", "/{a", "/{{a}}"})
    EXPECT_THROW(Router({get(pattern, "r")}), std::invalid_argument) << pattern;
  Route put = get("/a", "r"), body = get("/a", "r"), untyped = post("/a", "r"), unlimited = post("/a", "r"),
        unhandled = get("/a", "r");
  put.method = "PUT";
  body.max_body = 1;
  untyped.content_types.clear();
  unlimited.max_body = 0;
  unhandled.handler = nullptr;
  for (const Route& route : {put, body, untyped, unlimited, unhandled, get("/a", "")})
    EXPECT_THROW(Router({route}), std::invalid_argument);
}

} // namespace
} // namespace elicense::http
