// SPDX-License-Identifier: Apache-2.0
// Targets that have one meaning. Those that have two are in ambiguous_requests.cpp.
#include "http/target.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::http {
namespace {

using test::fails_with;
using Query = std::multimap<std::string, std::string, std::less<>>;

TEST(Target, DecodesThePathOnce) {
  EXPECT_EQ(read_target("/")->path, "/");
  EXPECT_EQ(read_target("/v1/licenses")->path, "/v1/licenses");
  EXPECT_EQ(read_target("/%E8%AF%81/%41-b_c~d.e:f@g!")->path, "/证/A-b_c~d.e:f@g!");
}

TEST(Target, DecodesTheQueryAsAForm) {
  EXPECT_EQ(read_target("/a")->query, Query());
  EXPECT_EQ(read_target("/a?b=1&b=2&c")->query, (Query{{"b", "1"}, {"b", "2"}, {"c", ""}}));
  EXPECT_EQ(read_target("/a?at=2026-01-31T08:00:00%2B08:00&n=a+b/c?d")->query,
            (Query{{"at", "2026-01-31T08:00:00+08:00"}, {"n", "a b/c?d"}}));
}

TEST(Target, RefusesDoubtfulQueries) {
  for (const char* target : {"/a?b=%ff", "/a?%0d=1", "/a?b=%7f", "/a?&b=1", "/a?b;c", "/a?b=%", "/a?b=1#c"})
    EXPECT_THAT(read_target(target), fails_with("HTTP_TARGET")) << target;
}

TEST(Target, RefusesWhatIsNoPath) {
  for (const char* target :
       {"", "?a=b", "a", "/.", "/..", "/...//", "/%2e", "/a/%2E%2e", "/\xe8\xaf\x81", "/%F0%80%80%80"})
    EXPECT_THAT(read_target(target), fails_with("HTTP_TARGET")) << target;
}

} // namespace
} // namespace elicense::http
