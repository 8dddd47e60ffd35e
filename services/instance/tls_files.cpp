// SPDX-License-Identifier: Apache-2.0
#include "instance/tls_files.hpp"

#include "crypto/pem.hpp"
#include "crypto/sm3.hpp"
#include "instance/files.hpp"

namespace elicense::instance {
namespace {

std::filesystem::path chain_file(const Config& config) {
  return config.certificates() / "tls.pem";
}

Result<std::string> key_name(const std::string& chain_pem) {
  const auto certificates = crypto::read_pem("CERTIFICATE", chain_pem);
  if (!certificates) return certificates.error();
  return "tls-" + to_hex(ByteView(crypto::sm3(certificates->front())).first(8));
}

} // namespace

Result<TlsFiles> read_tls(const Config& config, const crypto::KeyStore& keys) {
  const auto chain = read_file(chain_file(config));
  if (!chain) return chain.error();
  std::string pem(as_text(*chain));
  const auto name = key_name(pem);
  if (!name) return name.error();
  auto key = keys.export_pkcs8(*name, crypto::InsecurePrivateKeyAccess{});
  if (!key) return key.error();
  return TlsFiles{std::move(pem), *std::move(key)};
}

Result<void> write_tls(const Config& config, const crypto::KeyStore& keys, const TlsFiles& files,
                       bool development, const crypto::RandomSource& random) {
  const auto name = key_name(files.chain_pem);
  if (!name) return name.error();
  const auto put = keys.put_pkcs8(*name, files.private_key, development, random);
  if (!put && put.error().code != "KEY_EXISTS") return put.error();
  return write_file(chain_file(config), as_bytes(files.chain_pem)); // the switch, once the key is there
}

} // namespace elicense::instance
