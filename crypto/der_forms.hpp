// SPDX-License-Identifier: Apache-2.0
// The forms DER leaves of tags, lengths and values (X.690 section 10). Private to der*.cpp.
#pragma once
#include "crypto/der.hpp"
#include <optional>

namespace elicense::crypto::der {

struct Header { // tag and length
  std::size_t size = 0;
  std::size_t content_size = 0;
};

bool is_der_tag(std::uint8_t tag);
std::optional<Header> read_header(ByteView bytes);
bool is_minimal_integer(ByteView content);
bool is_der_boolean(ByteView content);
bool is_der_oid(ByteView content);
bool is_der_bits(ByteView content);
bool is_seven_bit(ByteView content);
std::optional<Time> read_der_time(const Element& time); // UTCTime or GeneralizedTime, of days that exist

} // namespace elicense::crypto::der
