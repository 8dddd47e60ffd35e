// SPDX-License-Identifier: Apache-2.0
#include "face/qr.hpp"
#include "license/view.hpp"
#include "show/offline_code.hpp"
#include "show/offline_summary.hpp"
#include "tests/support/offline_phone.hpp"
#include "tests/support/result_matchers.hpp"
#include <random>

namespace elicense::show {
namespace {

using test::fails_with;
using test::succeeds;
using Fields = std::vector<std::string>;

const license::TypeCatalogue& types() {
  static const auto loaded = license::TypeCatalogue::load().value();
  return loaded;
}

// Letters that do not compress and differ: the longest there can be.
std::string long_text(std::mt19937& random, std::size_t letters) {
  std::string text;
  for (std::size_t i = 0; i < letters; ++i) {
    const auto code = static_cast<unsigned>(0x4e00 + random() % 0x5000); // of the unified ideographs
    text += static_cast<char>(0xe0U | code >> 12U);
    text += static_cast<char>(0x80U | (code >> 6U & 0x3fU));
    text += static_cast<char>(0x80U | (code & 0x3fU));
  }
  return text;
}

license::License longest(const license::LicenseType& type, std::mt19937& random) {
  license::License license;
  license.type_code = type.code;
  license.type_name = type.name + long_text(random, 100);
  license.number = long_text(random, 100);
  license.issuer_name = long_text(random, 100);
  license.holder = {long_text(random, 100), "001", "91640100MA7XXXXX0X"};
  license.valid_until = "2099-12-31";
  license.data = type.example;
  for (auto& [field, value] : license.data.items())
    if (value.is_string() && !type.is_picture(field)) value = long_text(random, 1300);
  return license;
}

Fields data_fields_of(const license::License& license, const license::LicenseType& type) {
  Fields fields;
  for (const auto& [field, value] : license.data.items())
    if (value.is_string() && !type.is_picture(field)) fields.push_back(field);
  return fields;
}

// Nothing is masked, nothing compresses, every number is as long as it gets.
OfflineTicket largest_ticket(const DeviceKey& device, std::vector<SummaryLine> summary) {
  OfflineTicket ticket = test::offline_ticket(device);
  ticket.list = 65535;
  ticket.index = 65535;
  ticket.clock_offset = -std::chrono::seconds(max_clock_offset);
  ticket.summary = std::move(summary);
  return ticket;
}

TEST(OfflineSummary, OfEveryTypeWithTheLongestDataFitsIntoVersionFifteen) {
  std::mt19937 random(15);
  const auto issuer = test::OfflineIssuer::sm2();
  const auto phone = test::PhoneKey::es256(), app = test::PhoneKey::sm2();
  const auto all = types().all();
  ASSERT_GE(all.size(), 193U);
  int largest = 0;
  for (const license::LicenseType* type : all) {
    const auto license = longest(*type, random);
    const Fields data = data_fields_of(license, *type);
    for (std::size_t i = 0; i < std::max<std::size_t>(data.size(), 1); ++i) {
      Fields chosen = {"holder_name", "issuer_name"};
      if (!data.empty()) chosen.push_back(data[i]);
      if (data.size() > 1) chosen.push_back(data[(i + 1) % data.size()]);
      auto summary = summary_of(license, type, chosen);
      if (!summary && summary.error().detail == "two whose names begin alike") continue;
      ASSERT_TRUE(summary) << type->code << ' ' << summary.error().detail;
      ASSERT_LE(summary_size(*summary), max_summary_size);
      if (i > 0) continue;
      for (const auto* holder : {&phone, &app}) {
        const std::string code =
            holder->code(issuer.ticket(largest_ticket(holder->device_key(), *summary)), test::offline_now);
        const auto qr = face::make_alphanumeric_qr(code);
        ASSERT_THAT(qr, succeeds());
        ASSERT_LE(qr->version(), max_code_version) << type->code;
        largest = std::max(largest, qr->version());
      }
    }
  }
  EXPECT_GE(largest, max_code_version - 1); // the room is used
}

TEST(OfflineSummary, AFullOneOfTextThatDoesNotCompressFitsEveryTime) {
  std::mt19937 random(16);
  const auto issuer = test::OfflineIssuer::sm2();
  const auto phone = test::PhoneKey::es256();
  for (int i = 0; i < 300; ++i) {
    std::vector<SummaryLine> summary = {{"type_name", ""}};
    while (summary_size(summary) < max_summary_size)
      summary[0].value += static_cast<char>('!' + random() % 90);
    ASSERT_EQ(summary_size(summary), max_summary_size);
    const std::string code =
        phone.code(issuer.ticket(largest_ticket(phone.device_key(), summary)), test::offline_now);
    ASSERT_LE(code.size(), max_code_text);
    ASSERT_THAT(read_code(code, {issuer.key()}), succeeds());
  }
}

class BusinessLicense : public testing::Test {
 protected:
  const license::LicenseType& type = *types().find("11100000MB0143028R001");
  license::License license = [this] {
    license::License made;
    made.type_code = type.code;
    made.type_name = type.name;
    made.number = "91640100MA7XXXXX0X";
    made.issuer_name = "示例市行政审批服务局";
    made.holder = {"银川示例餐饮有限公司", "001", "91640100MA7XXXXX0X"};
    made.valid_until = "长期";
    made.data = type.example;
    return made;
  }();
};

TEST_F(BusinessLicense, SaysWhatWasChosenInItsOrder) {
  const auto lines = summary_of(license, &type, {"issuer_name", "holder_name"}).value();
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(lines[0], (SummaryLine{"type_name", type.name}));
  EXPECT_EQ(lines[1], (SummaryLine{"issuer_name", "示例市行政审批服务局"}));
  EXPECT_EQ(lines[2], (SummaryLine{"holder_name", "银川示例餐饮有限公司"}));
  const auto usual = summary_of(license, &type, {}).value();
  ASSERT_EQ(usual.size(), 4U);
  EXPECT_EQ(usual[3], (SummaryLine{"valid_until", "长期"}));
}

TEST_F(BusinessLicense, ANaturalPersonsNameAndNumberAreMaskedAlways) {
  license.holder = {"张三丰", "111", "640104199001010039"};
  const auto lines = summary_of(license, &type, {"holder_name", "holder_code"}).value();
  EXPECT_EQ(lines[1].value, "张**");
  EXPECT_EQ(lines[2].value, "6401*************9");
  license.valid_until = "";
  EXPECT_EQ(summary_of(license, &type, {"valid_until"}).value()[1].value, "—");
}

TEST_F(BusinessLicense, WhatWasCutSaysSo) {
  license.holder.name =
      std::string(30, 'a') + std::string("银川示例餐饮有限公司银川示例餐饮有限公司银川示例餐饮有限公司");
  const auto lines = summary_of(license, &type, {"holder_name", "issuer_name"}).value();
  EXPECT_TRUE(lines[1].value.ends_with("…"));
  EXPECT_TRUE(lines[1].value.starts_with(std::string(30, 'a')));
  EXPECT_EQ(lines[2].value, "示例市行政审批服务局"); // the longest gives first
  EXPECT_LE(summary_size(lines), max_summary_size);
}

TEST_F(BusinessLicense, OtherFieldsAreRefused) {
  for (const Fields& wrong : {Fields{"none"}, Fields{"holder_name", "holder_name"}, Fields{"type_name"},
                              Fields{"holder_name", "holder_code", "number", "issuer_name", "valid_until"}})
    EXPECT_THAT(summary_of(license, &type, wrong), fails_with("OFFLINE_FIELDS")) << wrong[0];
  const Fields data = data_fields_of(license, type);
  ASSERT_GE(data.size(), 3U);
  EXPECT_THAT(summary_of(license, &type, {data[0], data[1]}), succeeds());
  EXPECT_THAT(summary_of(license, &type, {data[0], data[1], data[2]}), fails_with("OFFLINE_FIELDS"));
  license.data["图"] = nlohmann::json::array({"x"});
  EXPECT_THAT(summary_of(license, &type, {"图"}), fails_with("OFFLINE_FIELDS"));
}

TEST_F(BusinessLicense, NamesThatBeginAlikeAreRefused) {
  license.data["a long name that ends in one"] = "1";
  license.data["a long name that ends in two"] = "2";
  EXPECT_THAT(summary_of(license, &type, {"a long name that ends in one"}), succeeds());
  EXPECT_THAT(summary_of(license, &type, {"a long name that ends in one", "a long name that ends in two"}),
              fails_with("OFFLINE_FIELDS"));
}

TEST_F(BusinessLicense, OfAnUnknownTypeIsHidden) {
  const auto lines = summary_of(license, nullptr, {"number"}).value();
  EXPECT_EQ(lines[1].value, license::hidden_value);
}

} // namespace
} // namespace elicense::show
