// SPDX-License-Identifier: Apache-2.0
// The status of many licenses in two bits each (Token Status List, draft-ietf-oauth-status-list 4): so small
// that everybody takes the whole list, and nobody learns whose status is asked for.
#pragma once
#include "crypto/bytes.hpp"

namespace elicense::status {

inline constexpr std::size_t bits = 2;
inline constexpr std::size_t max_entries = std::size_t{1} << 20;

// Registered Status Types (7.1); the last one is ours to define: a newer version is in force.
enum class Status : std::uint8_t { valid = 0, invalid = 1, suspended = 2, replaced = 3 };
std::string_view to_text(Status status); // "VALID"

class StatusList {
 public:
  explicit StatusList(std::size_t entries); // a multiple of four, all valid; throws above max_entries

  std::size_t size() const { return packed_.size() * 4; }
  void set(std::size_t index, Status status); // within size()
  Result<Status> at(std::size_t index) const; // STATUS_RANGE: a list says nothing of what is beyond it
  const Bytes& packed() const { return packed_; }

  Bytes compressed() const; // DEFLATE in ZLIB form
  // STATUS_LIST_MALFORMED; STATUS_LIST_TOO_LARGE: more than max_entries, found without inflating it all
  static Result<StatusList> from_compressed(ByteView bytes);

 private:
  StatusList() = default;
  Bytes packed_; // the first entry in the low bits of the first byte
};

} // namespace elicense::status
