// SPDX-License-Identifier: Apache-2.0
// Keys are made at the first start: an instance may be older than its notifications.
#include "instance/notifications.hpp"
#include "instance/files.hpp"

namespace elicense::instance {
namespace {

constexpr const char *signing_key = "notify", *sealing_key = "notify-secrets";

bool is_absent(const Error& error) {
  return error.code == "KEY_NOT_FOUND";
}

Result<std::shared_ptr<const crypto::Signer>> open_signer(const Config& config,
                                                          const crypto::KeyStore& keys) {
  const bool development = config.profile == Profile::dev;
  auto entry = keys.get(signing_key);
  if (!entry && is_absent(entry.error())) {
    const auto made =
        keys.put(signing_key, crypto::Sm2PrivateKey::generate(), development, crypto::system_random);
    if (!made) return made.error();
    entry = keys.get(signing_key);
  }
  if (!entry) return entry.error();
  if (entry->development && !development) return fail(ErrorKind::forbidden, "KEY_DEVELOPMENT", signing_key);
  return std::shared_ptr<const crypto::Signer>(std::move(entry->signer));
}

Result<crypto::SecretBytes> open_sealing_key(const Config& config, const crypto::KeyStore& keys) {
  auto secret = keys.get_secret(sealing_key);
  if (secret || !is_absent(secret.error())) return secret;
  crypto::SecretBytes fresh(crypto::stored_secret_size);
  crypto::system_random(fresh.span());
  const auto made =
      keys.put_secret(sealing_key, fresh, config.profile == Profile::dev, crypto::system_random);
  if (!made) return made.error();
  return fresh;
}

Result<std::unique_ptr<http::Client>> open_client(const Config& config) {
  http::ClientOptions options{.authorities_pem = {}, .inner_hosts = config.inner_hosts};
  if (!config.outgoing_authorities.empty()) {
    const auto pem = read_file(config.outgoing_authorities);
    if (!pem) return pem.error();
    options.authorities_pem = as_text(*pem);
  }
  return http::Client::create(std::move(options));
}

} // namespace

Result<std::unique_ptr<Notifications>> Notifications::open(const Config& config, const crypto::KeyStore& keys,
                                                           std::unique_ptr<notify::Outbox> outbox) {
  auto signer = open_signer(config, keys);
  if (!signer) return signer.error();
  auto sealing = open_sealing_key(config, keys);
  if (!sealing) return sealing.error();
  auto client = open_client(config);
  if (!client) return client.error();
  return std::unique_ptr<Notifications>(new Notifications(
      std::move(outbox), notify::MessageKeys(*std::move(signer), *std::move(sealing)), *std::move(client)));
}

Notifications::Notifications(std::unique_ptr<notify::Outbox> outbox, notify::MessageKeys keys,
                             std::unique_ptr<http::Client> client)
    : outbox_(std::move(outbox)), keys_(std::move(keys)), client_(std::move(client)),
      subscriber_(
          *outbox_, keys_, [this](const notify::Message& message) { return send(message); }, system_time,
          crypto::system_random),
      dispatcher_({.outbox = *outbox_,
                   .keys = keys_,
                   .send = [this](const notify::Message& message) { return send(message); },
                   .clock = system_time,
                   .random = crypto::system_random}),
      broadcast_(*outbox_) {}

Result<notify::Answer> Notifications::send(const notify::Message& message) {
  const auto answer = client_->send({.method = "POST",
                                     .url = message.url,
                                     .headers = message.headers,
                                     .content_type = "application/json",
                                     .body = to_bytes(message.body)});
  if (!answer) return answer.error();
  return notify::Answer{answer->status, std::string(as_text(answer->body))};
}

} // namespace elicense::instance
