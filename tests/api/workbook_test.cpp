// SPDX-License-Identifier: Apache-2.0
#include "api/workbook.hpp"

#include "tests/support/result_matchers.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gmock/gmock.h>

namespace elicense::api {
namespace {

const std::array sheets = {
    Sheet{.name = "免提交成效", .columns = {"名称", "Count"}, .rows = {{{"名称", "=1+1"}, {"Count", 3}}}},
    Sheet{.name = "empty", .columns = {"名称"}, .rows = {{{"名称", nullptr}}}}};

class Workbook : public testing::Test {
 protected:
  Workbook() { setenv("TMPDIR", folder.path().c_str(), 1); }
  ~Workbook() override { unsetenv("TMPDIR"); }
  test::TemporaryFolder folder;
};

TEST_F(Workbook, IsAZipOfSheetsAndLeavesNoFile) {
  const auto book = xlsx_of(sheets);
  ASSERT_THAT(book, test::succeeds());
  const std::string_view text = as_text(*book);
  EXPECT_TRUE(text.starts_with("PK"));
  EXPECT_NE(text.find("xl/worksheets/sheet2.xml"), std::string_view::npos);
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST_F(Workbook, SaysWhenThereIsNoRoomForIt) {
  setenv("TMPDIR", (folder.path() / "none").c_str(), 1);
  EXPECT_THAT(xlsx_of(sheets), test::fails_with("WORKBOOK_UNWRITABLE"));
}

} // namespace
} // namespace elicense::api
