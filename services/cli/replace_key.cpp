// SPDX-License-Identifier: Apache-2.0
// elicense replace-key: another key for what others check: checkpoints of the ledger, status lists, events.
#include "cli/commands.hpp"
#include "instance/ledger_key_change.hpp"
#include "instance/status_lists.hpp"

#include <iostream>

namespace elicense::cli {
namespace {

struct ReplaceKeyOptions {
  std::string folder = "var", what, reason;
};

// The reason to replace the ledger's key is given to the opening: without that key nothing opens.
instance::StartOptions start_options(const ReplaceKeyOptions& options) {
  return {.witnessed = {},
          .override_rollback = {},
          .override_ledger_key = options.what == "ledger" ? options.reason : std::string()};
}

int replace_ledger(instance::Instance& instance, const ReplaceKeyOptions& options) {
  const bool done = instance.ended_change_of(instance::ledger_key) || !options.reason.empty();
  if (!done)
    if (auto replaced = instance::replace_ledger_key(instance.key_house(), system_time()); !replaced)
      return tell(replaced.error());
  std::cout
      << "the ledger is signed by another key. Back up keys/, and hand ledger-policy.txt to witnesses and "
         "all who check receipts";
  std::cout << (options.reason.empty() ? ", with ledger-key-change-*.txt, where the former key says so\n"
                                       : ": no word of the former key tells them\n");
  return ok;
}

int replace_signing(instance::Instance& instance, const instance::SigningKey& key,
                    const ReplaceKeyOptions& options) {
  if (!instance.ended_change_of(key.name))
    if (auto replaced =
            instance::replace_signing_key(instance.key_house(), key, options.reason, system_time());
        !replaced)
      return tell(replaced.error());
  std::cout << options.what << " are signed by another key from the next start on. Back up keys/\n";
  return ok;
}

int replace(const ReplaceKeyOptions& options) {
  auto instance = instance::Instance::open(options.folder, ask_passphrase, start_options(options));
  if (!instance) return tell(instance.error());
  if (options.what == "ledger") return replace_ledger(**instance, options);
  const bool of_lists = options.what == "status";
  return replace_signing(
      **instance, of_lists ? instance::status_key_of((*instance)->config()) : instance::events_key, options);
}

} // namespace

void add_replace_key(CLI::App& app, Run& run) {
  auto* command =
      app.add_subcommand("replace-key", "another key that signs for others; the former is destroyed");
  const auto options = std::make_shared<ReplaceKeyOptions>();
  command->add_option("KEY", options->what, "ledger, status (lists, offline tickets) or events")
      ->required()
      ->check(CLI::IsMember({"ledger", "status", "events"}));
  command->add_option("--instance", options->folder, "instance folder")->capture_default_str();
  command->add_option("--override", options->reason,
                      "why the former key must not be believed any longer, or is lost; recorded");
  command->footer("The service must not be running on the instance. Interrupt it at any time: run it again.\n"
                  "Example: elicense replace-key ledger --instance var");
  command->callback([options, &run] { run = [options] { return replace(*options); }; });
}

} // namespace elicense::cli
