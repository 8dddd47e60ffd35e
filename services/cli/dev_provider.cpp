// SPDX-License-Identifier: Apache-2.0
// elicense dev-provider: an identity provider with synthetic persons, for development.
#include "access/oidc_dev_provider.hpp"
#include "api/answer.hpp"
#include "cli/commands.hpp"
#include "cli/stop_signals.hpp"
#include "http/server.hpp"
#include "http/target.hpp"
#include "instance/tls_files.hpp"
#include "markup/escape.hpp"
#include "observe/log.hpp"
#include "observe/metrics.hpp"

#include <fmt/format.h>
#include <iostream>
#include <thread>

namespace elicense::cli {
namespace {

using access::DevelopmentProvider;

struct DevProviderOptions {
  std::string folder = "var", client_id = "elicense", redirect_uri;
  std::uint16_t port = 0;
};

http::Response json_text(const std::string& text) {
  return {.status = 200, .content_type = "application/json", .body = to_bytes(text), .headers = {}};
}

http::Response choice_of_persons(const http::Request& request) {
  access::Form query;
  for (const auto& [name, value] : request.query)
    query.emplace_back(name, value);
  std::string page =
      "<!DOCTYPE html><html lang=\"zh\"><title>dev-provider</title><h1>开发用身份服务</h1><ul>";
  for (const auto& person : access::synthetic_persons()) {
    access::Form choice = query;
    choice.emplace_back("person", person.subject);
    page += fmt::format("<li><a href=\"/authorize?{}\">{}</a>", markup::escape(access::form_text(choice)),
                        markup::escape(person.name));
  }
  return {.status = 200, .content_type = "text/html; charset=utf-8", .body = to_bytes(page), .headers = {}};
}

http::Response authorize(DevelopmentProvider& provider, const http::Request& request) {
  if (!request.query.contains("person")) return choice_of_persons(request);
  const auto next = provider.authorize(request.query);
  if (!next) return api::problem(request, next.error());
  return {.status = 302, .content_type = {}, .body = {}, .headers = {{"location", *next}}};
}

http::Response redeem(DevelopmentProvider& provider, const http::Request& request) {
  const auto form = http::read_target("/?" + std::string(as_text(request.body)));
  if (!form) return api::problem(request, form.error());
  const auto tokens = provider.redeem(form->query);
  if (!tokens) return api::problem(request, tokens.error());
  return json_text(*tokens);
}

// The provider is made once the port, and so its name, is known.
http::Router routes(const std::unique_ptr<DevelopmentProvider>& provider) {
  constexpr std::size_t max_form = 16 * KiB;
  return http::Router(
      {{"GET",
        "/.well-known/openid-configuration",
        "discovery",
        [&](const http::Request&) { return json_text(provider->discovery()); },
        0,
        {}},
       {"GET", "/keys", "keys", [&](const http::Request&) { return json_text(provider->keys()); }, 0, {}},
       {"GET",
        "/authorize",
        "authorize",
        [&](const http::Request& request) { return authorize(*provider, request); },
        0,
        {}},
       {"POST",
        "/token",
        "token",
        [&](const http::Request& request) { return redeem(*provider, request); },
        max_form,
        {"application/x-www-form-urlencoded"}}});
}

Result<http::ServerOptions> options_of(const instance::Config& config, std::uint16_t port) {
  const auto keys = instance::open_keys(config, ask_passphrase);
  if (!keys) return keys.error();
  auto files = instance::read_tls(config, *keys);
  if (!files) return files.error();
  http::ServerOptions options;
  options.port = port;
  options.tls = http::Tls{std::move(files->chain_pem), std::move(files->private_key)};
  return options;
}

int run_provider(const DevProviderOptions& wanted) {
  const StopSignals signals; // before any thread
  const auto config = instance::read_config(wanted.folder);
  if (!config) return tell(config.error());
  if (config->profile != instance::Profile::dev)
    return tell(fail(ErrorKind::forbidden, "DEV_PROVIDER_PROFILE"));
  auto options = options_of(*config, wanted.port);
  if (!options) return tell(options.error());
  const auto log = observe::Log::to_stderr();
  observe::Metrics metrics;
  std::unique_ptr<DevelopmentProvider> provider;
  auto server = http::Server::create(*std::move(options), routes(provider), api::problem, *log, metrics);
  if (!server) return tell(server.error());
  const std::string issuer = fmt::format("https://127.0.0.1:{}", (*server)->port());
  const auto key = std::make_shared<crypto::SoftwareSigner>(crypto::Sm2PrivateKey::generate());
  provider = std::make_unique<DevelopmentProvider>(issuer, wanted.client_id, wanted.redirect_uri, key,
                                                   system_time, crypto::system_random);
  std::cout << fmt::format("identity provider for development at {}\n", issuer) << std::flush;
  const std::jthread watcher([&] {
    signals.wait();
    (*server)->stop();
  });
  (*server)->run();
  return ok;
}

} // namespace

void add_dev_provider(CLI::App& app, Run& run) {
  auto* command = app.add_subcommand("dev-provider",
                                     "run an identity provider with synthetic persons (dev profile only)");
  const auto wanted = std::make_shared<DevProviderOptions>();
  command->add_option("--instance", wanted->folder, "instance folder")->capture_default_str();
  command->add_option("--client-id", wanted->client_id, "the one client it knows")->capture_default_str();
  command->add_option("--redirect-uri", wanted->redirect_uri, "where that client wants its codes")
      ->required();
  command->add_option("--port", wanted->port, "0 takes a free one")->capture_default_str();
  command->footer("Anybody may arrive as any of its persons.\nExample: elicense dev-provider --instance var "
                  "--redirect-uri https://127.0.0.1:8443/login/callback");
  command->callback([wanted, &run] { run = [wanted] { return run_provider(*wanted); }; });
}

} // namespace elicense::cli
