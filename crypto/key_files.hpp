// SPDX-License-Identifier: Apache-2.0
// Files that only their owner may read: no symbolic links, no looser mode, written whole or not at all.
#pragma once
#include "crypto/random.hpp"
#include "crypto/secret.hpp"
#include <filesystem>
#include <utility>

namespace elicense::crypto {

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&&) = delete;
  ~Descriptor();
  int number() const { return number_; }

 private:
  int number_;
};

// KEY_STORE_MISSING, KEY_STORE_PERMISSIONS (a symbolic link, or no folder), KEY_STORE_IO
Result<Descriptor> open_folder(const std::filesystem::path& folder);
// Also the process owner's, and 0700 or tighter.
Result<Descriptor> open_private_folder(const std::filesystem::path& folder);

// A plain file, the process owner's, 0600 or tighter, and not above `max_size` (KEY_MALFORMED).
// KEY_NOT_FOUND, KEY_STORE_PERMISSIONS, KEY_STORE_IO
Result<SecretBytes> read_private_file(const Descriptor& folder, const std::string& name,
                                      std::size_t max_size);

// Durable when it returns: file and folder are synced. KEY_EXISTS, KEY_STORE_IO
Result<void> create_private_file(const Descriptor& folder, const std::string& name, ByteView content,
                                 const RandomSource& random);

// The same in place of the file of this name, at once; what stood in that is overwritten. KEY_NOT_FOUND
Result<void> replace_private_file(const Descriptor& folder, const std::string& name, ByteView content,
                                  const RandomSource& random);
// Deleted, and overwritten. KEY_NOT_FOUND
Result<void> erase_private_file(const Descriptor& folder, const std::string& name);

} // namespace elicense::crypto
