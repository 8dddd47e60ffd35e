// SPDX-License-Identifier: Apache-2.0
// elicense verify-receipt FILE --policy FILE: a receipt of the ledger, or that of a submission, offline; exit
// 0 proven, 1 wrong, 2 not signed by enough, 3 not answerable.
#include "cli/commands.hpp"
#include "crypto/sm3.hpp"
#include "instance/files.hpp"
#include "ledger/key_change.hpp"
#include "ledger/policy_file.hpp"
#include "ledger/receipt.hpp"
#include "submission/receipt.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <iostream>

namespace elicense::cli {
namespace {

struct VerifyReceiptOptions {
  std::string receipt, policy, document, keys;
};

struct Given {
  std::string receipt;
  ledger::Policy policy;
};

Result<Given> read(const VerifyReceiptOptions& options) {
  const auto policy_text = instance::read_file(options.policy), text = instance::read_file(options.receipt);
  if (!policy_text) return policy_text.error();
  if (!text) return text.error();
  auto policy = ledger::parse_policy(as_text(*policy_text));
  if (!policy) return policy.error();
  return Given{std::string(as_text(*text)), *std::move(policy)};
}

// "Nobody known signed it" may change; a wrong proof or signature does not; a text cut off says nothing.
int exit_of(const Error& error) {
  if (error.code.starts_with("LEDGER_NOTE_")) return not_answerable;
  const bool open = error.code == "LEDGER_NOT_SIGNED" || error.code == "LEDGER_WITNESSES" ||
                    error.code == "LEDGER_ENTRY_UNKNOWN";
  return open ? undetermined : untrusted;
}

int refuse(const Error& error) {
  tell(error);
  return exit_of(error);
}

template <class Role> void print(const char* what, const std::vector<ledger::Fact<Role>>& facts) {
  for (const auto& fact : facts)
    std::cout << fmt::format("  {:<12}{} {}\n", what, ledger::name_of(fact.role), to_hex(fact.value));
}

void print(const ledger::Entry& entry, const ledger::ProvenLeaf& leaf) {
  const auto& checkpoint = leaf.tree.checkpoint;
  std::cout << fmt::format("PROVEN  entry {} of {}\n", leaf.index, checkpoint.origin)
            << fmt::format("  {:<12}{} {}\n", "what", ledger::name_of(entry.kind), entry.word)
            << fmt::format("  {:<12}{}\n", "when", to_rfc3339(entry.at));
  print("digest", entry.digests);
  print("reference", entry.references);
  std::cout << fmt::format("  {:<12}{} entries, root {}\n", "signed", checkpoint.tree.size,
                           to_hex(checkpoint.tree.root));
  for (const auto& cosignature : leaf.tree.cosignatures)
    std::cout << fmt::format("  {:<12}{} at {}\n", "witness", cosignature.witness,
                             to_rfc3339(cosignature.at));
}

Result<void> check_document(const ledger::Entry& entry, const std::string& file) {
  const auto content = instance::read_file(file);
  if (!content) return content.error();
  const ledger::Fact<ledger::DigestRole> wanted{ledger::DigestRole::document, crypto::sm3(*content)};
  if (std::ranges::find(entry.digests, wanted) != entry.digests.end()) return {};
  return fail(ErrorKind::invalid, "LEDGER_OTHER_DOCUMENT", file);
}

Result<void> check_named(std::string_view statement, const std::string& file) {
  const auto content = instance::read_file(file);
  if (!content) return content.error();
  if (submission::names_file(statement, *content)) return {};
  return fail(ErrorKind::invalid, "LEDGER_OTHER_DOCUMENT", file);
}

int verify_submission_receipt(const VerifyReceiptOptions& options, const Given& given) {
  const auto receipt = submission::parse_submission_receipt(given.receipt);
  if (!receipt) return tell(receipt.error());
  const auto proven = submission::check_submission_receipt(*receipt, given.policy);
  if (!proven) return refuse(proven.error());
  if (!options.document.empty())
    if (auto named = check_named(receipt->statement, options.document); !named) return refuse(named.error());
  print(proven->entry, proven->leaf);
  std::cout << receipt->statement << '\n';
  return ok;
}

// Whether the log said so itself, by a key that is believed already.
Result<void> check_keys(const ledger::Entry& entry, const std::string& file) {
  const auto text = instance::read_file(file);
  if (!text) return text.error();
  const auto policy = ledger::parse_policy(as_text(*text));
  if (!policy) return policy.error();
  const auto keys = ledger::log_keys_of(*policy, policy->log_keys().front());
  if (!keys) return keys.error();
  const ledger::Fact<ledger::DigestRole> wanted{ledger::DigestRole::list, keys->digest()};
  if (entry.kind == ledger::EntryKind::key_changed &&
      std::ranges::find(entry.digests, wanted) != entry.digests.end())
    return {};
  return fail(ErrorKind::invalid, "LEDGER_OTHER_KEYS", file);
}

int verify_receipt(const VerifyReceiptOptions& options) {
  const auto given = read(options);
  if (!given) return tell(given.error());
  if (submission::is_submission_receipt(given->receipt)) return verify_submission_receipt(options, *given);
  const auto receipt = ledger::parse_receipt(given->receipt);
  if (!receipt) return tell(receipt.error());
  const auto proven = ledger::check_receipt(*receipt, given->policy);
  if (!proven) return refuse(proven.error());
  const auto entry = ledger::decode_entry(receipt->extra);
  if (!entry) return refuse(entry.error());
  if (!options.document.empty())
    if (auto same = check_document(*entry, options.document); !same) return refuse(same.error());
  if (!options.keys.empty())
    if (auto same = check_keys(*entry, options.keys); !same) return refuse(same.error());
  print(*entry, *proven);
  return ok;
}

} // namespace

void add_verify_receipt(CLI::App& app, Run& run) {
  auto* command =
      app.add_subcommand("verify-receipt", "verify a receipt of the ledger or of a submission, offline");
  const auto options = std::make_shared<VerifyReceiptOptions>();
  command->add_option("FILE", options->receipt, "the receipt")->required();
  command->add_option("--policy", options->policy, "keys of the log and its witnesses (C2SP tlog-policy)")
      ->required();
  command->add_option("--document", options->document, "the document that it has to be about");
  command->add_option("--announces", options->keys, "the next policy, whose keys of the log the entry names");
  command->footer("Exit: 0 proven, 1 wrong, 2 not signed by those asked for, 3 not answerable.\n"
                  "Example: elicense verify-receipt receipt.txt --policy var/ledger-policy.txt --document "
                  "license.ofd");
  command->callback([options, &run] { run = [options] { return verify_receipt(*options); }; });
}

} // namespace elicense::cli
