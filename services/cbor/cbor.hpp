// SPDX-License-Identifier: Apache-2.0
// CBOR (RFC 8949) as COSE and CWT need it. Written deterministically (4.2.1): lengths known and shortest,
// keys in order. Read as strictly, but for the order of keys, which others write otherwise; no key twice, no
// floats.
#pragma once
#include "crypto/bytes.hpp"
#include <utility>
#include <vector>

namespace elicense::cbor {

inline constexpr std::size_t max_depth = 16;

// --- writing: each gives one whole item

Bytes integer(std::int64_t value);
Bytes byte_string(ByteView value);
Bytes text_string(std::string_view value);
Bytes boolean(bool value);
Bytes array(const std::vector<Bytes>& items);
Bytes map(std::vector<std::pair<Bytes, Bytes>> entries); // keys as items; put in order here
Bytes tag(std::uint64_t number, ByteView item);

// --- reading, item by item

// CBOR_MALFORMED: cut short, another type than asked for, or not the shortest encoding.
class Reader {
 public:
  explicit Reader(ByteView bytes) : rest_(bytes) {}

  bool empty() const { return rest_.empty(); }
  Result<std::int64_t> integer();
  Result<ByteView> byte_string();
  Result<std::string_view> text_string();
  Result<bool> boolean();
  Result<std::size_t> array(); // the items follow, so many
  Result<std::uint64_t> tag(); // the item follows
  // The value of each key as an item; integer keys by their number, text keys by their text.
  struct Entry;
  Result<std::vector<Entry>> map();
  Result<ByteView> any(); // one whole item, looked through

 private:
  struct Head {
    unsigned major = 0;
    std::uint64_t value = 0;
  };
  Result<Head> head();
  Result<std::uint64_t> expect(unsigned major);
  Result<ByteView> content(unsigned major);
  Result<void> skip(std::size_t depth);

  ByteView rest_;
};

struct Reader::Entry {
  bool is_text = false;
  std::int64_t number = 0; // of an integer key
  std::string_view text;   // of a text key
  ByteView value;
};

} // namespace elicense::cbor
