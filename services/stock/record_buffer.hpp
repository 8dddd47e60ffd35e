// SPDX-License-Identifier: Apache-2.0
// Bytes that were fed and not yet taken, and where in the file they stand.
#pragma once
#include "stock/row.hpp"
#include <algorithm>
#include <string_view>

namespace elicense::stock {

class RecordBuffer {
 public:
  explicit RecordBuffer(const ReadingPoint& from) : point_(from) {}

  void feed(std::string_view bytes) {
    bytes_.erase(0, start_);
    start_ = 0;
    bytes_ += bytes;
  }
  std::string_view rest() const { return std::string_view(bytes_).substr(start_); }
  void drop(std::size_t size) { // from the front; the point goes on
    const std::string_view dropped = rest().substr(0, size);
    point_.offset += dropped.size();
    point_.line += static_cast<std::uint64_t>(std::ranges::count(dropped, '\n'));
    start_ += dropped.size();
  }
  const ReadingPoint& point() const { return point_; }
  void count_row() { ++point_.rows; }

 private:
  std::string bytes_;
  std::size_t start_ = 0;
  ReadingPoint point_;
};

} // namespace elicense::stock
