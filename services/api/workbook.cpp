// SPDX-License-Identifier: Apache-2.0
// The library writes files alone: one of a temporary name, which is read and removed.
#include "api/workbook.hpp"

#include <filesystem>
#include <fstream>
#include <unistd.h>
#include <xlsxwriter.h>

namespace elicense::api {
namespace {

constexpr double column_width = 18; // characters

Error unwritable() {
  return fail(ErrorKind::unavailable, "WORKBOOK_UNWRITABLE");
}

class TemporaryFile {
 public:
  TemporaryFile() {
    std::error_code none;
    name_ = (std::filesystem::temp_directory_path(none) / "elicense-XXXXXX").string();
    const int file = none ? -1 : mkstemp(name_.data());
    made_ = file >= 0;
    if (made_) close(file);
  }
  ~TemporaryFile() {
    if (made_) unlink(name_.c_str());
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  bool is_made() const { return made_; }
  const std::string& name() const { return name_; }

  Result<Bytes> content() const {
    std::ifstream file(name_, std::ios::binary);
    Bytes bytes{std::istreambuf_iterator<char>(file), {}};
    return file.bad() || bytes.empty() ? Result<Bytes>(unwritable()) : bytes;
  }

 private:
  std::string name_;
  bool made_ = false;
};

void write_cell(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const nlohmann::ordered_json& value) {
  if (value.is_number())
    worksheet_write_number(sheet, row, column, value.get<double>(), nullptr);
  else if (value.is_string())
    worksheet_write_string(sheet, row, column, value.get_ref<const std::string&>().c_str(), nullptr);
}

void write_sheet(lxw_workbook* book, const Sheet& content) {
  lxw_worksheet* const sheet = workbook_add_worksheet(book, content.name.c_str());
  lxw_format* const heading = workbook_add_format(book);
  format_set_bold(heading);
  worksheet_freeze_panes(sheet, 1, 0);
  lxw_col_t column = 0;
  for (const std::string& name : content.columns) {
    worksheet_set_column(sheet, column, column, column_width, nullptr);
    worksheet_write_string(sheet, 0, column, name.c_str(), heading);
    for (lxw_row_t row = 0; row < content.rows.size(); ++row)
      if (content.rows[row].contains(name)) write_cell(sheet, row + 1, column, content.rows[row][name]);
    ++column;
  }
}

} // namespace

Result<Bytes> xlsx_of(std::span<const Sheet> sheets) {
  const TemporaryFile file;
  if (!file.is_made()) return unwritable();
  lxw_workbook* const book = workbook_new(file.name().c_str());
  if (book == nullptr) return unwritable();
  for (const Sheet& sheet : sheets)
    write_sheet(book, sheet);
  if (workbook_close(book) != LXW_NO_ERROR) return unwritable();
  return file.content();
}

} // namespace elicense::api
