// SPDX-License-Identifier: Apache-2.0
// Sets the rows of a layout: columns side by side, or a ruled table.
#pragma once
#include "face/text_setter.hpp"

namespace elicense::face {

class RowSetter {
 public:
  RowSetter(const Layout& layout, TextSetter& texts, Face::Drawing& drawing)
      : layout_(layout), style_(layout.style), texts_(texts), drawing_(drawing) {}

  void columns();
  void table();

 private:
  void put_column(const std::vector<Row>& rows, const Box& box, double pitch);
  double widest_label(const std::vector<Row>& rows);
  double height_in_use(const Row& row, double width, double pitch);
  double spare_height(const std::vector<Row>& rows, double height, double width, double pitch);
  void put_cells(const Row& row, const Box& box, const Ink& rule);

  const Layout& layout_;
  const PageStyle& style_;
  TextSetter& texts_;
  Face::Drawing& drawing_;
};

} // namespace elicense::face
