// SPDX-License-Identifier: Apache-2.0
// Small files of the cabinet: read within a limit, written so that a power cut leaves the whole file or none.
#pragma once
#include "crypto/bytes.hpp"
#include <filesystem>

namespace elicense::seal {

Result<Bytes> read_file(const std::filesystem::path& path, std::size_t limit); // SEAL_CABINET_UNREADABLE
Result<void> write_file(const std::filesystem::path& path, ByteView content);  // SEAL_CABINET_UNWRITABLE
Result<void> sync_folder(const std::filesystem::path& path);                   // SEAL_CABINET_UNWRITABLE

} // namespace elicense::seal
