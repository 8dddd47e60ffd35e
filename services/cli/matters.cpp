// SPDX-License-Identifier: Apache-2.0
// elicense matters list|import|propose|withdraw|approve|refuse|proposals: matters and their changes, at the
// machine itself.
#include "cli/instance_command.hpp"
#include "cli/proposals.hpp"
#include "instance/files.hpp"
#include "instance/instance.hpp"

#include <fmt/format.h>
#include <iostream>

namespace elicense::cli {
namespace {

using license::Proposal;
using submission::ExaminedMatter;
using submission::MatterPublisher;

struct MattersOptions {
  std::string folder = "var", file, code, reason;
  std::vector<std::int64_t> numbers;
  bool dry_run = false;
};

void print_row(const ExaminedMatter& one) {
  const std::string code = one.matter ? one.matter->code : "-";
  const char* const word = one.is_refused() ? "REFUSED" : one.unchanged ? "same" : "good";
  std::cout << fmt::format("row {:>4}  {:<7}  {}\n", one.row, word, code);
  if (!one.invalid.empty()) std::cout << fmt::format("          unreadable  {}\n", one.invalid);
  for (const submission::MatterFinding& finding : one.findings)
    std::cout << fmt::format("          {}  {}  {}\n", finding.refuses ? "REFUSED" : "changes", finding.rule,
                             finding.place);
}

// With the instance open and stopped; what comes of it is a Result.
template <class Work> int on_instance(const MattersOptions& options, const Work& work) {
  const auto instance = instance::Instance::open(options.folder, ask_passphrase);
  if (!instance) return tell(instance.error());
  const auto done = work(**instance);
  return done ? ok : tell(done.error());
}

int list(const MattersOptions& options) {
  return on_instance(options, [](instance::Instance& instance) -> Result<void> {
    const auto matters = instance.matters().all();
    for (const submission::Matter* const matter : matters)
      std::cout << fmt::format("{}  version {:<3}  {}  {}\n", matter->code, matter->version,
                               matter->authority_name, matter->name);
    std::cout << fmt::format("{} matters\n", matters.size());
    return {};
  });
}

Result<void> examine(const MatterPublisher& matters, std::string_view file) {
  const auto all = matters.examine(file);
  if (!all) return all.error();
  std::size_t refused = 0;
  for (const ExaminedMatter& one : *all) {
    print_row(one);
    refused += one.is_refused();
  }
  std::cout << fmt::format("{} matters, {} refused\n", all->size(), refused);
  return {};
}

int import(const MattersOptions& options) {
  const auto file = instance::read_file(options.file);
  if (!file) return tell(file.error());
  return on_instance(options, [&](instance::Instance& instance) -> Result<void> {
    MatterPublisher& matters = instance.matter_publisher();
    if (options.dry_run) return examine(matters, as_text(*file));
    const auto proposals = matters.propose(as_text(*file), operator_on_site().party);
    if (!proposals) return proposals.error();
    for (const Proposal& proposal : *proposals)
      print_proposal(proposal);
    return {};
  });
}

int withdraw(const MattersOptions& options) {
  return on_instance(options, [&](instance::Instance& instance) -> Result<void> {
    const auto proposal = instance.matter_publisher().propose_withdrawal(options.code, options.reason,
                                                                         operator_on_site().party);
    if (!proposal) return proposal.error();
    print_proposal(*proposal);
    return {};
  });
}

// One after the other; the first that cannot be decided ends it.
template <class Decide> int decide(const MattersOptions& options, const Decide& decide) {
  return on_instance(options, [&](instance::Instance& instance) -> Result<void> {
    for (const std::int64_t number : options.numbers) {
      const Result<Proposal> decided = decide(instance.matter_publisher(), number);
      if (!decided) return decided.error();
      print_proposal(*decided);
    }
    return {};
  });
}

int approve(const MattersOptions& options) {
  return decide(options, [](MatterPublisher& matters, std::int64_t number) {
    return matters.approve(number, operator_on_site());
  });
}

int refuse(const MattersOptions& options) {
  return decide(options, [&](MatterPublisher& matters, std::int64_t number) {
    return matters.refuse(number, options.reason, operator_on_site());
  });
}

int proposals(const MattersOptions& options) {
  return on_instance(options, [](instance::Instance& instance) -> Result<void> {
    const auto all = instance.matter_publisher().proposals();
    if (!all) return all.error();
    for (const Proposal& proposal : *all)
      print_proposal(proposal);
    std::cout << fmt::format("{} changes of matters\n", all->size());
    return {};
  });
}

} // namespace

void add_matters(CLI::App& app, Run& run) {
  auto* matters = app.add_subcommand("matters", "the matters, and changes of them");
  matters->require_subcommand(1);
  const auto options = std::make_shared<MattersOptions>();
  const auto command = [&](const InstanceCommand<MattersOptions>& one) {
    return add_instance_command(*matters, run, options, one);
  };
  command({"list", "the matters that are published", list});
  auto* file = command({"import", "propose the matters of a file that are new or changed", import});
  file->add_option("file", options->file, "JSON or CSV (docs/submission.md)")->required();
  file->add_flag("--dry-run", options->dry_run, "tell of every row what is wrong or changes, and do nothing");
  auto* withdrawal = command({"withdraw", "propose that a matter is no longer handled", withdraw});
  withdrawal->add_option("code", options->code, "of the matter")->required();
  withdrawal->add_option("--reason", options->reason, "why")->required();
  command({"approve", "approve proposals: no second person is asked here", approve})
      ->add_option("numbers", options->numbers, "of the proposals")
      ->required();
  auto* refusal = command({"refuse", "refuse proposals", refuse});
  refusal->add_option("numbers", options->numbers, "of the proposals")->required();
  refusal->add_option("--reason", options->reason, "why")->required();
  command({"proposals", "all proposals and what became of them", proposals});
  matters->footer("Example: elicense matters import --dry-run matters.csv");
}

} // namespace elicense::cli
