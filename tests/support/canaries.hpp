// SPDX-License-Identifier: Apache-2.0
// Values that must never be found where they were not meant to be: as UTF-8, UTF-16, hex and base64
// (S-ATREST).
#pragma once
#include "crypto/bytes.hpp"
#include <filesystem>
#include <unordered_map>

namespace elicense::test {

struct CanaryPerson {
  std::string name, number, address; // each of its own; synthetic, with a right check character
};
CanaryPerson canary_person(unsigned index);

class Canaries {
 public:
  static constexpr std::size_t min_size = 12; // bytes: shorter ones would be found by chance
  void add(std::string_view value);
  std::size_t found_in(ByteView haystack) const;                      // how many places hold one
  std::size_t found_below(const std::filesystem::path& folder) const; // in all its files and their names

 private:
  void add_form(const Bytes& form);
  std::unordered_map<std::uint64_t, std::vector<Bytes>> forms_; // by their first eight bytes
};

} // namespace elicense::test
