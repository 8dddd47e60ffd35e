// SPDX-License-Identifier: Apache-2.0
// Structured log: one JSON object a line on stderr (or a file). Names and codes only; never personal data,
// bodies, or secrets.
#pragma once
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace elicense::observe {

using Field = std::pair<std::string_view, std::variant<std::string_view, std::int64_t, double, bool>>;

enum class Level { debug, info, warning, error };

class Log {
 public:
  static std::unique_ptr<Log> to_stderr(Level least = Level::info);
  static std::unique_ptr<Log> to_file(const std::string& path, Level least = Level::info);
  static std::unique_ptr<Log> silent();
  virtual ~Log() = default;
  virtual void write(Level level, std::string_view event, std::initializer_list<Field> fields = {}) = 0;
};

} // namespace elicense::observe
