// SPDX-License-Identifier: Apache-2.0
// The values of byte strings met lately: a bounded memo for functions whose answer depends on the bytes
// alone.
#pragma once
#include "crypto/bytes.hpp"
#include <algorithm>
#include <map>
#include <mutex>
#include <optional>

namespace elicense::crypto {

// Two generations: when the younger has filled its half of the limit, it becomes the older, and what was not
// asked for meanwhile is forgotten. Safe from any thread.
template <class Value> class Recent {
 public:
  explicit Recent(std::size_t limit) : half_(std::max<std::size_t>(limit / 2, 1)) {}

  std::optional<Value> find(ByteView key) {
    const std::lock_guard lock(mutex_);
    if (const auto found = young_.find(key); found != young_.end()) return found->second;
    const auto found = old_.find(key);
    if (found == old_.end()) return std::nullopt;
    const Value value = found->second;
    insert(key, value);
    return value;
  }
  void keep(ByteView key, const Value& value) {
    const std::lock_guard lock(mutex_);
    insert(key, value);
  }

 private:
  struct Less {
    using is_transparent = void;
    bool operator()(ByteView a, ByteView b) const {
      return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end());
    }
  };
  using Generation = std::map<Bytes, Value, Less>;

  void insert(ByteView key, const Value& value) {
    if (young_.size() >= half_) {
      old_ = std::move(young_);
      young_ = {};
    }
    young_.insert_or_assign(to_bytes(key), value);
  }

  const std::size_t half_;
  std::mutex mutex_;
  Generation young_, old_;
};

} // namespace elicense::crypto
