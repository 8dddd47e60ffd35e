// SPDX-License-Identifier: Apache-2.0
#include "access/scope.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::access {
namespace {

using test::fails_with;
using test::succeeds;

TEST(Scopes, AllowWhatTheyName) {
  const auto scopes = Scopes::parse("license_type:A license_type:B field:*").value();
  EXPECT_TRUE(scopes.allow(ScopeKind::license_type, "A"));
  EXPECT_TRUE(scopes.allow(ScopeKind::license_type, "B"));
  EXPECT_FALSE(scopes.allow(ScopeKind::license_type, "C"));
  EXPECT_FALSE(scopes.allow(ScopeKind::license_type, "*"));
  EXPECT_TRUE(scopes.allow(ScopeKind::field, "anything"));
  EXPECT_FALSE(scopes.allow(ScopeKind::matter, "A"));
  EXPECT_TRUE(Scopes::parse("legal_basis:A")->allow(ScopeKind::legal_basis, "A"));
  EXPECT_FALSE(Scopes::parse("matter:A")->allow(ScopeKind::legal_basis, "A"));
  EXPECT_FALSE(Scopes().allow(ScopeKind::field, "anything"));
}

TEST(Scopes, NameFieldsInChinese) {
  EXPECT_TRUE(Scopes::parse("field:姓名")->allow(ScopeKind::field, "姓名"));
}

TEST(Scopes, HaveOneText) {
  EXPECT_EQ(Scopes::parse("field:b license_type:x field:a")->text(), "license_type:x field:a field:b");
  EXPECT_EQ(Scopes::parse("")->text(), "");
}

TEST(Scopes, RefuseWhatIsNone) {
  for (const char* bad : {"license_type", "license_type:", ":x", "type:x", "field:a  field:b", "field:a,b",
                          "field:a*", " field:a", "field:a、b，c d", "field:\xff", "field:\xe5\xa7"})
    EXPECT_THAT(Scopes::parse(bad), fails_with("SCOPES_MALFORMED")) << bad;
}

TEST(Scopes, HaveOneQuotaForAMatter) {
  const auto scopes = Scopes::parse("duty_quota:m-1=50 duty_quota:m-2=1000000").value();
  EXPECT_EQ(scopes.duty_quotas().at("m-1"), 50U);
  EXPECT_EQ(scopes.duty_quotas().at("m-2"), max_duty_quota);
  EXPECT_EQ(scopes.text(), "duty_quota:m-1=50 duty_quota:m-2=1000000");
  EXPECT_TRUE(Scopes().duty_quotas().empty());
  EXPECT_THAT(Scopes::parse("duty_quota:" + std::string(max_scope_size, 'x') + "=1"), succeeds());
  for (const std::string& bad :
       {std::string("*"), std::string("m-1"), std::string("m-1="), std::string("m-1=0"),
        std::string("m-1=05"), std::string("m-1=-1"), std::string("m-1=1x"), std::string("m-1=1000001"),
        std::string("*=5"), std::string("=5"), std::string("m=1=5"), std::string("m-1=50 duty_quota:m-1=60"),
        std::string(max_scope_size + 1, 'x') + "=1"})
    EXPECT_THAT(Scopes::parse("duty_quota:" + bad), fails_with("SCOPES_MALFORMED")) << bad;
}

TEST(Scopes, HaveLimits) {
  EXPECT_THAT(Scopes::parse("field:" + std::string(max_scope_size, 'x')), succeeds());
  EXPECT_THAT(Scopes::parse("field:" + std::string(max_scope_size + 1, 'x')), fails_with("SCOPES_MALFORMED"));
  std::string many = "field:0";
  for (std::size_t i = 1; i < max_scopes; ++i)
    many += " field:" + std::to_string(i);
  EXPECT_THAT(Scopes::parse(many), succeeds());
  EXPECT_THAT(Scopes::parse(many + " field:x"), fails_with("SCOPES_MALFORMED"));
}

} // namespace
} // namespace elicense::access
