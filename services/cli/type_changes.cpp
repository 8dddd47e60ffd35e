// SPDX-License-Identifier: Apache-2.0
// elicense types propose|withdraw|approve|refuse|list|show: changes of license types, at the machine itself.
#include "cli/type_changes.hpp"
#include "cli/instance_command.hpp"
#include "cli/proposals.hpp"
#include "instance/files.hpp"

#include <fmt/format.h>
#include <iostream>

namespace elicense::cli {
namespace {

using license::Proposal;
using license::TypePublisher;

struct TypeChangesOptions {
  std::string folder = "var", file, code, reason;
  std::int64_t number = 0;
};

// With the instance open and stopped; one line about the proposal that comes of it.
template <class Work> int on_instance(const TypeChangesOptions& options, const Work& work) {
  const auto instance = instance::Instance::open(options.folder, ask_passphrase);
  if (!instance) return tell(instance.error());
  const Result<Proposal> proposal = work((*instance)->type_publisher());
  if (!proposal) return tell(proposal.error());
  print_proposal(*proposal);
  return ok;
}

int propose(const TypeChangesOptions& options) {
  const auto file = instance::read_file(options.file);
  if (!file) return tell(file.error());
  return on_instance(
      options, [&](TypePublisher& types) { return types.propose(as_text(*file), operator_on_site().party); });
}

int withdraw(const TypeChangesOptions& options) {
  return on_instance(options, [&](TypePublisher& types) {
    return types.propose_withdrawal(options.code, options.reason, operator_on_site().party);
  });
}

int approve(const TypeChangesOptions& options) {
  return on_instance(options,
                     [&](TypePublisher& types) { return types.approve(options.number, operator_on_site()); });
}

int refuse(const TypeChangesOptions& options) {
  return on_instance(options, [&](TypePublisher& types) {
    return types.refuse(options.number, options.reason, operator_on_site());
  });
}

int list(const TypeChangesOptions& options) {
  const auto instance = instance::Instance::open(options.folder, ask_passphrase);
  if (!instance) return tell(instance.error());
  const auto proposals = (*instance)->type_publisher().proposals();
  if (!proposals) return tell(proposals.error());
  for (const Proposal& proposal : *proposals)
    print_proposal(proposal);
  std::cout << fmt::format("{} changes of license types\n", proposals->size());
  return ok;
}

void print_examination(const license::TypeExamination& examination) {
  for (const license::TypeFinding& finding : examination.findings)
    std::cout << fmt::format("{}  {}  {}\n", finding.refuses ? "REFUSED" : "changes", finding.rule,
                             finding.place);
  if (examination.qr_version)
    std::cout << fmt::format("the QR code has version {}\n", *examination.qr_version);
}

int show(const TypeChangesOptions& options) {
  const auto instance = instance::Instance::open(options.folder, ask_passphrase);
  if (!instance) return tell(instance.error());
  const auto proposal = (*instance)->type_publisher().find(options.number);
  if (!proposal) return tell(proposal.error());
  print_proposal(*proposal);
  std::cout << fmt::format("proposed by {}\n", proposal->proposed_by);
  if (proposal->decision != 0)
    std::cout << fmt::format("decided by {} at {}\n", proposal->decided_by, to_rfc3339(proposal->decided_at));
  for (const std::string& reason : {proposal->reason, proposal->refusal})
    if (!reason.empty()) std::cout << fmt::format("because: {}\n", reason);
  if (proposal->file.empty()) return ok;
  if (proposal->status == license::ProposalStatus::waiting) {
    const auto examination = (*instance)->type_publisher().examine(proposal->file);
    if (!examination) return tell(examination.error());
    print_examination(*examination);
  }
  std::cout << proposal->file << "\n";
  return ok;
}

} // namespace

void add_type_changes(CLI::App& types, Run& run) {
  const auto options = std::make_shared<TypeChangesOptions>();
  const auto change = [&](const InstanceCommand<TypeChangesOptions>& one) {
    return add_instance_command(types, run, options, one);
  };
  change({"propose", "propose a new type, or the next version of one", propose})
      ->add_option("file", options->file, "type file (docs/license-types.md)")
      ->required();
  auto* withdrawal =
      change({"withdraw", "propose that no license of this type is issued any more", withdraw});
  withdrawal->add_option("code", options->code, "of the type")->required();
  withdrawal->add_option("--reason", options->reason, "why")->required();
  change({"approve", "approve a proposal: no second person is asked here", approve})
      ->add_option("number", options->number, "of the proposal")
      ->required();
  auto* refusal = change({"refuse", "refuse a proposal", refuse});
  refusal->add_option("number", options->number, "of the proposal")->required();
  refusal->add_option("--reason", options->reason, "why")->required();
  change({"list", "all proposals and what became of them", list});
  change({"show", "one proposal, what it changes, and its file", show})
      ->add_option("number", options->number, "of the proposal")
      ->required();
}

} // namespace elicense::cli
