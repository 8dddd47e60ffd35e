// SPDX-License-Identifier: Apache-2.0
// elicense serve: the service, until SIGINT or SIGTERM.
#include "api/answer.hpp"
#include "api/routes.hpp"
#include "cli/background.hpp"
#include "cli/commands.hpp"
#include "cli/login_door.hpp"
#include "cli/sandbox.hpp"
#include "cli/stop_signals.hpp"
#include "cli/suspicions.hpp"
#include "crypto/pem.hpp"
#include "crypto/sm3.hpp"
#include "facade/routes.hpp"
#include "http/host.hpp"
#include "http/server.hpp"
#include "http/tls.hpp"
#include "instance/tls_files.hpp"

#include <fmt/format.h>
#include <iostream>
#include <thread>

namespace elicense::cli {
namespace {

Result<http::Tls> read_tls(const instance::Instance& instance) {
  auto files = instance::read_tls(instance.config(), instance.keys());
  if (!files) return files.error();
  return http::Tls{std::move(files->chain_pem), std::move(files->private_key)};
}

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
  auto tls = read_tls(instance);
  if (!tls) return tls.error();
  http::ServerOptions options;
  options.address = config.address;
  options.hosts = public_hosts(config);
  options.beyond_loopback = may_listen_anywhere(config, *parties);
  options.port = config.port;
  options.workers = config.workers;
  options.tls = *std::move(tls);
  return options;
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

api::Jobs make_jobs(instance::Jobs& jobs) {
  return {.kept = jobs.kept(),
          .imports = jobs.imports(),
          .sign_off = jobs.sign_off(),
          .decisions = jobs.decisions(),
          .worker = jobs.worker(),
          .watchers = jobs.watchers()};
}

api::Context make_context(instance::Instance& instance, const api::Access& access, const api::Jobs& jobs,
                          access::Backoff& spoken, const api::Login* login, const api::Sandbox* sandbox,
                          observe::Log& log, observe::Metrics& metrics) {
  return {.types = instance.types(),
          .type_publisher = instance.type_publisher(),
          .matters = instance.matters(),
          .matter_publisher = instance.matter_publisher(),
          .licenses = instance.licenses(),
          .issuer = instance.issuer(),
          .transitions = instance.transitions(),
          .life = instance.life(),
          .copies = instance.copies(),
          .book = instance.book(),
          .keeper = instance.keeper(),
          .blinder = instance.blinder(),
          .engine = instance.engine(),
          .seals = instance.seals(),
          .sealer = instance.sealer(),
          .fonts = instance.fonts(),
          .trust = instance.trust(),
          .disclosure = instance.disclosure(),
          .accesses = instance.accesses(),
          .holders = instance.holders(),
          .complaints = instance.complaints(),
          .outbox = instance.notifications().outbox(),
          .subscriber = instance.notifications().subscriber(),
          .message_keys = instance.notifications().keys(),
          .broadcast = instance.notifications().broadcast(),
          .status_lists = instance.status_lists().publisher(),
          .status_key = instance.status_lists().key(),
          .former_status_keys = instance.status_lists().former_keys(),
          .offline = instance.offline(),
          .jobs = jobs,
          .access = access,
          .login = login,
          .log = log,
          .metrics = metrics,
          .verification_url = instance.config().verification_url(),
          .clock = system_time,
          .show = instance.show(),
          .spoken = spoken,
          .submissions = instance.submissions(),
          .recalls = instance.recalls(),
          .sandbox = sandbox,
          .facades = {.license_app = instance.config().license_app,
                      .sharing = instance.config().sharing,
                      .secrets_in_query = instance.config().facade_secrets_in_query,
                      .public_url = instance.config().public_url}};
}

// Which certificate the service shows from now on is a leaf of the ledger first.
Result<void> record_tls(instance::Instance& instance, const http::Tls& tls) {
  const auto chain = crypto::read_pem("CERTIFICATE", tls.certificate_pem);
  if (!chain) return chain.error();
  ledger::Entry leaf = privacy::key_leaf("taken", "TLS key", instance.blinder(), system_time());
  leaf.digests = {{ledger::DigestRole::certificate, crypto::sm3(chain->front())}};
  const auto recorded = instance.book().append(leaf);
  return recorded ? Result<void>() : Result<void>(recorded.error());
}

Result<void> take_tls(http::Server& server, instance::Instance& instance) {
  const auto tls = read_tls(instance);
  if (!tls) return tls.error();
  if (const auto pair = http::TlsContext::create(*tls); !pair) return pair.error();
  if (auto recorded = record_tls(instance, *tls); !recorded) return recorded;
  return server.renew_tls(*tls);
}

void renew_tls(http::Server& server, instance::Instance& instance, observe::Log& log) {
  const auto renewed = take_tls(server, instance);
  if (renewed)
    log.write(observe::Level::info, "tls_renewed", {});
  else
    log.write(observe::Level::error, "tls_kept", {{"code", renewed.error().code}});
}

struct ServeOptions {
  std::string folder = "var";
  std::optional<std::uint16_t> port;
  instance::StartOptions start;
  bool sandbox = false;
};

Result<std::unique_ptr<Sandbox>> open_sandbox(const ServeOptions& options) {
  if (!options.sandbox) return std::unique_ptr<Sandbox>();
  return Sandbox::open(options.folder);
}

Result<std::unique_ptr<http::Server>> make_server(http::ServerOptions options, const api::Context& context,
                                                  Sandbox* sandbox) {
  http::Router router = api::make_router(context, facade::endpoints(context.facades));
  if (sandbox == nullptr)
    return http::Server::create(std::move(options), std::move(router), api::problem, context.log,
                                context.metrics);
  return http::Server::create(std::move(options), sandbox_router(router, sandbox->faults()),
                              sandbox_refusal(api::problem), context.log, context.metrics);
}

int serve(ServeOptions given) {
  const StopSignals signals({SIGHUP, SIGUSR1}); // before any thread
  const auto sandbox = open_sandbox(given);
  if (!sandbox) return tell(sandbox.error());
  if (*sandbox) given.start.surroundings = (*sandbox)->surroundings();
  auto instance = instance::Instance::open(given.folder, ask_passphrase, given.start);
  if (!instance) return tell(instance.error());
  const auto log = observe::Log::to_stderr();
  observe::Metrics metrics;
  const auto recovered = (*instance)->issuer().finish_open_plans();
  if (!recovered) return tell(recovered.error());
  log->write(observe::Level::info, "plans_recovered",
             {{"finished", std::int64_t{recovered->finished}}, {"voided", std::int64_t{recovered->voided}}});

  const auto witnesses = WitnessFeed::open(**instance, *log);
  if (!witnesses) return tell(witnesses.error());

  const auto door = LoginDoor::open(**instance);
  if (!door) return tell(door.error());
  access::Limits limits((*instance)->config().limits);
  access::HarvestBrake harvest((*instance)->harvest_rules(), tell_of_harvest(**instance, *log));
  const api::Access access = make_access(**instance, limits, harvest);
  const api::Jobs jobs = make_jobs((*instance)->jobs());
  access::Backoff spoken;
  const auto household =
      *sandbox ? std::make_unique<Household>(**sandbox, **instance, *log) : std::unique_ptr<Household>();
  const api::Context context =
      make_context(**instance, access, jobs, spoken, *door ? (*door)->login() : nullptr,
                   household ? household->reception() : nullptr, *log, metrics);
  auto options = server_options(**instance);
  if (!options) return tell(options.error());
  if (given.port) options->port = *given.port;
  auto server = make_server(*std::move(options), context, sandbox->get());
  if (!server) return tell(server.error());
  wait_for_the_next_second();
  std::cout << fmt::format("serving on https://127.0.0.1:{}\n", (*server)->port()) << std::flush;

  Background background(**instance, **witnesses, *log);
  const Watcher watcher([&] {
    for (int signal = signals.wait(); signal == SIGHUP || signal == SIGUSR1; signal = signals.wait())
      signal == SIGHUP ? renew_tls(**server, **instance, *log) : background.renew_data_key();
    (*server)->stop();
  });
  (*server)->run();
  return ok;
}

} // namespace

void add_serve(CLI::App& app, Run& run) {
  auto* command = app.add_subcommand("serve", "run the service until it is told to stop");
  const auto options = std::make_shared<ServeOptions>();
  command->add_option("--instance", options->folder, "instance folder")->capture_default_str();
  command->add_option("--port", options->port, "instead of listen.port; 0 takes a free one");
  command->add_option("--witnessed", options->start.witnessed,
                      "a checkpoint that witnesses signed: the ledger must not be behind it");
  command->add_option("--override-rollback", options->start.override_rollback,
                      "start although the ledger is behind; the reason, which is recorded");
  command->add_flag("--sandbox", options->sandbox,
                    "for integrators: synthetic holders of every license type, and faults to switch on "
                    "(docs/sandbox.md); dev profile only");
  command->footer(
      "SIGINT or SIGTERM stop it once every acknowledged request is finished; SIGHUP takes a new\n"
      "TLS certificate and key for new connections; SIGUSR1 seals all personal data again under a new "
      "key.\nExample: elicense serve --instance var");
  command->callback([options, &run] { run = [options] { return serve(*options); }; });
}

} // namespace elicense::cli
