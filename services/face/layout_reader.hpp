// SPDX-License-Identifier: Apache-2.0
// What every part of a layout is read with: values with their place; the first thing wrong is remembered.
#pragma once
#include "face/layout_parts.hpp"

namespace elicense::face {

class LayoutReader {
 public:
  explicit LayoutReader(const std::vector<std::string>& fields) : fields_(fields) {}

  bool failed() const { return !problem_.empty(); }
  Error error() const { return fail(ErrorKind::malformed, "FACE_LAYOUT", problem_); }
  void wrong(const std::string& pointer, const std::string& what);

  bool known_keys(const nlohmann::json& object, const std::string& at, const std::vector<std::string>& keys);
  std::string text(const nlohmann::json& object, const std::string& at, const std::string& key,
                   const std::string& otherwise);
  double number(const nlohmann::json& value, const std::string& at, double least, double most);
  double number(const nlohmann::json& object, const std::string& at, const std::string& key, double least,
                double most, double otherwise);
  std::string one_of(const nlohmann::json& object, const std::string& key,
                     const std::vector<std::string>& choices, const std::string& at = {});
  // One that is there and as long as a list may be; or nothing.
  const nlohmann::json* list(const nlohmann::json& object, const std::string& at, const std::string& key);

  void known_field(const std::string& name, const std::string& at);
  TextTemplate words(const std::string& source, const std::string& at);
  Box box(const nlohmann::json& value, const std::string& at, const PageStyle& style);
  void on_page(const Box& box, const std::string& at, const PageStyle& style);

 private:
  const std::vector<std::string>& fields_;
  std::string problem_;
};

} // namespace elicense::face
