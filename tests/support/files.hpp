// SPDX-License-Identifier: Apache-2.0
// Whole files in tests, and the folder of vectors and samples that lies beside a checkout.
#pragma once
#include "crypto/bytes.hpp"
#include <filesystem>
#include <optional>

namespace elicense::test {

Bytes read_file(const std::filesystem::path& file); // throws when it cannot be read
void write_file(const std::filesystem::path& file, ByteView content);

std::filesystem::path source_folder(); // the checkout
std::filesystem::path shared_folder(); // what lies beside it; may be absent

// Empty when the checkout has no such folder beside it; the test then skips.
std::optional<Bytes> read_shared(const std::filesystem::path& below);

} // namespace elicense::test
