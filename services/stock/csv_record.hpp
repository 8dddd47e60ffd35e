// SPDX-License-Identifier: Apache-2.0
// Where a record of CSV ends (RFC 4180), and its cells. Works on UTF-8 and on the bytes of GB18030 alike: no
// byte behind the first of a character is a quotation mark, a delimiter or a line break in either.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace elicense::stock {

class CsvScanner {
 public:
  explicit CsvScanner(char delimiter) : delimiter_(delimiter) {}

  bool ends_with(char c); // takes the next byte; true: the record ends with it, a line feed
  void start_record();    // forgets the one before

  bool is_faulty() const { return faulty_; } // a quotation mark where none may stand
  bool is_open() const { return state_ == State::quoted; }
  // Text follows a closing mark, and the marks up to here do not pair: the record may go on behind the line
  // break.
  bool is_uncertain() const { return state_ == State::torn && marks_ % 2 != 0; }

 private:
  enum class State { start_of_cell, plain, quoted, closed, line_end, torn };
  void take(char c);

  char delimiter_;
  State state_ = State::start_of_cell;
  bool faulty_ = false;
  std::size_t marks_ = 0; // of cells that begin with one
};

// The cells of a whole record without a fault, without its line break.
std::vector<std::string> csv_cells(std::string_view record, char delimiter);

} // namespace elicense::stock
