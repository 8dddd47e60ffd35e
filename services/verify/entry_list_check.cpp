// SPDX-License-Identifier: Apache-2.0
// Files that are listed and missing, files that are there and not listed, and who says so.
#include "verify/entry_list_check.hpp"

#include "ofd/entry_list.hpp"
#include "verify/signature_value.hpp"

namespace elicense::verify {
namespace {

// Its value is a plain signature over OFDEntries.xml as stored.
Steps check_list_signature(const Examination& examination, const std::string& value_path) {
  const auto content = examination.package.read(value_path);
  if (!content) return {{content.error().code, Outcome::failed, content.error().detail}};
  const auto value = decode_signed_value(*content, ofd::SignatureKind::sign);
  if (!value) return {{value.error().code, Outcome::failed, value.error().detail}};
  if (!fits(*value, ofd::SignatureKind::sign))
    return {{"SIG_KIND", Outcome::failed, std::string(format_of(*value))}};
  ofd::Signature signature;
  signature.kind = ofd::SignatureKind::sign;
  signature.path = ofd::entry_list_name;
  SignatureReport report;
  check_value(examination, signature, *value, report);
  Steps steps = std::move(report.cryptography);
  steps.insert(steps.end(), report.trust.begin(), report.trust.end());
  return steps;
}

Step summary(const Steps& steps) {
  const Outcome outcome = worst(steps);
  const auto first = std::ranges::find(steps, outcome, &Step::outcome);
  return {"ENTRY_LIST_SIGNATURE", outcome, outcome == Outcome::passed ? "" : first->code};
}

} // namespace

EntryListFinding check_entry_list(const Examination& examination) {
  const auto list = ofd::read_entry_list(examination.package);
  if (!list)
    return {{{"ENTRY_LIST_READ", Outcome::failed, list.error().code + ": " + list.error().detail}}, {}};
  if (!*list) return {};
  EntryListFinding finding;
  finding.steps = {none_of("ENTRY_LIST_MISSING", (*list)->missing),
                   none_of("ENTRY_LIST_EXTRA", (*list)->extra),
                   summary(check_list_signature(examination, (*list)->value_path))};
  if (worst(finding.steps) == Outcome::passed)
    finding.own = {std::string(ofd::entry_list_name), (*list)->value_path};
  return finding;
}

} // namespace elicense::verify
