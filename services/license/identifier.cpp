// SPDX-License-Identifier: Apache-2.0
// Reading and writing license identifiers.
#include "license/identifier.hpp"
#include <algorithm>
#include <optional>

namespace elicense::license {
namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::size_t type_size = 21, version_size = 3;

bool is_written_in_alphabet(std::string_view text, std::size_t at_least, std::size_t at_most) {
  return text.size() >= at_least && text.size() <= at_most &&
         text.find_first_not_of(alphabet) == std::string_view::npos;
}

std::string three_digits(int version) {
  const std::string digits = std::to_string(version);
  return std::string(version_size - std::min(version_size, digits.size()), '0') + digits;
}

// The five parts after the root, or fewer when there are not five.
std::vector<std::string_view> split(std::string_view text) {
  std::vector<std::string_view> parts;
  for (std::size_t dot; parts.size() < 5 && (dot = text.find('.')) != std::string_view::npos;) {
    parts.push_back(text.substr(0, dot));
    text.remove_prefix(dot + 1);
  }
  parts.push_back(text);
  return parts;
}

std::optional<int> version_number(std::string_view text) {
  if (text.size() != version_size || text == "000") return std::nullopt;
  int number = 0;
  for (const char digit : text) {
    if (digit < '0' || digit > '9') return std::nullopt;
    number = number * 10 + (digit - '0');
  }
  return number;
}

} // namespace

char mod_37_36(std::string_view characters) {
  std::size_t p = 36;
  for (const char character : characters) {
    const std::size_t value = alphabet.find(character);
    if (value == std::string_view::npos)
      throw std::invalid_argument("mod_37_36: not in 0-9, A-Z"); // a caller checks first
    p = (p + value) % 36;
    p = 2 * (p == 0 ? 36 : p) % 37;
  }
  return alphabet[(37 - p) % 36];
}

Result<Identifier> Identifier::parse(std::string_view text) {
  const auto malformed = [](std::string detail) {
    return fail(ErrorKind::malformed, "IDENTIFIER_MALFORMED", std::move(detail));
  };
  if (!text.starts_with(identifier_root) || text.substr(identifier_root.size(), 1) != ".")
    return malformed("it does not start with 1.2.156.3005.2.");
  const auto parts = split(text.substr(identifier_root.size() + 1));
  if (parts.size() != 5) return malformed("it does not have five parts after the root");
  if (!is_written_in_alphabet(parts[0], type_size, type_size)) return malformed("type code");
  if (!is_written_in_alphabet(parts[1], min_issuer_size, max_issuer_size)) return malformed("issuer code");
  if (!is_written_in_alphabet(parts[2], 1, max_serial_size)) return malformed("serial");
  const auto version = version_number(parts[3]);
  if (!version) return malformed("version");
  if (!is_written_in_alphabet(parts[4], 1, 1)) return malformed("check character");

  Identifier identifier{std::string(parts[0]), std::string(parts[1]), std::string(parts[2]), *version};
  if (identifier.text().back() != parts[4][0])
    return fail(ErrorKind::invalid, "IDENTIFIER_CHECK", "the check character does not fit");
  return identifier;
}

std::string Identifier::text() const {
  const std::string number = three_digits(version);
  std::string text(identifier_root);
  for (const auto& part : {type, issuer, serial, number})
    text += "." + part;
  return text + "." + mod_37_36(type + issuer + serial + number);
}

std::string random_serial(const crypto::RandomSource& random) {
  constexpr std::uint8_t unbiased = 256 / 36 * 36; // larger bytes would favour the first characters
  std::string serial;
  while (serial.size() < written_serial_size) {
    const std::uint8_t byte = crypto::random_bytes(random, 1)[0];
    if (byte < unbiased) serial += alphabet[byte % 36];
  }
  return serial;
}

} // namespace elicense::license
