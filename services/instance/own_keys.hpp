// SPDX-License-Identifier: Apache-2.0
// Keys that an instance makes for itself at the first start that needs them: it may be older than they are.
#pragma once
#include "crypto/key_store.hpp"
#include "instance/config.hpp"

namespace elicense::instance {

// The key of this name, made when there is none. KEY_…
Result<std::shared_ptr<const crypto::Signer>> own_signer(const Config& config, const crypto::KeyStore& keys,
                                                         const char* name);
Result<crypto::SecretBytes> own_secret(const Config& config, const crypto::KeyStore& keys, const char* name);
Result<crypto::SecretBytes> own_p256_key(const Config& config, const crypto::KeyStore& keys,
                                         const char* name); // PKCS#8

bool is_absent(const Error& error); // there is no key of the name

// Replacing a key: its successor is in the key store under another name until it takes the place.
std::string next_name(const char* name);
// At once, in place of what was there, if anything. The successor stays under its own name, too. KEY_…
Result<void> take_next_key(const Config& config, const crypto::KeyStore& keys, const char* name);

} // namespace elicense::instance
