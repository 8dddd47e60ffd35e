// SPDX-License-Identifier: Apache-2.0
// elicense audit: derives the ledger of a stopped instance again; exit 0 all as signed, 1 something is wrong,
// 3 not answerable.
#include "instance/audit.hpp"
#include "cli/commands.hpp"
#include "instance/files.hpp"
#include "ledger/policy_file.hpp"

#include <fmt/format.h>
#include <iostream>

namespace elicense::cli {
namespace {

struct AuditOptions {
  std::string folder = "var", policy;
  std::vector<std::string> witnessed;
};

Result<std::optional<ledger::Witnessed>> read_witnessed(const AuditOptions& options) {
  using Read = std::optional<ledger::Witnessed>;
  if (options.witnessed.empty()) return Read{};
  const auto text = instance::read_file(options.policy);
  if (!text) return text.error();
  auto policy = ledger::parse_policy(as_text(*text));
  if (!policy) return policy.error();
  ledger::Witnessed witnessed{.notes = {}, .policy = *std::move(policy)};
  for (const std::string& file : options.witnessed) {
    const auto note = instance::read_file(file);
    if (!note) return note.error();
    witnessed.notes.emplace_back(as_text(*note));
  }
  return Read(std::move(witnessed));
}

int print(const instance::InstanceAudit& audit) {
  const auto& report = audit.ledger;
  std::cout << fmt::format("audited  {} entries, {} checkpoints, {} witnessed, {} licenses\n", report.entries,
                           report.checkpoints, report.witnessed, audit.licenses);
  if (report.witnessed == 0)
    std::cout << "note     no witnessed checkpoint was given: a ledger that was cut or put back as a whole "
                 "would not be noticed\n";
  for (const std::uint64_t leaf : audit.key_overrides)
    std::cout << fmt::format("note     entry {}: another key signs from here on without the word of the one "
                             "before; ask why\n",
                             leaf);
  const auto* first = ledger::first_of(report.findings);
  if (first == nullptr) {
    std::cout << "result   everything is as it was signed\n";
    return ok;
  }
  std::cout << fmt::format("result   WRONG from entry {} on\n", first->index);
  for (const auto& finding : report.findings) {
    const auto& sentence = wording::sentence(finding.code, language());
    std::cout << fmt::format("entry {}: {} ({})\n  {}\n  {}\n", finding.index, sentence.text, finding.code,
                             finding.detail, sentence.next_step);
  }
  return untrusted;
}

int audit(const AuditOptions& options) {
  const auto witnessed = read_witnessed(options);
  if (!witnessed) return tell(witnessed.error());
  const auto audited = instance::audit(options.folder, ask_passphrase, *witnessed);
  if (!audited) return tell(audited.error());
  return print(*audited);
}

} // namespace

void add_audit(CLI::App& app, Run& run) {
  auto* command = app.add_subcommand("audit", "derive the ledger again and hold everything against it");
  const auto options = std::make_shared<AuditOptions>();
  command->add_option("--instance", options->folder, "instance folder; the service must not be running")
      ->capture_default_str();
  auto* policy = command->add_option("--policy", options->policy,
                                     "keys of the log and its witnesses (C2SP tlog-policy), your own copy");
  command->add_option("--witnessed", options->witnessed, "checkpoints that witnesses signed")->needs(policy);
  command->footer("Exit: 0 all as it was signed, 1 wrong, 3 not answerable.\n"
                  "Example: elicense audit --instance var --witnessed seen.txt --policy policy.txt");
  command->callback([options, &run] { run = [options] { return audit(*options); }; });
}

} // namespace elicense::cli
