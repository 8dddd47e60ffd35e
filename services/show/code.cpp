// SPDX-License-Identifier: Apache-2.0
#include "show/code.hpp"

#include <algorithm>

namespace elicense::show {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Nine digits, each as likely as the others: bytes that would favour some are drawn again.
std::string random_digits(const crypto::RandomSource& random, std::size_t count) {
  constexpr unsigned even = 250;
  std::string digits;
  while (digits.size() < count) {
    const unsigned byte = crypto::random_bytes(random, 1)[0];
    if (byte < even) digits += static_cast<char>('0' + byte % 10);
  }
  return digits;
}

// Blanks and hyphens as people put them between groups; nothing else goes.
std::string without_separators(std::string_view text) {
  std::string digits;
  for (const char c : text)
    if (c != ' ' && c != '-') digits += c;
  return digits;
}

bool is_spoken(std::string_view text) {
  return text.size() == spoken_digits && std::ranges::all_of(text, is_digit);
}

bool is_letter_of_base64url(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || is_digit(c) || c == '-' || c == '_';
}

} // namespace

char check_digit(std::string_view digits) {
  int product = 10;
  for (const char digit : digits) {
    int sum = (digit - '0' + product) % 10;
    if (sum == 0) sum = 10;
    product = sum * 2 % 11;
  }
  return static_cast<char>('0' + (11 - product) % 10);
}

std::string make_reference(const crypto::RandomSource& random) {
  return to_base64url(crypto::random_bytes(random, reference_size));
}

Code make_code(const crypto::RandomSource& random, Time now) {
  std::string spoken = random_digits(random, spoken_digits - 1);
  spoken += check_digit(spoken);
  return {
      .reference = make_reference(random), .spoken = std::move(spoken), .expires_at = now + show_code_life};
}

// Of 132 bits in 22 letters the last four are none of the reference: they are zero, or it is another text.
bool is_reference(std::string_view text) {
  constexpr std::string_view last = "AQgw";
  return text.size() == reference_letters && std::ranges::all_of(text, is_letter_of_base64url) &&
         last.find(text.back()) != std::string_view::npos;
}

Result<Addresses> Addresses::create(std::string prefix) {
  if (prefix.size() + reference_letters > max_qr_bytes)
    return fail(ErrorKind::too_large, "SHOW_URL_TOO_LONG",
                "public_url may have " + std::to_string(max_qr_bytes - reference_letters - 3) + " bytes");
  return Addresses(std::move(prefix));
}

Result<Shown> Addresses::read(std::string_view text) const {
  if (text.starts_with(prefix_)) text.remove_prefix(prefix_.size());
  if (is_reference(text)) return Shown{false, std::string(text)};
  const std::string digits = without_separators(text);
  if (!is_spoken(digits)) return fail(ErrorKind::malformed, "SHOW_CODE_MALFORMED");
  if (check_digit(std::string_view(digits).substr(0, spoken_digits - 1)) != digits.back())
    return fail(ErrorKind::invalid, "SHOW_SPOKEN_CHECK");
  return Shown{true, digits};
}

face::Qr qr_of(std::string_view address) {
  face::Qr qr = face::make_qr(address, face::QrLevel::medium).value();
  if (qr.version() > max_qr_version) throw std::logic_error("show code above its budget");
  return qr;
}

} // namespace elicense::show
