// SPDX-License-Identifier: Apache-2.0
#include "cli/witness_feed.hpp"
#include "http/client/outgoing_url.hpp"
#include "instance/files.hpp"
#include "ledger/policy_file.hpp"

#include <condition_variable>
#include <mutex>

namespace elicense::cli {
namespace {

constexpr std::chrono::seconds beat{5}; // with one witness tampering is found within a minute (S-AUDIT)

// The operator names witnesses; they may lie in the operator's own networks.
Result<http::ClientOptions> client_options(const instance::Config& config,
                                           const std::vector<ledger::WitnessAddress>& addresses) {
  http::ClientOptions options{.authorities_pem = {}, .inner_hosts = {}};
  for (const auto& address : addresses) {
    const auto url = http::read_outgoing_url(address.url);
    if (!url) return url.error();
    options.inner_hosts.push_back(url->host);
  }
  const auto file = config.folder / "witness-authorities.pem";
  if (std::error_code error; !std::filesystem::exists(file, error)) return options;
  const auto pem = instance::read_file(file);
  if (!pem) return pem.error();
  options.authorities_pem = as_text(*pem);
  return options;
}

} // namespace

Result<std::unique_ptr<WitnessFeed>> WitnessFeed::open(instance::Instance& instance, observe::Log& log) {
  std::unique_ptr<WitnessFeed> feed(new WitnessFeed(instance, log));
  const auto text = instance::read_file(instance.config().ledger_policy());
  if (!text) return text.error();
  const auto addresses = ledger::witness_addresses(as_text(*text));
  if (!addresses) return addresses.error();
  auto options = client_options(instance.config(), *addresses);
  if (!options) return options.error();
  auto client = http::Client::create(*std::move(options));
  if (!client) return client.error();
  feed->client_ = *std::move(client);
  for (const auto& address : *addresses)
    if (auto added = feed->add(address.key, address.url); !added) return added.error();
  return feed;
}

Result<void> WitnessFeed::add(const ledger::NoteKey& key, const std::string& url) {
  auto ask = [this,
              target = url + "/add-checkpoint"](const std::string& body) -> Result<ledger::WitnessAnswer> {
    const auto answer = client_->send(
        {.method = "POST", .url = target, .content_type = "text/plain", .body = to_bytes(body)});
    if (!answer) return answer.error();
    return ledger::WitnessAnswer{answer->status, std::string(as_text(answer->body))};
  };
  auto feeder = ledger::Feeder::make(instance_->keeper(), key, std::move(ask));
  if (!feeder) return feeder.error();
  partners_.push_back({key.name(), *std::move(feeder)});
  return {};
}

void WitnessFeed::run(const std::stop_token& stop) {
  if (partners_.empty()) return;
  const std::stop_callback cancel(stop, [this] { client_->cancel(); });
  std::mutex mutex;
  std::condition_variable_any stopped;
  std::unique_lock lock(mutex);
  do
    feed();
  while (!stopped.wait_for(lock, stop, beat, [&] { return stop.stop_requested(); }));
}

void WitnessFeed::feed() {
  const auto tree = instance_->keeper().newest();
  if (!tree || tree->size == fed_) return; // the keeper's own thread tells what is wrong
  ledger::SignedTree cosigned = *tree;
  bool all = true;
  for (Partner& partner : partners_) {
    auto signed_too = partner.feeder.feed(cosigned);
    all = all && signed_too.has_value();
    if (signed_too)
      cosigned = *std::move(signed_too);
    else
      log_failure("witness_did_not_sign", partner.name, signed_too.error());
  }
  if (cosigned.note != tree->note) keep(cosigned);
  if (all) fed_ = tree->size;
}

void WitnessFeed::keep(const ledger::SignedTree& cosigned) {
  auto kept = instance_->keeper().remember_witnessed(cosigned.note);
  if (kept) kept = instance::write_durable_file(instance_->config().witnessed(), as_bytes(cosigned.note));
  if (!kept) log_failure("witnessed_not_kept", {}, kept.error());
}

void WitnessFeed::log_failure(std::string_view event, std::string_view witness, const Error& error) {
  log_->write(observe::Level::error, event, {{"witness", witness}, {"code", std::string_view(error.code)}});
}

} // namespace elicense::cli
