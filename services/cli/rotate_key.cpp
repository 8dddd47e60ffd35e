// SPDX-License-Identifier: Apache-2.0
// elicense rotate-key: another key for personal data, for looking them up, or above both; the old one
// destroyed.
#include "cli/commands.hpp"
#include "cli/progress.hpp"
#include "instance/store_secret.hpp"
#include "privacy/key_renewal.hpp"

#include <fmt/format.h>
#include <iostream>

namespace elicense::cli {
namespace {

struct RotateKeyOptions {
  std::string folder = "var";
  bool resume = false, index = false, master = false;
};

int seal_again(instance::Instance& instance) {
  privacy::KeyRotation& rotation = instance.key_rotation();
  const auto first = rotation.go_on(privacy::rows_in_step, system_time(), instance.blinder());
  if (!first) return tell(first.error());
  Progress progress(static_cast<std::size_t>(first->left));
  std::int64_t done = first->done;
  for (std::int64_t left = first->left; left > 0;) {
    const auto step = rotation.go_on(privacy::rows_in_step, system_time(), instance.blinder());
    if (!step) return tell(step.error());
    left = step->left;
    done += step->done;
    for (std::int64_t row = 0; row < step->done; ++row)
      progress.advance();
  }
  std::cout << fmt::format("sealed {} rows again; the older keys are destroyed\n", done);
  return ok;
}

int rotate_data(instance::Instance& instance, bool resume) {
  if (!resume)
    if (auto begun = instance.key_rotation().begin(system_time(), instance.blinder()); !begun)
      return tell(begun.error());
  return seal_again(instance);
}

int rotate_index(instance::Instance& instance) {
  std::optional<Progress> progress;
  std::int64_t before = 0;
  const auto told = [&](std::int64_t done, std::int64_t all) {
    if (!progress) progress.emplace(static_cast<std::size_t>(all));
    for (; before < done; ++before)
      progress->advance();
  };
  const auto renewed = instance.key_rotation().renew_index(system_time(), instance.blinder(), told);
  progress.reset();
  if (!renewed) return tell(renewed.error());
  std::cout << "everything is looked up under a new key; the older one is destroyed\n";
  return ok;
}

int rotate_master(instance::Instance& instance) {
  const auto renewed = instance::renew_store_secret(
      instance.config(), instance.keys(), instance.key_rotation(), instance.blinder(), system_time());
  if (!renewed) return tell(renewed.error());
  std::cout
      << "all keys are wrapped under a new secret; the older one is destroyed. Back up keys/store.key\n";
  return ok;
}

int rotate(const RotateKeyOptions& options) {
  auto instance = instance::Instance::open(options.folder, ask_passphrase);
  if (!instance) return tell(instance.error());
  if (options.index) return rotate_index(**instance);
  if (options.master) return rotate_master(**instance);
  return rotate_data(**instance, options.resume);
}

} // namespace

void add_rotate_key(CLI::App& app, Run& run) {
  auto* command = app.add_subcommand("rotate-key", "seal all personal data again under a new key");
  const auto options = std::make_shared<RotateKeyOptions>();
  command->add_option("--instance", options->folder, "instance folder")->capture_default_str();
  auto* resume = command->add_flag("--resume", options->resume,
                                   "go on with a rotation that was interrupted, without another new key");
  auto* index = command->add_flag("--index", options->index,
                                  "another key for the digests by which numbers and holders are found");
  auto* master =
      command->add_flag("--master", options->master,
                        "another secret in keys/store.key, under which the other keys are wrapped");
  index->excludes(resume);
  master->excludes(resume)->excludes(index);
  command->footer("The service must not be running on the instance. Interrupt it at any time: run it again.\n"
                  "Example: elicense rotate-key --instance var");
  command->callback([options, &run] { run = [options] { return rotate(*options); }; });
}

} // namespace elicense::cli
