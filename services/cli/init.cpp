// SPDX-License-Identifier: Apache-2.0
// elicense init FOLDER: a development instance.
#include "cli/commands.hpp"
#include "instance/development.hpp"

#include <fmt/format.h>
#include <iostream>

namespace elicense::cli {

void add_init(CLI::App& app, Run& run) {
  auto* command =
      app.add_subcommand("init", "make a development instance: settings, keys, certificates, seal, store");
  const auto folder = std::make_shared<std::string>();
  command->add_option("FOLDER", *folder, "where; must not hold an instance")->required();
  command->footer("Everything made is marked for development and refused under another profile.\nExample: "
                  "elicense init var");
  command->callback([folder, &run] {
    run = [folder] {
      const auto config = instance::create_development_instance(*folder, system_time, crypto::system_random);
      if (!config) return tell(config.error());
      std::cout << fmt::format("made a development instance in {}\n", *folder);
      return int{ok};
    };
  });
}

} // namespace elicense::cli
