// SPDX-License-Identifier: Apache-2.0
// What an operation asks of the machine: calls counted on their way to the libraries.
#pragma once
#include <cstdint>

namespace elicense::bench {

struct Counts {
  std::uint64_t allocations = 0, allocated_bytes = 0;
  std::uint64_t sm2_checks = 0; // EVP_DigestVerify
  std::uint64_t sm2_signs = 0;  // EVP_DigestSign
  std::uint64_t sm3_bytes = 0;  // in digests, and as messages of SM2 checks
  std::uint64_t syncs = 0, written_bytes = 0;
  std::uint64_t sqlite_nanoseconds = 0; // of CPU time, in sqlite3_step

  Counts operator-(const Counts& before) const;
};
Counts counts(); // of the whole process, so far

double resident_megabytes(); // now, of the process

} // namespace elicense::bench
