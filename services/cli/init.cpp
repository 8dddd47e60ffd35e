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
      const auto made = instance::create_development_instance(*folder, system_time, crypto::system_random);
      if (!made) return tell(made.error());
      std::cout << fmt::format("made a development instance in {}\n", *folder)
                << fmt::format("enrolment code of the first administrator, once and for a day: {}\n",
                               made->enrolment_code);
      return int{ok};
    };
  });
}

} // namespace elicense::cli
