// SPDX-License-Identifier: Apache-2.0
// What a child takes from itself between fork and exec: only calls that are safe there, no memory is asked
// for.
#pragma once
#include <cstddef>

namespace elicense::pdf {

bool limit_resources(std::size_t seconds, std::size_t memory);
bool forbid_files();   // but those of the system, for reading; true as well where the kernel cannot
bool forbid_network(); // and other processes

} // namespace elicense::pdf
