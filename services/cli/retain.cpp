// SPDX-License-Identifier: Apache-2.0
// elicense retain: erase the personal data that were kept as long as the settings say.
#include "cli/commands.hpp"

#include <fmt/format.h>
#include <iostream>

namespace elicense::cli {
namespace {

constexpr std::size_t rows_at_once = 200;

void print(std::string_view what, const privacy::RetentionCounts& counts) {
  std::cout << fmt::format("{}: {} licenses, {} voided plans, {} records of reading, {} events, {} rows of "
                           "imports, {} scans, {} submissions, {} complaints\n",
                           what, counts.licenses, counts.plans, counts.accesses, counts.events,
                           counts.import_rows, counts.scans, counts.submissions, counts.complaints);
}

int erase(instance::Instance& instance, const privacy::RetentionRules& rules, Time now) {
  privacy::RetentionCounts all;
  while (true) {
    const auto erased = instance.retention().erase(rules, now, rows_at_once, instance.blinder());
    if (!erased) return tell(erased.error());
    if (erased->all() == 0) break;
    all.licenses += erased->licenses;
    all.plans += erased->plans;
    all.accesses += erased->accesses;
    all.events += erased->events;
    all.import_rows += erased->import_rows;
    all.scans += erased->scans;
    all.submissions += erased->submissions;
    all.complaints += erased->complaints;
  }
  print("erased", all);
  return ok;
}

int retain(const std::string& folder, bool apply) {
  auto instance = instance::Instance::open(folder, ask_passphrase);
  if (!instance) return tell(instance.error());
  const auto& rules = (*instance)->config().retention;
  const Time now = system_time();
  if (apply) return erase(**instance, rules, now);
  const auto due = (*instance)->retention().due(rules, now);
  if (!due) return tell(due.error());
  print("to be erased", *due);
  return ok;
}

} // namespace

void add_retain(CLI::App& app, Run& run) {
  auto* command = app.add_subcommand("retain", "erase the personal data that were kept long enough");
  const auto folder = std::make_shared<std::string>("var");
  const auto dry_run = std::make_shared<bool>(false), apply = std::make_shared<bool>(false);
  command->add_option("--instance", *folder, "instance folder")->capture_default_str();
  auto* dry = command->add_flag("--dry-run", *dry_run, "only count");
  command->add_flag("--apply", *apply, "erase; it cannot be undone")->excludes(dry);
  command->footer(
      "[retention] in elicense.toml says how many days. Erased data also stand in backups made before.\n"
      "The service must not be running on the instance.\nExample: elicense retain --instance var --dry-run");
  command->callback([folder, dry_run, apply, &run] {
    if (!*dry_run && !*apply) throw CLI::RequiredError("--dry-run or --apply");
    run = [folder, apply] { return retain(*folder, *apply); };
  });
}

} // namespace elicense::cli
