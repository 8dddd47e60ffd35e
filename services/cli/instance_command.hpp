// SPDX-License-Identifier: Apache-2.0
// A command below another, on an instance that nothing serves meanwhile.
#pragma once
#include "cli/commands.hpp"
#include <CLI/CLI.hpp>
#include <memory>

namespace elicense::cli {

template <class Options> struct InstanceCommand {
  const char *name, *description;
  int (*work)(const Options&);
};

// Options::folder is the instance's.
template <class Options>
CLI::App* add_instance_command(CLI::App& parent, Run& run, const std::shared_ptr<Options>& options,
                               const InstanceCommand<Options>& one) {
  auto* command = parent.add_subcommand(one.name, one.description);
  command->add_option("--instance", options->folder, "instance folder; the service must not be running")
      ->capture_default_str();
  command->callback([options, &run, work = one.work] { run = [options, work] { return work(*options); }; });
  return command;
}

} // namespace elicense::cli
