// SPDX-License-Identifier: Apache-2.0
#include "license/drafting.hpp"
#include "tests/license/known_types.hpp"
#include "tests/support/result_matchers.hpp"

namespace elicense::license {
namespace {

using nlohmann::json;
using test::card_type;
using test::embedded_types;
using test::fails_with;
using test::succeeds;
using test::transport_permit_type;

const Authority issuing_authority{"11640100MB0000001A", "示例市审批服务管理局", "seal-1"};
const Time now = test::utc("2026-03-31T16:30:00Z"); // 1 April in China

const LicenseType& deed_type() {
  return *embedded_types().find("11100000MB03271699001");
}

IssueRequest request_for(const LicenseType& type) {
  return {.idempotency_key = "key",
          .type_code = type.code,
          .data = type.example,
          .holder_code_type = "",
          .issued_on = ""};
}

Result<License> draft(const LicenseType& type, const std::function<void(IssueRequest&)>& change) {
  IssueRequest request = request_for(type);
  change(request);
  return draft_license(request, type, issuing_authority, now);
}

Result<License> draft_with(const LicenseType& type, const std::string& field, const json& value) {
  return draft(type, [&](IssueRequest& request) { request.data[field] = value; });
}

TEST(DraftLicense, TakesItsPartsFromTypeDataAndAuthority) {
  const auto license =
      draft_license(request_for(transport_permit_type()), transport_permit_type(), issuing_authority, now);
  ASSERT_THAT(license, succeeds());
  EXPECT_EQ(license->identifier, "");
  EXPECT_EQ(license->reference, "");
  EXPECT_EQ(license->type_code, transport_permit_type().code);
  EXPECT_EQ(license->type_name, "道路运输经营许可证");
  EXPECT_EQ(license->number, "宁交运管许可示字640100000001号");
  EXPECT_EQ(license->issuer_code, issuing_authority.code);
  EXPECT_EQ(license->issuer_name, issuing_authority.name);
  EXPECT_EQ(license->holder.name, "银川示例物流有限公司");
  EXPECT_EQ(license->holder.code_type, "001");
  EXPECT_EQ(license->holder.code, "91640100MA0000031T");
  EXPECT_EQ(license->data, transport_permit_type().example);
  EXPECT_EQ(license->issued_at, now);
  EXPECT_EQ(license->valid_from, "2026-04-01");
  EXPECT_EQ(license->valid_until, "2030-03-31");
  EXPECT_EQ(license->registered_state, State::pending);
  EXPECT_EQ(license->seal_id, "seal-1");
}

TEST(DraftLicense, IsIssuedTodayInChinaUnlessTold) {
  EXPECT_EQ(draft(transport_permit_type(), [](IssueRequest&) {})->issued_on, "2026-04-01");
  const auto on = [](const std::string& day) {
    return draft(transport_permit_type(), [&](IssueRequest& request) { request.issued_on = day; });
  };
  EXPECT_EQ(on("2025-12-31")->issued_on, "2025-12-31");
  EXPECT_THAT(on("2025-12-32"), fails_with("LICENSE_DATA_INVALID"));
  EXPECT_THAT(on("20251231"), fails_with("LICENSE_DATA_INVALID"));
}

TEST(DraftLicense, ChecksTheDataFirst) {
  EXPECT_THAT(draft_with(transport_permit_type(), "经营状态", "不明"), fails_with("LICENSE_DATA_INVALID"));
  EXPECT_THAT(draft_with(transport_permit_type(), "备注", "x"), fails_with("LICENSE_DATA_INVALID"));
}

TEST(DraftLicense, ChecksTheHolder) {
  EXPECT_THAT(draft_with(transport_permit_type(), "统一社会信用代码", "91640100MA0000031U"),
              fails_with("CREDIT_CODE_CHECK"));
  EXPECT_THAT(draft_with(card_type(), "公民身份号码", "640104199001010027"),
              fails_with("CITIZEN_NUMBER_CHECK"));
  EXPECT_THAT(draft_with(card_type(), "公民身份号码", "640104199002310026"),
              fails_with("CITIZEN_NUMBER_DATE"));
  EXPECT_THAT(draft_with(card_type(), "姓名", " 张三"), fails_with("HOLDER_NAME"));
}

TEST(DraftLicense, TakesTheCodeTypesOfItsTypeOnly) {
  const auto as = [](const LicenseType& type, const std::string& code_type) {
    return draft(type, [&](IssueRequest& request) { request.holder_code_type = code_type; });
  };
  EXPECT_EQ(as(deed_type(), "")->holder.code_type, "111");
  EXPECT_EQ(as(deed_type(), "111")->holder.code_type, "111");
  EXPECT_THAT(as(deed_type(), "001"),
              fails_with("CREDIT_CODE_CHECK")); // allowed, but the example's is a person's
  EXPECT_THAT(as(deed_type(), "999"), fails_with("HOLDER_CODE_TYPE"));
  EXPECT_THAT(as(deed_type(), "000"), fails_with("HOLDER_CODE_TYPE"));
}

TEST(DraftLicense, EndsNotBeforeItBegins) {
  EXPECT_THAT(draft_with(transport_permit_type(), "有效期至", "2026-04-01"), succeeds()); // one day
  const auto backwards = draft_with(transport_permit_type(), "有效期至", "2026-03-31");
  ASSERT_THAT(backwards, fails_with("LICENSE_DATA_INVALID"));
  EXPECT_EQ(backwards.error().detail, "/有效期至: before 有效期自");
}

TEST(DraftLicense, MayHaveNoEnd) {
  EXPECT_EQ(draft_with(card_type(), "有效期至", "长期")->valid_until, no_end);
  EXPECT_THAT(draft_with(card_type(), "有效期至", "2026-02-30"), fails_with("LICENSE_DATA_INVALID"));
  EXPECT_EQ(draft(deed_type(), [](IssueRequest&) {})->valid_until, "");
}

TEST(RequestDigest, IsOfTheMeaningNotTheText) {
  IssueRequest one = request_for(transport_permit_type()), two = one;
  one.data = json::parse(R"({"b":1,"a":{"d":2,"c":3}})");
  two.data = json::parse("{ \"a\": {\"c\":3, \"d\":2}, \"b\":1 }");
  two.idempotency_key = "another key";
  EXPECT_EQ(request_digest(one), request_digest(two));
}

TEST(RequestDigest, ChangesWithEveryPart) {
  const IssueRequest request = request_for(transport_permit_type());
  const auto changed = [&](const std::function<void(IssueRequest&)>& change) {
    IssueRequest other = request;
    change(other);
    return request_digest(other) != request_digest(request);
  };
  EXPECT_TRUE(changed([](IssueRequest& other) { other.type_code += "x"; }));
  EXPECT_TRUE(changed([](IssueRequest& other) { other.data["地址"] = "x"; }));
  EXPECT_TRUE(changed([](IssueRequest& other) { other.data["x"] = "x"; }));
  EXPECT_TRUE(changed([](IssueRequest& other) { other.holder_code_type = "001"; }));
  EXPECT_TRUE(changed([](IssueRequest& other) { other.issued_on = "2026-04-01"; }));
}

} // namespace
} // namespace elicense::license
