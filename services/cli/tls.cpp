// SPDX-License-Identifier: Apache-2.0
// elicense tls: another certificate and key for the service, while it runs.
#include "http/tls.hpp"
#include "cli/commands.hpp"
#include "crypto/pem.hpp"
#include "http/server.hpp"
#include "instance/files.hpp"
#include "instance/tls_files.hpp"

#include <fmt/format.h>
#include <iostream>

namespace elicense::cli {
namespace {

struct TlsOptions {
  std::string folder = "var", certificate, key;
};

Result<crypto::SecretBytes> read_key(const std::string& path) {
  auto text = instance::read_file(path);
  if (!text) return text.error();
  auto blocks = crypto::read_pem("PRIVATE KEY", as_text(*text));
  crypto::wipe(*text);
  if (!blocks) return blocks.error();
  crypto::SecretBytes key(ByteView(blocks->front()));
  for (Bytes& block : *blocks)
    crypto::wipe(block);
  return key;
}

int renew(const TlsOptions& options) {
  const auto config = instance::read_config(options.folder);
  if (!config) return tell(config.error());
  const auto chain = instance::read_file(options.certificate);
  if (!chain) return tell(chain.error());
  auto key = read_key(options.key);
  if (!key) return tell(key.error());
  const instance::TlsFiles files{std::string(as_text(*chain)), *std::move(key)};
  const auto pair = http::TlsContext::create({files.chain_pem, files.private_key.clone()});
  if (!pair) return tell(pair.error());
  const auto keys = instance::open_keys(*config, ask_passphrase);
  if (!keys) return tell(keys.error());
  if (auto written = instance::write_tls(*config, *keys, files, false, crypto::system_random); !written)
    return tell(written.error());
  std::cout << fmt::format("stored in {}; a running service takes it on SIGHUP\n", options.folder);
  return ok;
}

} // namespace

void add_tls(CLI::App& app, Run& run) {
  auto* command = app.add_subcommand("tls", "give the service another TLS certificate and key");
  const auto options = std::make_shared<TlsOptions>();
  command->add_option("--instance", options->folder, "instance folder")->capture_default_str();
  command->add_option("--certificate", options->certificate, "PEM, the server's certificate first")
      ->required();
  command
      ->add_option("--key", options->key, "PEM file with its private key, PKCS#8; may be removed afterwards")
      ->required();
  command->footer(
      "Example: elicense tls --instance var --certificate chain.pem --key key.pem && pkill -HUP elicense");
  command->callback([options, &run] { run = [options] { return renew(*options); }; });
}

} // namespace elicense::cli
