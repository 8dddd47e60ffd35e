// SPDX-License-Identifier: Apache-2.0
// The licenses of a register in memory, for status lists.
#pragma once
#include "status/source.hpp"
#include "tests/support/memory_register.hpp"

namespace elicense::test {

class MemoryStatus final : public status::Source {
 public:
  explicit MemoryStatus(MemoryRegister& licenses) : licenses_(licenses) {}
  Result<std::uint64_t> count() override { return licenses_.all().size(); }
  Result<std::uint64_t> number_of(std::string_view identifier) override;
  Result<std::vector<status::Numbered>> exceptions(std::uint64_t first, std::size_t count, Time at) override;

 private:
  MemoryRegister& licenses_;
};

} // namespace elicense::test
