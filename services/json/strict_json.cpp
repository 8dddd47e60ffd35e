// SPDX-License-Identifier: Apache-2.0
// A SAX pass that builds the document and refuses what JSON leaves open.
#include "json/strict_json.hpp"
#include <algorithm>
#include <cmath>
#include <optional>

namespace elicense {
namespace {

using nlohmann::json;

constexpr std::int64_t largest_exact = (std::int64_t{1} << 53) - 1; // RFC 7493 2.2
constexpr std::size_t longest_quoted_key = 64;

bool continues_a_character(char c) {
  return (c & 0xC0) == 0x80;
}

std::string_view shortened(std::string_view key) { // between two characters
  std::size_t size = std::min(key.size(), longest_quoted_key);
  while (size < key.size() && continues_a_character(key[size]))
    --size;
  return key.substr(0, size);
}

std::string escaped(std::string_view key) { // RFC 6901
  std::string text;
  for (const char c : shortened(key))
    text += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
  return text;
}

std::string line_and_column(std::string_view text, std::size_t position) {
  const std::string_view before = text.substr(0, position > 0 ? position - 1 : 0);
  const auto line = std::ranges::count(before, '\n') + 1;
  const std::size_t newline = before.rfind('\n');
  const std::size_t column = before.size() - (newline == std::string_view::npos ? 0 : newline + 1) + 1;
  return "line " + std::to_string(line) + ", column " + std::to_string(column);
}

class Builder final : public nlohmann::json_sax<json> {
 public:
  Builder(std::string_view text, const JsonLimits& limits) : text_(text), limits_(limits) {}

  bool null() override { return put(nullptr); }
  bool boolean(bool value) override { return put(value); }
  bool number_unsigned(number_unsigned_t value) override {
    return value <= static_cast<std::uint64_t>(largest_exact) ? put(value) : stop_at_number("beyond 2^53-1");
  }
  bool number_integer(number_integer_t value) override { // only called for a literal with a minus sign
    if (value == 0) return stop_at_number("minus zero");
    return value >= -largest_exact ? put(value) : stop_at_number("beyond -(2^53-1)");
  }
  bool number_float(number_float_t value, const string_t& literal) override {
    if (literal.find_first_of(".eE") == std::string::npos) return stop_at_number("an integer beyond 2^53-1");
    if (!limits_.fractions) return stop_at_number("a fraction");
    if (!std::isfinite(value)) return stop_at_number("not finite");
    return value == 0 && std::signbit(value) ? stop_at_number("minus zero") : put(value);
  }
  bool string(string_t& value) override {
    if (has_nul(value)) return stop_at_nul();
    return put(std::move(value));
  }
  bool binary(binary_t&) override { return false; } // never called for JSON text
  bool start_object(std::size_t) override { return open(json::object()); }
  bool start_array(std::size_t) override { return open(json::array()); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }
  bool key(string_t& key) override {
    if (has_nul(key)) return stop_at_nul();
    if (!open_.back()->emplace(key, nullptr).second) {
      keys_.back() = key;
      return stop(ErrorKind::malformed, "JSON_DUPLICATE_KEY", pointer());
    }
    keys_.back() = key;
    return true;
  }
  bool parse_error(std::size_t position, const std::string&,
                   const nlohmann::detail::exception& error) override {
    constexpr int number_overflow = 406;
    if (error.id == number_overflow) return stop_at_number("not finite");
    return stop(ErrorKind::malformed, "JSON_MALFORMED", line_and_column(text_, position));
  }

  json document;
  std::optional<Error> error;

 private:
  static bool has_nul(std::string_view text) { return text.find('\0') != std::string_view::npos; }

  std::string pointer() const { // to the value being read
    std::string text;
    for (std::size_t i = 0; i < open_.size(); ++i) {
      const std::size_t begun = i + 1 < open_.size() ? 1 : 0; // an outer array holds the open element already
      text += "/" + (open_[i]->is_array() ? std::to_string(open_[i]->size() - begun) : escaped(keys_[i]));
    }
    return text;
  }
  bool stop(ErrorKind kind, std::string code, std::string detail) {
    error = fail(kind, std::move(code), std::move(detail));
    return false;
  }
  bool stop_at_number(const std::string& why) {
    return stop(ErrorKind::malformed, "JSON_NUMBER", pointer() + ": " + why);
  }
  bool stop_at_nul() { return stop(ErrorKind::malformed, "JSON_MALFORMED", pointer() + ": U+0000"); }

  json* place(json value) {
    if (open_.empty()) return &(document = std::move(value));
    if (open_.back()->is_array()) return &open_.back()->emplace_back(std::move(value));
    return &((*open_.back())[keys_.back()] = std::move(value));
  }
  bool put(json value) {
    if (++values_ > limits_.values) return stop(ErrorKind::too_large, "JSON_TOO_MANY_VALUES", pointer());
    place(std::move(value));
    return true;
  }
  bool open(json empty) {
    if (open_.size() >= limits_.depth) return stop(ErrorKind::too_large, "JSON_TOO_DEEP", pointer());
    if (++values_ > limits_.values) return stop(ErrorKind::too_large, "JSON_TOO_MANY_VALUES", pointer());
    open_.push_back(place(std::move(empty)));
    keys_.emplace_back();
    return true;
  }
  bool close() {
    open_.pop_back();
    keys_.pop_back();
    return true;
  }

  std::string_view text_;
  const JsonLimits& limits_;
  std::vector<json*>
      open_; // the containers around the current place; a parent does not grow while its child is open
  std::vector<std::string> keys_;
  std::size_t values_ = 0;
};

} // namespace

Result<json> parse_strict_json(std::string_view text, const JsonLimits& limits) {
  if (text.size() > limits.size)
    return fail(ErrorKind::too_large, "JSON_TOO_LARGE", std::to_string(limits.size));
  if (text.starts_with("\xEF\xBB\xBF")) // the library would skip it
    return fail(ErrorKind::malformed, "JSON_MALFORMED", "a byte order mark");
  if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos) // the library would stop at it
    return fail(ErrorKind::malformed, "JSON_MALFORMED", line_and_column(text, nul + 1));
  Builder builder(text, limits);
  if (!json::sax_parse(text, &builder)) return *builder.error;
  return {boost::system::in_place_value,
          std::move(builder.document)}; // json converts to too much to be returned bare
}

} // namespace elicense
