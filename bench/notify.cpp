// SPDX-License-Identifier: Apache-2.0
// Deliveries in process: enqueued in groups, then read, signed, handed to a sender that takes all, and
// recorded on disk, by as many threads as the service has.
#include "bench/parts.hpp"
#include "crypto/sm4.hpp"
#include "notify/dispatcher.hpp"
#include "notify/loop.hpp"
#include "store/sqlite/opening.hpp"
#include "store/sqlite/outbox_rows.hpp"
#include "store/sqlite/sqlite_outbox.hpp"
#include <atomic>
#include <thread>

namespace elicense::bench {
namespace {

constexpr int receivers = 2, events = 128, threads = 4;

notify::MessageKeys make_keys() {
  crypto::SecretBytes sealing(crypto::sealing_key_size);
  crypto::system_random(sealing.span());
  return {std::make_shared<crypto::SoftwareSigner>(crypto::Sm2PrivateKey::generate()), sealing};
}

store::OpenedFile open_new(const std::filesystem::path& file) {
  store::create_file(file).value();
  crypto::SecretBytes master(crypto::sealing_key_size);
  crypto::system_random(master.span());
  return store::open_file(file, {std::move(master), crypto::system_random}).value();
}

class Outbox {
 public:
  explicit Outbox(const std::filesystem::path& file)
      : opened_(open_new(file)), writer_(std::move(opened_.connection), events), readers_(file, threads),
        outbox_(writer_, readers_) {
    for (int i = 0; i < receivers; ++i)
      subscribe("sub_" + std::to_string(i));
  }

  void deliver_all() {
    delivered_ = 0;
    enqueue();
    const notify::Loop loop(threads, std::chrono::milliseconds(1),
                            [this] { return dispatcher_.deliver_one().value().has_value(); });
    while (delivered_ < receivers * events)
      std::this_thread::yield();
  }

 private:
  void subscribe(const std::string& id) {
    notify::NewSubscription wanted;
    wanted.idempotency_key = id;
    wanted.subscription.id = id;
    wanted.subscription.kinds = {std::string(notify::kind::license_issued)};
    wanted.subscription.sealed_secret =
        keys_.seal(crypto::SecretBytes(notify::secret_size), id, crypto::system_random);
    outbox_.add(wanted).value();
  }
  void enqueue() {
    ++round_;
    writer_
        .run([&](store::Connection& connection) -> Result<void> {
          for (int i = 0; i < events; ++i)
            store::enqueue(connection, {.kind = std::string(notify::kind::license_issued),
                                        .object = std::to_string(round_) + "/" + std::to_string(i),
                                        .at = system_time()});
          return {};
        })
        .value();
  }

  store::OpenedFile opened_;
  store::Writer writer_;
  store::ReaderPool readers_;
  store::SqliteOutbox outbox_;
  const notify::MessageKeys keys_ = make_keys();
  std::atomic<int> delivered_ = 0;
  int round_ = 0;
  notify::Dispatcher dispatcher_{{.outbox = outbox_,
                                  .keys = keys_,
                                  .send = [this](const notify::Message&) -> Result<notify::Answer> {
                                    ++delivered_;
                                    return notify::Answer{200, {}};
                                  },
                                  .clock = system_time,
                                  .random = crypto::system_random}};
};

} // namespace

void measure_notify(Bench& bench) {
  Outbox outbox(bench.house.folder() / "outbox.db");
  const auto results =
      take_turns({{"notify.deliver", [&] { outbox.deliver_all(); }, Clocked::wall}}, bench.effort);
  Row row = rate(results[0]);
  for (double* figure : {&row.value, &row.low, &row.high})
    *figure *= receivers * events;
  print(row);
}

} // namespace elicense::bench
