// SPDX-License-Identifier: Apache-2.0
// What pages are made of is there, under its kind, and nothing else is.
#include "schemas/resources.hpp"
#include "tests/support/reception.hpp"
#include <gmock/gmock.h>
#include <regex>
#include <zlib.h>

namespace elicense::api {
namespace {

using test::header_of;

class Pages : public testing::Test {
 protected:
  http::Response ask(const std::string& path) const {
    return house.call_unsigned(test::request_of("GET", path));
  }
  static std::vector<std::string> all_matches(std::string_view text, const std::regex& pattern) {
    const std::string content(text);
    std::vector<std::string> found;
    for (std::sregex_iterator at(content.begin(), content.end(), pattern), end; at != end; ++at)
      found.push_back((*at)[1]);
    return found;
  }
  test::Reception house;
};

TEST_F(Pages, LoadNothingFromElsewhere) {
  for (const char* path : {"/", "/verify", "/scan", "/complaints", "/report"}) {
    const auto page = ask(path);
    EXPECT_EQ(page.status, 200U);
    EXPECT_EQ(page.content_type, "text/html; charset=utf-8");
    const std::string policy = header_of(page, "Content-Security-Policy");
    EXPECT_THAT(policy, testing::StartsWith("default-src 'none'; script-src 'self';"));
    EXPECT_THAT(policy, testing::Not(testing::HasSubstr("unsafe")));
    EXPECT_THAT(policy, testing::HasSubstr("require-trusted-types-for 'script'; trusted-types worker"));
    EXPECT_EQ(header_of(page, "Referrer-Policy"), "no-referrer");
    EXPECT_THAT(std::string(as_text(page.body)), testing::Not(testing::HasSubstr("://")));
  }
}

TEST_F(Pages, OfferNoLoginWhereNobodyCanLogIn) {
  ASSERT_EQ(house.context().login, nullptr);
  for (const char* path : {"/", "/scan", "/complaints", "/report"})
    EXPECT_THAT(std::string(as_text(ask(path).body)), testing::HasSubstr("<html lang=\"zh\">")) << path;
}

TEST_F(Pages, EveryFileThatIsNamedIsThere) {
  const std::regex in_page("(?:href|src)=\"(/assets/[^\"]+)\""), in_module("from '\\./([^']+)'");
  std::size_t named = 0;
  for (const char* path : {"/", "/verify", "/scan", "/complaints", "/report"})
    for (const std::string& asset : all_matches(as_text(ask(path).body), in_page)) {
      EXPECT_EQ(ask(asset).status, 200U) << asset;
      ++named;
    }
  for (const Resource& resource : resources())
    if (resource.path.starts_with("web/app/"))
      for (const std::string& module : all_matches(resource.content, in_module)) {
        EXPECT_EQ(ask("/assets/app/" + module).content_type, "text/javascript; charset=utf-8") << module;
        ++named;
      }
  EXPECT_GT(named, 20U);
}

TEST_F(Pages, KindsAreTold) {
  EXPECT_EQ(ask("/assets/page.css").content_type, "text/css; charset=utf-8");
  EXPECT_EQ(ask("/assets/icon.svg").content_type, "image/svg+xml");
  EXPECT_EQ(ask("/assets/app.webmanifest").content_type, "application/manifest+json");
}

TEST_F(Pages, OnlyAssetsAreServed) {
  for (const char* path : {"/assets/app.html", "/assets/nothing.js", "/assets/../schemas/openapi.yaml",
                           "/assets/schemas/openapi.yaml"})
    EXPECT_EQ(ask(path).status, 404U) << path;
}

// Only what keeps the pages for times without a network may speak for all of them.
TEST_F(Pages, TheWorkerMayServeEveryPage) {
  EXPECT_EQ(header_of(ask("/assets/worker.js"), "Service-Worker-Allowed"), "/");
  EXPECT_EQ(header_of(ask("/assets/app/offline.js"), "Service-Worker-Allowed"), "");
}

// A first look over a slow network: 150 kB compressed is the limit, and all pages together are below it
// uncompressed. What reads QR codes comes when the camera is turned on.
std::size_t compressed_size(const Bytes& content) {
  uLongf size = compressBound(content.size());
  Bytes packed(size);
  EXPECT_EQ(compress(packed.data(), &size, content.data(), content.size()), Z_OK);
  return size;
}

// All pages together, without the reader of codes, within what one of them may cost a phone.
TEST_F(Pages, AreSmall) {
  std::size_t size = 0;
  for (const Resource& resource : resources())
    if (resource.path.starts_with("web/") && !resource.path.starts_with("web/scanner/"))
      size += compressed_size(to_bytes(resource.content));
  EXPECT_LT(size, 150U * 1024);
}

} // namespace
} // namespace elicense::api
