// SPDX-License-Identifier: Apache-2.0
// A program of the system run on bytes of others, with as little as it needs: no shell, no environment, no
// open files of ours, no network, no other programs, no files but those of the system, and limits on time,
// memory and what it writes. Linux only (seccomp; Landlock where the kernel has it, which is 5.13 and later).
#pragma once
#include "crypto/bytes.hpp"
#include <chrono>
#include <string>
#include <vector>

namespace elicense::pdf {

struct Confinement {
  std::chrono::seconds time{20};   // wall clock, and of CPU
  std::size_t memory = 768U << 20; // bytes of address space
  std::size_t output = 4U << 20;   // bytes
  bool with_complaints = false;    // what it says on its standard error is part of the output
};

struct Finished {
  int status = 0; // of its exit; -1: a signal ended it
  Bytes output;
};

// `command`: its path, then its arguments; `input` on its standard input. Blocks.
// PROGRAM_MISSING (it cannot be started), PROGRAM_LIMIT (it took too long, or wrote too much)
Result<Finished> run_confined(const std::vector<std::string>& command, ByteView input,
                              const Confinement& confinement);

} // namespace elicense::pdf
