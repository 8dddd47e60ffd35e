// SPDX-License-Identifier: Apache-2.0
// What came before in the same file: remembered by keyed digests, never by value.
#pragma once
#include "crypto/random.hpp"
#include "crypto/siphash.hpp"
#include "stock/draft.hpp"

namespace elicense::stock {

// Open addressing: 16 bytes a place, at most three quarters of them taken.
class DigestTable {
 public:
  struct Entry {
    std::uint32_t row = 0; // from 1; 0: a free place
    std::uint32_t note = 0;
  };
  // The entry of this digest: one that was there, or `fresh`.
  struct Put {
    Entry& entry;
    bool is_new;
  };
  Put put(std::uint64_t digest, Entry fresh);
  std::size_t size() const { return size_; }

 private:
  struct Place {
    std::uint64_t digest = 0;
    Entry entry;
  };
  Place& find(std::uint64_t digest);
  void grow();

  std::vector<Place> places_;
  std::size_t size_ = 0;
};

class Repeats {
 public:
  explicit Repeats(const crypto::RandomSource& random);
  void check(Draft& draft, std::uint64_t row); // and remembers the row

 private:
  std::uint64_t digest(std::string_view text) const;
  std::uint64_t digest_of_all(const Draft& draft) const;
  void check_number(Draft& draft, std::uint32_t row);
  void check_holder(Draft& draft, std::uint32_t row);
  void check_phone(Draft& draft, std::size_t field, std::uint32_t row);

  crypto::SipHashKey key_{};
  DigestTable numbers_, holders_, phones_;
};

} // namespace elicense::stock
