// SPDX-License-Identifier: Apache-2.0
// The service's TLS certificate and key. The key lies in the key store under a name that follows from its
// certificate, so that replacing certificates/tls.pem replaces both at once.
#pragma once
#include "crypto/key_store.hpp"
#include "instance/config.hpp"

namespace elicense::instance {

struct TlsFiles {
  std::string chain_pem;           // the server's certificate first
  crypto::SecretBytes private_key; // PKCS#8, DER
};

Result<TlsFiles> read_tls(const Config& config, const crypto::KeyStore& keys); // PEM_MALFORMED, KEY_…
// Whether certificate and key belong together is the caller's to ask first. A key that is there stays.
Result<void> write_tls(const Config& config, const crypto::KeyStore& keys, const TlsFiles& files,
                       bool development, const crypto::RandomSource& random);

} // namespace elicense::instance
