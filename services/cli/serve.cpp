// SPDX-License-Identifier: Apache-2.0
// elicense serve: the service, until SIGINT or SIGTERM.
#include "api/answer.hpp"
#include "api/routes.hpp"
#include "cli/commands.hpp"
#include "http/host.hpp"
#include "http/server.hpp"
#include "instance/files.hpp"

#include <csignal>
#include <fmt/format.h>
#include <iostream>
#include <thread>

namespace elicense::cli {
namespace {

// One thread waits for the signals; every other thread, started later, inherits the mask and never sees them.
class StopSignals {
 public:
  StopSignals() {
    sigemptyset(&set_);
    sigaddset(&set_, SIGINT);
    sigaddset(&set_, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &set_, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN); // beyond a limit on file sizes a write fails, as on a full disk
  }
  int wait() const {
    int signal = 0;
    sigwait(&set_, &signal);
    return signal;
  }

 private:
  sigset_t set_{};
};

// Beyond loopback only with somebody to tell apart, and in the dev profile only when asked for.
bool may_listen_anywhere(const instance::Config& config, const std::vector<access::Party>& parties) {
  return !parties.empty() && (config.profile != instance::Profile::dev || config.beyond_loopback);
}

// The name that a QR leads to is ours, too.
std::vector<std::string> public_hosts(const instance::Config& config) {
  const std::size_t at = config.public_url.find("://");
  const auto name = http::host_name(at == std::string::npos ? "" : config.public_url.substr(at + 3));
  return name ? std::vector{*name} : std::vector<std::string>{};
}

// Requests signed in the second of the start are refused (access/nonce_memory.hpp): nobody need meet that.
void wait_for_the_next_second() {
  for (const Time start = system_time(); system_time() == start;)
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
}

Result<http::ServerOptions> server_options(instance::Instance& instance) {
  const auto& config = instance.config();
  const auto parties = instance.people().parties();
  if (!parties) return parties.error();
  auto certificate = instance::read_file(config.certificates() / "tls.pem");
  if (!certificate) return certificate.error();
  auto key = instance.keys().export_pkcs8("tls", crypto::InsecurePrivateKeyAccess{});
  if (!key) return key.error();
  http::ServerOptions options;
  options.address = config.address;
  options.hosts = public_hosts(config);
  options.beyond_loopback = may_listen_anywhere(config, *parties);
  options.port = config.port;
  options.workers = config.workers;
  options.tls = http::Tls{std::string(as_text(*certificate)), *std::move(key)};
  return options;
}

// The owner of the client and the holder are told by services/notify; the log is told here.
access::OnHarvest tell_of_harvest(observe::Log& log) {
  return [&log](const access::HarvestReport& report) {
    log.write(observe::Level::warning, "harvest",
              {{"client", std::string_view(report.client)},
               {"rule", to_text(report.rule)},
               {"refused", report.brake == access::Brake::refused},
               {"count", std::int64_t{report.count}}});
  };
}

api::Access make_access(instance::Instance& instance, access::Limits& limits, access::HarvestBrake& harvest) {
  return {.authenticator = instance.authenticator(),
          .administration = instance.administration(),
          .people = instance.people(),
          .table = instance.authorization(),
          .limits = limits,
          .harvest = harvest,
          .tenant = instance.config().authority_code};
}

api::Context make_context(instance::Instance& instance, const api::Access& access, observe::Log& log,
                          observe::Metrics& metrics) {
  return {.types = instance.types(),
          .licenses = instance.licenses(),
          .issuer = instance.issuer(),
          .engine = instance.engine(),
          .seals = instance.seals(),
          .sealer = instance.sealer(),
          .fonts = instance.fonts(),
          .trust = instance.trust(),
          .access = access,
          .log = log,
          .metrics = metrics,
          .verification_url = instance.config().verification_url(),
          .clock = system_time};
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

  access::Limits limits((*instance)->config().limits);
  access::HarvestBrake harvest((*instance)->harvest_rules(), tell_of_harvest(*log));
  const api::Access access = make_access(**instance, limits, harvest);
  const api::Context context = make_context(**instance, access, *log, metrics);
  auto options = server_options(**instance);
  if (!options) return tell(options.error());
  if (port) options->port = *port;
  auto server =
      http::Server::create(*std::move(options), api::make_router(context), api::problem, *log, metrics);
  if (!server) return tell(server.error());
  wait_for_the_next_second();
  std::cout << fmt::format("serving on https://127.0.0.1:{}\n", (*server)->port()) << std::flush;

  std::jthread watcher([&] {
    signals.wait();
    (*server)->stop();
  });
  (*server)->run();
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
