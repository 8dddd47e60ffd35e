// SPDX-License-Identifier: Apache-2.0
// Show codes: an opaque address for the QR, and ten digits to be read out. Their form and life are this
// project's own decision (docs/show.md).
#pragma once
#include "crypto/random.hpp"
#include "crypto/time.hpp"
#include "face/qr.hpp"

namespace elicense::show {

inline constexpr std::size_t reference_size = 16;    // random bytes
inline constexpr std::size_t reference_letters = 22; // of base64url
inline constexpr std::size_t spoken_digits = 10;     // the last one is the check digit
inline constexpr std::chrono::seconds show_code_life{60};
inline constexpr std::chrono::seconds show_refresh{45}; // then the page asks for the next one

// The budget of the picture: 41 modules a side, read from a phone at arm's length.
inline constexpr int max_qr_version = 6;
inline constexpr std::size_t max_qr_bytes = 106; // version 6-M, byte mode (ISO/IEC 18004 table 7)
inline constexpr int qr_pixels = 10;             // of a module, as PNG

struct Code {
  std::string reference;
  std::string spoken; // ten digits
  Time expires_at{};
};

Code make_code(const crypto::RandomSource& random, Time now);
std::string make_reference(const crypto::RandomSource& random);
bool is_reference(std::string_view text); // 22 characters that make_reference() may have written

// ISO/IEC 7064 MOD 11,10 over the digits before it: finds every wrong digit, and nearly every swap.
char check_digit(std::string_view digits);

// What a scanner read or somebody typed.
struct Shown {
  bool spoken = false;
  std::string text; // a reference, or ten digits
};

// Addresses of codes: everything before the reference, such as "https://elicense.example/s/".
class Addresses {
 public:
  // SHOW_URL_TOO_LONG: a code would be larger than the budget of its picture
  static Result<Addresses> create(std::string prefix);
  std::string of(std::string_view reference) const { return prefix_ + std::string(reference); }
  // An address exactly as written here, a bare reference, or ten digits with blanks and hyphens between them.
  // SHOW_CODE_MALFORMED for everything else; SHOW_SPOKEN_CHECK: ten digits with another check digit
  Result<Shown> read(std::string_view text) const;

 private:
  explicit Addresses(std::string prefix) : prefix_(std::move(prefix)) {}
  std::string prefix_;
};

face::Qr qr_of(std::string_view address); // within the budget, or throws: Addresses saw to it

} // namespace elicense::show
