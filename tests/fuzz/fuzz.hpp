// SPDX-License-Identifier: Apache-2.0
// What a fuzz target gives, and what it works with. A target is one file: examine() throws any bytes at one
// reader and holds what the reader accepts to what it promises.
#pragma once
#include "crypto/trust_store.hpp"
#include <algorithm>
#include <filesystem>

namespace elicense::fuzz {

void examine(ByteView input);

// A broken promise ends the run as a crash does, and the input is kept.
void require(bool holds, const char* promise);

// --- the kit: good files, and the trust store that accepts them, made by make_kit before the first run ---

std::filesystem::path kit_folder(); // ELICENSE_FUZZ_KIT
Time kit_time();                    // when its signatures are checked
const crypto::TrustStore& kit_trust();
std::vector<Bytes> kit_files(const std::string& target);

// What `read` makes of each good file of a target.
template <class Read> auto kit_values(const std::string& target, Read read) {
  std::vector<decltype(read(Bytes()))> values;
  for (const Bytes& file : kit_files(target))
    values.push_back(read(file));
  return values;
}
inline bool holds(const std::vector<Bytes>& values, ByteView one) {
  return std::ranges::any_of(values, [one](const Bytes& value) { return equal(value, one); });
}

// What an accepted DER structure looks like when every element of it is written again (X.690 section 10).
Bytes rewritten(ByteView der);

} // namespace elicense::fuzz
