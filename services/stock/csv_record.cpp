// SPDX-License-Identifier: Apache-2.0
#include "stock/csv_record.hpp"

namespace elicense::stock {
namespace {

constexpr char mark = '"';

// Takes a quoted cell off the front, with both its marks.
std::string take_quoted(std::string_view& record) {
  std::string cell;
  record.remove_prefix(1);
  while (true) {
    const std::size_t end = record.find(mark);
    cell += record.substr(0, end);
    record.remove_prefix(end + 1);
    if (!record.starts_with(mark)) return cell;
    cell += mark;
    record.remove_prefix(1);
  }
}

} // namespace

void CsvScanner::start_record() {
  state_ = State::start_of_cell;
  faulty_ = false;
  marks_ = 0;
}

bool CsvScanner::ends_with(char c) {
  if (c == '\n' && state_ != State::quoted) return true;
  take(c);
  return false;
}

void CsvScanner::take(char c) {
  if (c == mark && state_ != State::plain) ++marks_;
  switch (state_) {
  case State::start_of_cell:
    if (c != delimiter_) state_ = c == mark ? State::quoted : State::plain;
    break;
  case State::plain:
    if (c == delimiter_) state_ = State::start_of_cell;
    faulty_ = faulty_ || c == mark;
    break;
  case State::quoted:
    if (c == mark) state_ = State::closed;
    break;
  case State::closed:
    state_ = c == mark         ? State::quoted
             : c == delimiter_ ? State::start_of_cell
             : c == '\r'       ? State::line_end
                               : State::torn;
    faulty_ = faulty_ || state_ == State::torn;
    break;
  case State::line_end: // a line feed would have ended the record
    state_ = State::torn;
    faulty_ = true;
    break;
  case State::torn:
    break;
  }
}

std::vector<std::string> csv_cells(std::string_view record, char delimiter) {
  std::vector<std::string> cells;
  while (true) {
    if (record.starts_with(mark)) {
      cells.push_back(take_quoted(record));
    } else {
      const std::string_view cell = record.substr(0, record.find(delimiter));
      cells.emplace_back(cell);
      record.remove_prefix(cell.size());
    }
    if (record.empty()) return cells;
    record.remove_prefix(1); // the delimiter
  }
}

} // namespace elicense::stock
