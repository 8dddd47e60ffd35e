// SPDX-License-Identifier: Apache-2.0
// elicense witness: cosigns the checkpoints of somebody else's log, over HTTP (C2SP tlog-witness) or by
// files.
#include "instance/witness.hpp"
#include "api/answer.hpp"
#include "cli/commands.hpp"
#include "cli/stop_signals.hpp"
#include "http/server.hpp"
#include "instance/files.hpp"
#include "observe/log.hpp"
#include "observe/metrics.hpp"
#include "json/strict_json.hpp"

#include <fmt/format.h>
#include <iostream>
#include <thread>

namespace elicense::cli {
namespace {

struct WitnessOptions {
  std::string folder, name, policy, checkpoint, proof, out, address = "127.0.0.1";
  std::vector<std::string> hosts;
  std::uint16_t port = 8444;
};

int init(const WitnessOptions& options) {
  const auto policy = instance::read_file(options.policy);
  if (!policy) return tell(policy.error());
  const auto key = instance::create_witness(
      options.folder,
      {.name = options.name, .log_policy = std::string(as_text(*policy)), .hosts = options.hosts},
      system_time, crypto::system_random);
  if (!key) return tell(key.error());
  std::cout << fmt::format("made a witness in {}; for the policies of others:\nwitness {} {}\n",
                           options.folder, options.name, *key);
  return ok;
}

// tlog-witness, add-checkpoint: its statuses, and the size in the body of a 409.
http::Response add_checkpoint(ledger::Witness& witness, const http::Request& request) {
  const auto asked = ledger::parse_add_checkpoint(as_text(request.body));
  if (!asked) return api::problem(request, asked.error());
  const auto line = witness.add(*asked, system_time());
  if (line) return api::file_answer("text/plain; charset=utf-8", to_bytes(*line));
  if (line.error().code != "LEDGER_WITNESS_SIZE") return api::problem(request, line.error());
  http::Response size = api::file_answer("text/x.tlog.size", to_bytes(line.error().detail + "\n"));
  size.status = 409;
  return size;
}

// Whoever asks needs no identity: what is cosigned carries the log's own signature.
Result<http::ServerOptions> server_options(const instance::WitnessHouse& house, const WitnessOptions& given) {
  auto hosts = house.hosts();
  if (!hosts) return hosts.error();
  auto certificate = instance::read_file(house.folder() / "tls.pem");
  if (!certificate) return certificate.error();
  auto key = house.keys().export_pkcs8("tls", crypto::InsecurePrivateKeyAccess{});
  if (!key) return key.error();
  http::ServerOptions options;
  options.address = given.address;
  options.beyond_loopback = true;
  options.hosts = *std::move(hosts);
  options.port = given.port;
  options.tls = http::Tls{std::string(as_text(*certificate)), *std::move(key)};
  return options;
}

int serve(const WitnessOptions& options) {
  const StopSignals signals; // before any thread
  const auto house = instance::WitnessHouse::open(options.folder);
  if (!house) return tell(house.error());
  auto settings = server_options(**house, options);
  if (!settings) return tell(settings.error());
  const auto log = observe::Log::to_stderr();
  observe::Metrics metrics;
  http::Router router(
      {{"POST",
        "/add-checkpoint",
        "add_checkpoint",
        [&](const http::Request& request) { return add_checkpoint((*house)->witness(), request); },
        ledger::max_witness_request,
        {"text/plain", "application/octet-stream"}}});
  auto server = http::Server::create(*std::move(settings), std::move(router), api::problem, *log, metrics);
  if (!server) return tell(server.error());
  std::cout << fmt::format("witness on https://{}:{}\n", options.address, (*server)->port()) << std::flush;
  const Watcher watcher([&] {
    signals.wait();
    (*server)->stop();
  });
  (*server)->run();
  return ok;
}

// The answer of GET /v1/ledger/consistency.
Result<ledger::Proof> read_proof(const std::string& file) {
  const auto malformed = fail(ErrorKind::malformed, "LEDGER_PROOF_MALFORMED", file);
  const auto text = instance::read_file(file);
  if (!text) return text.error();
  const auto json = parse_strict_json(as_text(*text));
  if (!json) return json.error();
  if (!json->is_object() || !json->contains("proof") || !(*json)["proof"].is_array()) return malformed;
  ledger::Proof proof;
  for (const auto& one : (*json)["proof"]) {
    const auto bytes = from_base64(one.is_string() ? one.get<std::string>() : std::string());
    if (!bytes || bytes->size() != sizeof(ledger::Hash)) return malformed;
    std::copy(bytes->begin(), bytes->end(), proof.emplace_back().begin());
  }
  return proof;
}

int once(const WitnessOptions& options) {
  const auto house = instance::WitnessHouse::open(options.folder);
  if (!house) return tell(house.error());
  const auto note = instance::read_file(options.checkpoint);
  if (!note) return tell(note.error());
  ledger::AddCheckpoint asked{
      .old_size = (*house)->witness().size(), .proof = {}, .checkpoint = std::string(as_text(*note))};
  if (!options.proof.empty()) {
    auto proof = read_proof(options.proof);
    if (!proof) return tell(proof.error());
    asked.proof = *std::move(proof);
  }
  const auto line = (*house)->witness().add(asked, system_time());
  if (!line) {
    tell(line.error());
    return untrusted;
  }
  const std::string cosigned = asked.checkpoint + *line;
  if (auto written = instance::write_durable_file(options.out, as_bytes(cosigned)); !written)
    return tell(written.error());
  std::cout << fmt::format("cosigned {} of {} entries\n", options.out, (*house)->witness().size());
  return ok;
}

void add_init(CLI::App& witness, Run& run, const std::shared_ptr<WitnessOptions>& options) {
  auto* command = witness.add_subcommand("init", "make the folder of a witness");
  command->add_option("FOLDER", options->folder, "where; must not hold a witness")->required();
  command->add_option("--name", options->name, "of its key, such as witness.example/1")->required();
  command->add_option("--policy", options->policy, "keys of the log (its ledger-policy.txt)")->required();
  command->add_option("--host", options->hosts, "name under which the log reaches it; may be repeated");
  command->callback([options, &run] { run = [options] { return init(*options); }; });
}

void add_serve(CLI::App& witness, Run& run, const std::shared_ptr<WitnessOptions>& options) {
  auto* command = witness.add_subcommand("serve", "answer POST /add-checkpoint until it is told to stop");
  command->add_option("FOLDER", options->folder, "of the witness")->required();
  command->add_option("--address", options->address, "to listen on")->capture_default_str();
  command->add_option("--port", options->port, "0 takes a free one")->capture_default_str();
  command->callback([options, &run] { run = [options] { return serve(*options); }; });
}

void add_once(CLI::App& witness, Run& run, const std::shared_ptr<WitnessOptions>& options) {
  auto* command = witness.add_subcommand("once", "cosign one checkpoint from files");
  command->add_option("FOLDER", options->folder, "of the witness")->required();
  command->add_option("--checkpoint", options->checkpoint, "answer of GET /v1/ledger/checkpoint")->required();
  command->add_option("--proof", options->proof,
                      "answer of GET /v1/ledger/consistency from the size it saw last");
  command->add_option("--out", options->out, "where the cosigned checkpoint goes")->required();
  command->footer("Exit: 0 cosigned, 1 refused, 3 not answerable.");
  command->callback([options, &run] { run = [options] { return once(*options); }; });
}

} // namespace

void add_witness(CLI::App& app, Run& run) {
  auto* command = app.add_subcommand("witness", "cosign the checkpoints of another machine's ledger");
  command->require_subcommand(1);
  const auto options = std::make_shared<WitnessOptions>();
  add_init(*command, run, options);
  add_serve(*command, run, options);
  add_once(*command, run, options);
  command->footer("Example: elicense witness init watch --name witness.example/1 --policy ledger-policy.txt");
}

} // namespace elicense::cli
