// SPDX-License-Identifier: Apache-2.0
// Strict DER (X.690 section 10) over received bytes: definite minimal lengths, low tag numbers, bounded
// depth, no copies.
#pragma once
#include "crypto/bytes.hpp"
#include "crypto/time.hpp"
#include <initializer_list>
#include <optional>

namespace elicense::crypto::der {

enum Tag : std::uint8_t {
  boolean = 0x01,
  integer = 0x02,
  bit_string = 0x03,
  octet_string = 0x04,
  null = 0x05,
  oid = 0x06,
  enumerated = 0x0a,
  utf8_string = 0x0c,
  sequence = 0x30,
  set = 0x31,
  printable_string = 0x13,
  ia5_string = 0x16,
  utc_time = 0x17,
  generalized_time = 0x18,
};
constexpr std::uint8_t context(int number) { // constructed
  return static_cast<std::uint8_t>(0xa0 | number);
}
constexpr std::uint8_t context_primitive(int number) {
  return static_cast<std::uint8_t>(0x80 | number);
}

struct Element {
  std::uint8_t tag = 0;
  ByteView content;
  ByteView whole; // tag, length and content as received
};

// Reads elements one after another. Every call fails with DER_MALFORMED (or DER_TAG when another tag stands
// there).
class Reader {
 public:
  explicit Reader(ByteView bytes) : rest_(bytes) {}

  bool empty() const { return rest_.empty(); }
  bool next_is(std::uint8_t tag) const { return !rest_.empty() && rest_[0] == tag; }
  ByteView rest() const { return rest_; }
  Result<Element> any();
  Result<Element> expect(std::uint8_t tag);
  Result<Reader> enter(std::uint8_t tag); // the content of a constructed element
  Result<void> end() const;               // nothing may follow

  Result<std::int64_t> small_integer();
  // Big-endian without leading zero; negative is refused.
  Result<Bytes> unsigned_integer(std::size_t max_size);
  Result<bool> boolean_value();
  Result<std::string> object_identifier(); // dotted
  Result<ByteView> octets();
  Result<ByteView> bits();                    // whole octets only: the unused-bits octet must be 0
  Result<std::string> text(std::uint8_t tag); // IA5/Printable: 7-bit; UTF8: well-formed
  Result<Time> time();                        // UTCTime or GeneralizedTime

 private:
  ByteView rest_;
};

inline constexpr std::size_t max_depth = 64; // elements inside one another

struct Flaw {
  std::string what;
  const std::uint8_t* where = nullptr;
};
// Why `bytes` are not one element, or not DER in all their elements: what nobody will look at (parameters,
// general names, unsigned attributes) is checked too, so that no two readers find different structures in it.
// Texts are judged where they are read.
std::optional<Flaw> find_flaw(ByteView bytes);

// The content of that one element, when it has `tag` and no flaw.
Result<Reader> open(ByteView bytes, std::uint8_t tag);

Bytes wrap(std::uint8_t tag, ByteView content);
Bytes wrap(std::uint8_t tag, std::initializer_list<ByteView> parts);
Bytes write_integer(std::int64_t value);
Bytes write_unsigned(ByteView big_endian);
Bytes write_boolean(bool value);
Bytes write_oid(std::string_view dotted);
Bytes write_octets(ByteView value);
Bytes write_bits(ByteView value);
Bytes write_text(std::uint8_t tag, std::string_view value);
Bytes write_generalized_time(Time time);
Bytes write_utc_time(Time time);
Bytes concat(std::initializer_list<ByteView> parts);

} // namespace elicense::crypto::der
