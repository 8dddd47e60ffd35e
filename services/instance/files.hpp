// SPDX-License-Identifier: Apache-2.0
// Small files of an instance, and of the command line, whole.
#pragma once
#include "crypto/certificate.hpp"
#include <filesystem>

namespace elicense::instance {

inline constexpr std::size_t max_file = 32U << 20;

Result<Bytes> read_file(const std::filesystem::path& path);                   // INSTANCE_FOLDER
Result<void> write_file(const std::filesystem::path& path, ByteView content); // 0644, replaced as a whole
// As write_file(), and on the disk when it returns: after a power cut there is the old file or the new one.
Result<void> write_durable_file(const std::filesystem::path& path, ByteView content); // INSTANCE_FOLDER
Result<crypto::Certificate> read_certificate(const std::filesystem::path& path);      // PEM, the first

} // namespace elicense::instance
