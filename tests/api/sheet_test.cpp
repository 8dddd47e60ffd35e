// SPDX-License-Identifier: Apache-2.0
#include "api/sheet.hpp"

#include <gtest/gtest.h>

namespace elicense::api {
namespace {

const Sheet sheet{.name = "list",
                  .columns = {"Name", "Count"},
                  .rows = {{{"Name", "营业执照"}, {"Count", 3}},
                           {{"Name", "a, \"b\"\nc"}},
                           {{"Name", "=1+1"}, {"Count", nullptr}}}};

http::Request asking(const std::string& format) {
  http::Request request;
  if (!format.empty()) request.query.emplace("format", format);
  return request;
}

TEST(Sheet, IsCsvThatSpreadsheetsRead) {
  EXPECT_EQ(csv_of(sheet), "\xEF\xBB\xBFName,Count\r\n营业执照,3\r\n\"a, \"\"b\"\"\nc\",\r\n'=1+1,\r\n");
}

TEST(Sheet, HoldsNoFormula) {
  for (const std::string start : {"=", "+", "-", "@", "\t", "\r"}) {
    const Sheet one{.name = "list", .columns = {"Name"}, .rows = {{{"Name", start + "1"}}}};
    EXPECT_NE(csv_of(one).find("'" + start + "1"), std::string::npos) << start;
  }
}

TEST(Sheet, AnswersInTheFormatAskedFor) {
  const auto json = sheet_answer(asking(""), sheet, {{"from", "2026-01-01"}});
  EXPECT_EQ(json.content_type, "application/json");
  const auto body = nlohmann::json::parse(as_text(json.body));
  EXPECT_EQ(body["list"].size(), 3U);
  EXPECT_EQ(body["from"], "2026-01-01");
  EXPECT_EQ(sheet_answer(asking("csv"), sheet).content_type, "text/csv; charset=utf-8");
  EXPECT_EQ(sheet_answer(asking("xml"), sheet).status, 400U);
}

} // namespace
} // namespace elicense::api
