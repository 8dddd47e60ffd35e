// SPDX-License-Identifier: Apache-2.0
// elicense serve: the service, until SIGINT or SIGTERM.
#include "api/answer.hpp"
#include "api/routes.hpp"
#include "cli/commands.hpp"
#include "cli/stop_signals.hpp"
#include "http/server.hpp"
#include "instance/files.hpp"
#include "notify/loop.hpp"

#include <fmt/format.h>
#include <iostream>
#include <thread>

namespace elicense::cli {
namespace {

Result<http::ServerOptions> server_options(const instance::Instance& instance) {
  const auto& config = instance.config();
  auto certificate = instance::read_file(config.certificates() / "tls.pem");
  if (!certificate) return certificate.error();
  auto key = instance.keys().export_pkcs8("tls", crypto::InsecurePrivateKeyAccess{});
  if (!key) return key.error();
  http::ServerOptions options;
  options.address = config.address;
  options.port = config.port;
  options.workers = config.workers;
  options.tls = http::Tls{std::string(as_text(*certificate)), *std::move(key)};
  return options;
}

api::Context make_context(instance::Instance& instance, observe::Log& log, observe::Metrics& metrics) {
  return {.types = instance.types(),
          .licenses = instance.licenses(),
          .issuer = instance.issuer(),
          .engine = instance.engine(),
          .seals = instance.seals(),
          .sealer = instance.sealer(),
          .fonts = instance.fonts(),
          .trust = instance.trust(),
          .outbox = instance.notifications().outbox(),
          .subscriber = instance.notifications().subscriber(),
          .message_keys = instance.notifications().keys(),
          .broadcast = instance.notifications().broadcast(),
          .login = nullptr,
          .log = log,
          .metrics = metrics,
          .verification_url = instance.config().verification_url(),
          .clock = system_time};
}

constexpr unsigned delivery_threads = 4;
constexpr std::chrono::milliseconds outbox_pause{200};

void log_delivery(observe::Log& log, const notify::Dispatched& done) {
  using observe::Level;
  const bool failed = !done.outcome.code.empty();
  log.write(failed ? Level::warning : Level::info, "delivery",
            {{"id", done.delivery},
             {"subscription", done.subscription},
             {"kind", done.kind},
             {"code", done.outcome.code},
             {"status", done.outcome.status},
             {"state", notify::to_text(done.state)}});
  if (done.paused) log.write(Level::error, "receiver_paused", {{"subscription", done.subscription}});
}

// One of what is due; answers whether there was any.
bool deliver(notify::Dispatcher& dispatcher, observe::Log& log) {
  const auto done = dispatcher.deliver_one();
  if (done && *done) log_delivery(log, **done);
  if (!done && done.error().kind != ErrorKind::busy) // busy: it is sent later
    log.write(observe::Level::error, "delivery_not_recorded", {{"code", done.error().code}});
  return done && *done;
}

// To who listens; answers whether there was anything new.
bool spread(notify::Broadcast& broadcast, observe::Log& log) {
  const auto any = broadcast.spread();
  if (!any) log.write(observe::Level::error, "events_not_read", {{"code", any.error().code}});
  return any && *any;
}

int serve(const std::string& folder, std::optional<std::uint16_t> port) {
  const StopSignals signals; // before any thread
  auto instance = instance::Instance::open(folder, ask_passphrase);
  if (!instance) return tell(instance.error());
  const auto log = observe::Log::to_stderr();
  observe::Metrics metrics;
  const auto recovered = (*instance)->issuer().finish_open_plans();
  if (!recovered) return tell(recovered.error());
  log->write(observe::Level::info, "plans_recovered",
             {{"finished", std::int64_t{recovered->finished}}, {"voided", std::int64_t{recovered->voided}}});

  const api::Context context = make_context(**instance, *log, metrics);
  auto options = server_options(**instance);
  if (!options) return tell(options.error());
  if (port) options->port = *port;
  auto server =
      http::Server::create(*std::move(options), api::make_router(context), api::problem, *log, metrics);
  if (!server) return tell(server.error());
  std::cout << fmt::format("serving on https://127.0.0.1:{}\n", (*server)->port()) << std::flush;

  auto& notifications = (*instance)->notifications();
  const notify::Loop deliveries(delivery_threads, outbox_pause,
                                [&] { return deliver(notifications.dispatcher(), *log); });
  const notify::Loop broadcasts(1, outbox_pause, [&] { return spread(notifications.broadcast(), *log); });
  std::jthread watcher([&] {
    signals.wait();
    (*server)->stop();
  });
  (*server)->run();
  notifications.cancel();
  return ok;
}

} // namespace

void add_serve(CLI::App& app, Run& run) {
  auto* command = app.add_subcommand("serve", "run the service until it is told to stop");
  const auto folder = std::make_shared<std::string>("var");
  const auto port = std::make_shared<std::optional<std::uint16_t>>();
  command->add_option("--instance", *folder, "instance folder")->capture_default_str();
  command->add_option("--port", *port, "instead of listen.port; 0 takes a free one");
  command->footer("SIGINT or SIGTERM stop it once every acknowledged request is finished.\nExample: elicense "
                  "serve --instance var");
  command->callback([folder, port, &run] { run = [folder, port] { return serve(*folder, *port); }; });
}

} // namespace elicense::cli
