// SPDX-License-Identifier: Apache-2.0
// The rows of a layout: in columns or a table where the file puts them, or arranged by their longest texts.
#pragma once
#include "face/layout_reader.hpp"

namespace elicense::face {

class RowReader {
 public:
  explicit RowReader(LayoutReader& reader) : reader_(reader) {}

  Row row(const nlohmann::json& value, const std::string& at, const PageStyle& style);
  void read_placed(const nlohmann::json& root, Layout& layout); // "columns" or "table"
  void read_arranged(const nlohmann::json& root,
                     Layout& layout); // "rows", when all else of the layout is known

 private:
  std::vector<Row> rows(const nlohmann::json& value, const std::string& at, const PageStyle& style);
  void read_columns(const nlohmann::json& columns, Layout& layout);
  void read_table(const nlohmann::json& table, Layout& layout);

  LayoutReader& reader_;
  std::size_t count_ = 0;
};

} // namespace elicense::face
