// SPDX-License-Identifier: Apache-2.0
// elicense rotate-key: a new key for personal data, everything sealed again under it, the old key destroyed.
#include "cli/commands.hpp"
#include "cli/progress.hpp"

#include <fmt/format.h>
#include <iostream>

namespace elicense::cli {
namespace {

constexpr std::size_t rows_at_once = 200;

int seal_again(instance::Instance& instance) {
  privacy::KeyRotation& rotation = instance.key_rotation();
  const auto first = rotation.go_on(rows_at_once, system_time(), instance.blinder());
  if (!first) return tell(first.error());
  Progress progress(static_cast<std::size_t>(first->left));
  std::int64_t done = first->done;
  for (std::int64_t left = first->left; left > 0;) {
    const auto step = rotation.go_on(rows_at_once, system_time(), instance.blinder());
    if (!step) return tell(step.error());
    left = step->left;
    done += step->done;
    for (std::int64_t row = 0; row < step->done; ++row)
      progress.advance();
  }
  std::cout << fmt::format("sealed {} rows again; the older keys are destroyed\n", done);
  return ok;
}

int rotate(const std::string& folder, bool resume) {
  auto instance = instance::Instance::open(folder, ask_passphrase);
  if (!instance) return tell(instance.error());
  if (!resume)
    if (auto begun = (*instance)->key_rotation().begin(system_time(), (*instance)->blinder()); !begun)
      return tell(begun.error());
  return seal_again(**instance);
}

} // namespace

void add_rotate_key(CLI::App& app, Run& run) {
  auto* command = app.add_subcommand("rotate-key", "seal all personal data again under a new key");
  const auto folder = std::make_shared<std::string>("var");
  const auto resume = std::make_shared<bool>(false);
  command->add_option("--instance", *folder, "instance folder")->capture_default_str();
  command->add_flag("--resume", *resume,
                    "go on with a rotation that was interrupted, without another new key");
  command->footer("The service must not be running on the instance. Interrupt it at any time.\n"
                  "Example: elicense rotate-key --instance var");
  command->callback([folder, resume, &run] { run = [folder, resume] { return rotate(*folder, *resume); }; });
}

} // namespace elicense::cli
