// SPDX-License-Identifier: Apache-2.0
// elicense transition: what the issuer decides about a license, at the machine itself.
#include "access/administration.hpp"
#include "cli/commands.hpp"
#include "instance/files.hpp"
#include "json/strict_json.hpp"

#include <fmt/format.h>
#include <iostream>

namespace elicense::cli {
namespace {

struct TransitionOptions {
  std::string folder = "var", data_file;
  license::TransitionRequest request;
};

Result<void> read_data(TransitionOptions& options) {
  if (options.data_file.empty()) return {};
  const auto text = instance::read_file(options.data_file);
  if (!text) return text.error();
  auto data = parse_strict_json(as_text(*text));
  if (!data) return data.error();
  options.request.data = *std::move(data);
  return {};
}

int transition(TransitionOptions options) {
  if (auto read = read_data(options); !read) return tell(read.error());
  auto instance = instance::Instance::open(options.folder, ask_passphrase);
  if (!instance) return tell(instance.error());
  if (auto recovered = (*instance)->issuer().finish_open_plans(); !recovered) return tell(recovered.error());
  if (options.request.idempotency_key.empty())
    options.request.idempotency_key = to_hex(crypto::random_bytes(crypto::system_random, 16));
  const auto made = (*instance)->life().ask(
      options.request, {.party = std::string(access::on_site), .roles = {}, .on_site = true});
  if (!made) return tell(made.error());
  std::cout << fmt::format("{} {} -> {} from {}\n", made->license, license::to_text(made->from),
                           license::to_text(made->to), to_rfc3339(made->effective_at));
  if (!made->successor.empty()) std::cout << fmt::format("issued {}\n", made->successor);
  return ok;
}

} // namespace

void add_transition(CLI::App& app, Run& run) {
  auto* command = app.add_subcommand("transition", "suspend, revoke, change … one license (docs/life.md)");
  const auto options = std::make_shared<TransitionOptions>();
  command->add_option("identifier", options->request.license, "the license")->required();
  command->add_option("transition", options->request.name, "as in schemas/transitions.tsv")->required();
  command->add_option("--instance", options->folder, "instance folder")->capture_default_str();
  command->add_option("--reason", options->request.reason, "as in schemas/transition-reasons.tsv");
  command->add_option("--legal-basis", options->request.legal_basis, "the clause it rests on");
  command->add_option("--effective-on", options->request.effective_on, "a later day, YYYY-MM-DD at UTC+8");
  command->add_option("--data", options->data_file, "JSON file with the business data of the new version");
  command->add_option("--idempotency-key", options->request.idempotency_key,
                      "repeat with the same key to get the same answer");
  command->footer("The service must not be running on the instance; no second person is asked here.\n"
                  "Example: elicense transition 1.2.156.3005.2.… suspend --reason holder_request "
                  "--legal-basis 行政许可法");
  command->callback([options, &run] { run = [options] { return transition(*options); }; });
}

} // namespace elicense::cli
