// SPDX-License-Identifier: Apache-2.0
#include "api/html_page.hpp"
#include "tests/support/reception.hpp"
#include <gmock/gmock.h>

namespace elicense::api {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(HtmlPage, ReplacesEveryNameAndLeavesNone) {
  const auto page = html_page("app.html", {{"title", "A title"}}, "default-src 'none'");
  const std::string text(as_text(page.body));
  EXPECT_THAT(text, HasSubstr("<title>A title</title>"));
  EXPECT_THAT(text, HasSubstr("/assets/app/.js")); // not among the values
  EXPECT_THAT(text, Not(HasSubstr("{{")));
  EXPECT_EQ(page.content_type, "text/html; charset=utf-8");
  EXPECT_EQ(test::header_of(page, "Content-Security-Policy"), "default-src 'none'");
  EXPECT_EQ(test::header_of(page, "Referrer-Policy"), "no-referrer");
}

} // namespace
} // namespace elicense::api
