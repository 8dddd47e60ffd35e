// SPDX-License-Identifier: Apache-2.0
#include "crypto/bytes.hpp"
#include "facade/auth_code.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::facade {
namespace {

using test::fails_with;

const AuthCode good = {
    .use_code = "use-code", .matter = "m-1", .item = "01", .matter_case = "2026-17", .type_code = "type"};

TEST(AuthCode, IsReadAsItWasWritten) {
  const AuthCode read = read_auth_code(to_text(good)).value();
  EXPECT_EQ(read.use_code, good.use_code);
  EXPECT_EQ(read.matter, good.matter);
  EXPECT_EQ(read.item, good.item);
  EXPECT_EQ(read.matter_case, good.matter_case);
  EXPECT_EQ(read.type_code, good.type_code);
}

TEST(AuthCode, IsNothingElse) {
  const auto with = [](const std::string& json) { return "code." + to_base64url(as_bytes(json)); };
  for (const std::string& text :
       {std::string(), std::string("code"), std::string("."), std::string("code.!"), to_text(good).substr(8),
        with("{}"), with("[1,2,3,4]"), with(R"(["a","b","c"])"), with(R"(["a","b","c","d","e"])"), with("[")})
    EXPECT_THAT(read_auth_code(text), fails_with("FACADE_AUTH_CODE")) << text;
}

TEST(AuthCode, HasALimit) {
  AuthCode code = good;
  while (to_text(code).size() < max_auth_code)
    code.matter_case += 'x';
  while (to_text(code).size() > max_auth_code)
    code.matter_case.pop_back();
  EXPECT_TRUE(read_auth_code(to_text(code)));
  code.matter_case += "xx";
  EXPECT_THAT(read_auth_code(to_text(code)), fails_with("FACADE_AUTH_CODE"));
}

} // namespace
} // namespace elicense::facade
