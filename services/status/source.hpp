// SPDX-License-Identifier: Apache-2.0
// The licenses and mandates whose status is published, as this room needs them. services/store implements it.
#pragma once
#include "crypto/time.hpp"
#include "license/license.hpp"
#include "status/status_list.hpp"

namespace elicense::status {

// What a list says of a license in that state. Dates stand in the license itself: a list does not repeat
// them.
Status status_of(license::State state);

struct Numbered {
  std::uint64_t number = 0;
  Status status = Status::valid;
};

// Licenses and mandates are numbered together from 0, about in the order in which they were planned or given.
// STORE_…
class Source {
 public:
  virtual ~Source() = default;
  virtual Result<std::uint64_t> count() = 0; // one more than the highest number
  virtual Result<std::uint64_t> number_of(std::string_view identifier) = 0; // LICENSE_NOT_FOUND
  // Of `count` numbers from `first` on, those that were not simply valid at that time.
  virtual Result<std::vector<Numbered>> exceptions(std::uint64_t first, std::size_t count, Time at) = 0;
};

} // namespace elicense::status
