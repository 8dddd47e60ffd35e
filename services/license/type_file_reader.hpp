// SPDX-License-Identifier: Apache-2.0
// What every part of a type file is read with: members by JSON pointer; the first thing wrong is remembered.
#pragma once
#include "crypto/result.hpp"
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace elicense::license {

class TypeFileReader {
 public:
  explicit TypeFileReader(const nlohmann::json& root) : root_(root) {}

  bool failed() const { return !problem_.empty(); }
  Error error() const { return fail(ErrorKind::invalid, "TYPE_INVALID", problem_); }
  void demand(bool fulfilled, const std::string& pointer, const std::string& what);

  const nlohmann::json* find(const std::string& pointer) const;
  std::string optional_text(const std::string& pointer);
  std::string text(const std::string& pointer); // one that may not be empty
  void only_keys(const std::string& pointer, const std::vector<std::string_view>& known);

 private:
  const nlohmann::json& root_;
  std::string problem_;
};

} // namespace elicense::license
