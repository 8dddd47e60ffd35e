// SPDX-License-Identifier: Apache-2.0
// The key of a client application in a file of its own, 0600: JSON with key_id, algorithm, and secret
// (base64) or private_key (base64 of PKCS#8).
#pragma once
#include "access/request_signer.hpp"
#include <filesystem>

namespace elicense::cli {

inline constexpr std::size_t max_key_file = 4096;

Result<void> write_key_file(const std::filesystem::path& file, const access::SigningKey& key); // KEY_EXISTS
Result<access::SigningKey> read_key_file(const std::filesystem::path& file); // CLIENT_KEY_FILE, KEY_…

} // namespace elicense::cli
