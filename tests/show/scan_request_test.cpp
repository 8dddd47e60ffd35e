// SPDX-License-Identifier: Apache-2.0
// Each thing that a request may not ask, and what makes it another one.
#include "show/scan_request.hpp"
#include "tests/support/result_matchers.hpp"
#include <gmock/gmock.h>

namespace elicense::show {
namespace {

using test::fails_with;

constexpr const char* business = "11100000MB0143028R001";

ScanRequest asked(const std::function<void(ScanRequest&)>& edit = {}) {
  ScanRequest request;
  request.idempotency_key = "scan-1";
  request.code = {false, "code"};
  request.asker = {"client-1", "11640000MB999999XM", "operator-1", "窗口 3"};
  request.matter = {"000100001", "设立登记"};
  request.matter_case = "2026-000017";
  request.wanted = {{business, {}, std::nullopt}};
  if (edit) edit(request);
  return request;
}

Result<std::vector<Wanted>> checked(const std::function<void(ScanRequest&)>& edit) {
  static const auto types = license::TypeCatalogue::load().value();
  return check_request(asked(edit), types, [](std::string_view text) { return text == "测试"; });
}

TEST(ScanRequest, GetsTheNamesOfItsTypes) {
  const auto wanted = checked({});
  ASSERT_THAT(wanted, test::succeeds());
  EXPECT_EQ(wanted->at(0).type_name, "营业执照");
}

TEST(ScanRequest, AsksForWhatThereIs) {
  EXPECT_THAT(checked([](auto& request) { request.idempotency_key.clear(); }),
              fails_with("IDEMPOTENCY_KEY_MISSING"));
  EXPECT_THAT(checked([](auto& request) { request.wanted[0].type_code = "none"; }),
              fails_with("SHOW_TYPE_UNKNOWN"));
  EXPECT_THAT(checked([](auto& request) { request.wanted[0].fields = {{"体重"}}; }),
              fails_with("SHOW_FIELD_UNKNOWN"));
}

TEST(ScanRequest, StaysWithinItsLimits) {
  const std::vector<std::function<void(ScanRequest&)>> edits = {
      [](auto& request) { request.matter.code.clear(); },
      [](auto& request) { request.matter.name = std::string(max_matter_name + 1, 'x'); },
      [](auto& request) { request.matter_case.clear(); },
      [](auto& request) { request.asker.device = std::string(max_device + 1, 'x'); },
      [](auto& request) { request.uses = 0; },
      [](auto& request) { request.uses = static_cast<std::int64_t>(max_uses) + 1; },
      [](auto& request) { request.wanted.clear(); },
      [](auto& request) { request.wanted.resize(max_wanted_types + 1); },
      [](auto& request) { request.wanted.push_back(request.wanted[0]); },
      [](auto& request) { request.way = Way::duty; }}; // without its basis
  for (std::size_t i = 0; i < edits.size(); ++i)
    EXPECT_THAT(checked(edits[i]), fails_with("SHOW_REQUEST")) << i;
}

TEST(ScanRequest, SaysWhatFor) {
  EXPECT_THAT(checked([](auto& request) { request.matter.name = "测试"; }),
              fails_with("SHOW_PURPOSE_FILLER"));
  EXPECT_THAT(checked([](auto& request) { request.matter_case = "测试"; }),
              fails_with("SHOW_PURPOSE_FILLER"));
  EXPECT_THAT(checked([](auto& request) {
                request.way = Way::duty;
                request.legal_basis = "测试";
              }),
              fails_with("SHOW_PURPOSE_FILLER"));
}

TEST(ScanRequest, IsAnotherOneByAnyOfItsParts) {
  const std::vector<std::function<void(ScanRequest&)>> edits = {
      [](auto& request) { request.code.text = "other"; },
      [](auto& request) { request.code.spoken = true; },
      [](auto& request) { request.asker.party = "client-2"; },
      [](auto& request) { request.asker.operator_ = "operator-2"; },
      [](auto& request) { request.asker.device = "窗口 4"; },
      [](auto& request) { request.matter.code = "000100002"; },
      [](auto& request) { request.matter_case = "2026-000018"; },
      [](auto& request) { request.uses = 2; },
      [](auto& request) { request.document_number = "1"; },
      [](auto& request) { request.wanted[0].fields = {{"名称"}}; },
      [](auto& request) { request.way = Way::duty; },
      [](auto& request) {
        request.item = Matter{"01", "新设"};
      }};
  std::vector<crypto::Sm3Digest> seen = {digest_of(asked())};
  EXPECT_EQ(digest_of(asked([](auto& request) { request.idempotency_key = "scan-2"; })), seen[0]);
  for (const auto& edit : edits) {
    const auto digest = digest_of(asked(edit));
    EXPECT_THAT(seen, testing::Not(testing::Contains(digest)));
    seen.push_back(digest);
  }
}

} // namespace
} // namespace elicense::show
