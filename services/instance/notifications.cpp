// SPDX-License-Identifier: Apache-2.0
#include "instance/notifications.hpp"
#include "instance/files.hpp"
#include "instance/own_keys.hpp"

namespace elicense::instance {
namespace {

constexpr const char* sealing_key = "notify-secrets";

Result<std::unique_ptr<http::Client>> open_client(const Config& config) {
  http::ClientOptions options{.authorities_pem = {}, .inner_hosts = config.inner_hosts};
  if (!config.outgoing_authorities.empty()) {
    const auto pem = read_file(config.outgoing_authorities);
    if (!pem) return pem.error();
    options.authorities_pem = as_text(*pem);
  }
  return http::Client::create(std::move(options));
}

Result<notify::MessageKeys> open_keys(const KeyHouse& house) {
  auto signer = own_signer(house.config, house.keys, events_key.name);
  if (!signer) return signer.error();
  auto sealing = own_secret(house.config, house.keys, sealing_key);
  if (!sealing) return sealing.error();
  auto keys = former_public_keys(house, events_key, system_time());
  if (!keys) return keys.error();
  std::vector<notify::FormerKey> former;
  for (FormerPublicKey& one : *keys)
    former.push_back({std::move(one.spki), one.until});
  return notify::MessageKeys(*std::move(signer), *sealing, std::move(former));
}

} // namespace

Result<std::unique_ptr<Notifications>> Notifications::open(const KeyHouse& house,
                                                           std::unique_ptr<notify::Outbox> outbox) {
  auto keys = open_keys(house);
  if (!keys) return keys.error();
  auto client = open_client(house.config);
  if (!client) return client.error();
  return std::unique_ptr<Notifications>(
      new Notifications(std::move(outbox), *std::move(keys), *std::move(client)));
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
